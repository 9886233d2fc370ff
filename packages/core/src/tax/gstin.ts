import { ok, refuse, type Result } from "../result.ts"
import { isStateCode, type StateCode, stateByCode } from "./state.ts"

/** A GSTIN whose form, state and check digit are right. Whether it is registered only the GST portal knows. */
export interface Gstin {
  readonly value: string
  readonly stateCode: StateCode
  readonly kind: GstinKind
}

/** Who holds the number: the fourteenth place tells, and the letters around it. */
export type GstinKind = "registered" | "government_department" | "tax_deductor" | "tax_collector" | "un_body_or_embassy" | "non_resident" | "oidar"

export type GstinRefusal =
  | { readonly code: "gstin_malformed"; readonly text: string }
  | { readonly code: "gstin_state_unknown"; readonly stateCode: string }
  | { readonly code: "gstin_check_digit_wrong"; readonly found: string; readonly expected: string }

/**
 * Reads a GSTIN as printed, fifteen digits and capitals. Refuses an unknown form, then an unknown state, then a wrong check digit;
 * the last not with `checksum: false`, for sandboxes, whose official samples often have wrong ones.
 */
export const parseGstin = (text: string, { checksum = true }: { readonly checksum?: boolean } = {}): Result<Gstin, GstinRefusal> => {
  const kind = kinds.find(([, form]) => form.test(text))?.[0]
  if (kind === undefined) return refuse({ code: "gstin_malformed", text })
  const stateCode = text.slice(0, 2)
  if (!isStateCode(stateCode) || !stateByCode(stateCode).validGstinPrefix) return refuse({ code: "gstin_state_unknown", stateCode })
  const found = text.slice(14)
  const expected = gstinCheckDigit(text.slice(0, 14))
  if (checksum && found !== expected) return refuse({ code: "gstin_check_digit_wrong", found, expected })
  return ok({ value: text, stateCode, kind })
}

/** The GST portal's form of each kind of number, most common first. */
const kinds: ReadonlyArray<readonly [GstinKind, RegExp]> = [
  ["registered", /^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z][Z1-9ABD-J][0-9A-Z]$/],
  ["government_department", /^[0-9]{2}[A-Z]{4}[0-9]{5}[A-Z][0-9]Z[0-9]$/],
  ["tax_deductor", /^[0-9]{2}[A-Z]{4}[A-Z0-9][0-9]{4}[A-Z][1-9A-Z]D[0-9A-Z]$/],
  ["tax_collector", /^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]C[0-9A-Z]$/],
  ["un_body_or_embassy", /^[0-9]{4}[A-Z]{3}[0-9]{5}[UO]N[A-Z0-9]$/],
  ["non_resident", /^[0-9]{4}[A-Z]{3}[0-9]{5}NR[0-9A-Z]$/],
  ["oidar", /^99[0-9]{2}[A-Z]{3}[0-9]{5}OS[0-9A-Z]$/]
]

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/** The fifteenth character that belongs to the first fourteen of a GSTIN: a Luhn sum to base 36. */
export const gstinCheckDigit = (firstFourteen: string): string => {
  let total = 0
  for (let i = 0; i < 14; i++) {
    const product = alphabet.indexOf(firstFourteen.charAt(i)) * (i % 2 === 0 ? 1 : 2)
    total += Math.floor(product / 36) + (product % 36)
  }
  return alphabet.charAt((36 - (total % 36)) % 36)
}
