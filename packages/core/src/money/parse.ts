import { ok, refuse, type Result } from "../result.ts"
import { type CurrencyCode, currencyDecimals } from "./currency.ts"
import { type Money, money } from "./money.ts"

/** Why a text is no amount of a currency. */
export type AmountRefusal =
  /** Not digits with at most one point and one leading minus: "1,000", ".5", "1e3", "₹5" and "05" are none. */
  | { readonly code: "amount_malformed"; readonly text: string }
  /** More decimals than the currency has, though they be zeros: what was meant is not for us to guess. */
  | { readonly code: "amount_too_many_decimals"; readonly text: string; readonly most: number }
  /** Beyond ±2^53 minor units. */
  | { readonly code: "amount_out_of_range"; readonly text: string }

/**
 * Reads a plain decimal ("1234.5" INR is 1,23,450 paise) into minor units, digit by digit and through no float. Refuses what is
 * malformed, then more decimals than the currency has, then what leaves the safe range.
 */
export const parseAmount = (text: string, currency: CurrencyCode): Result<Money, AmountRefusal> => {
  const parts = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text)
  if (parts === null) return refuse({ code: "amount_malformed", text })
  const [, sign, whole, decimals = ""] = parts
  const most = currencyDecimals[currency]
  if (decimals.length > most) return refuse({ code: "amount_too_many_decimals", text, most })
  // Digits of a whole number beyond 2^53 may lose their last in Number(), but never come back into the safe range.
  const minorUnits = Number(whole + decimals.padEnd(most, "0"))
  return Number.isSafeInteger(minorUnits) ? ok(money(sign === "-" ? -minorUnits : minorUnits)) : refuse({ code: "amount_out_of_range", text })
}
