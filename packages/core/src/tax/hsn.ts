import { type Money, money } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import type { BuyerKind } from "./supply.ts"

/** What decides how much of an HSN code an invoice must show. */
export interface HsnFacts {
  /** The seller's aggregate turnover in the financial year before, in paise, over all GSTINs of the PAN. */
  readonly turnoverBefore: Money
  readonly buyer: BuyerKind
}

/** How many digits of the HSN code an invoice needs, at least; 0 where it may be left out. */
export type HsnDigits = 0 | 4 | 6 | 8

/** Why an HSN or SAC code may not stand on an invoice. */
export type HsnRefusal =
  /** Not 2, 4, 6 or 8 digits. */
  | { readonly code: "hsn_malformed"; readonly hsnCode: string }
  | { readonly code: "hsn_too_short"; readonly hsnCode: string; readonly digits: HsnDigits }

/**
 * The digits that an invoice needs: 4 up to a turnover of ₹5 crore, and none then towards a consumer; 6 above (Notification 78/2020,
 * Central Tax); 8 on an export.
 */
export const hsnDigits = ({ turnoverBefore, buyer }: HsnFacts): HsnDigits => {
  if (buyer === "overseas") return 8
  if (turnoverBefore > FIVE_CRORE) return 6
  return buyer === "consumer" ? 0 : 4
}

/** An HSN code that is long enough for its invoice. An empty one passes where none is needed; a service's SAC has six digits. */
export const checkHsn = (hsnCode: string, facts: HsnFacts): Result<string, HsnRefusal> => {
  const digits = hsnDigits(facts)
  if (!/^(?:\d{2}){0,4}$/.test(hsnCode)) return refuse({ code: "hsn_malformed", hsnCode })
  // The services of chapter 99 have no more than six.
  const needed = hsnCode.startsWith("99") && digits === 8 ? 6 : digits
  return hsnCode.length < needed ? refuse({ code: "hsn_too_short", hsnCode, digits: needed }) : ok(hsnCode)
}

const FIVE_CRORE = money(5_00_00_000_00)
