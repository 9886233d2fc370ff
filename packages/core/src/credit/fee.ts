import { allocate, type Money, money, mulDiv, sum } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import { type TaxByRate, taxesByRate } from "../totals/index.ts"
import type { CreditFigures, CreditRefusal, KeptFee, RestockingFee } from "./credit.ts"

/** The fee that is kept of a credit. Refuses one that is no amount, and one that the credit cannot bear. */
export const keepFee = (fee: RestockingFee | undefined, figures: CreditFigures): Result<KeptFee, CreditRefusal> => {
  if (fee === undefined) return ok({ amount: money(0), parts: [] })
  const size = fee.kind === "amount" ? fee.amount : fee.ratePpm
  if (!Number.isSafeInteger(size) || size < 0 || (fee.kind === "share" && size > 1_000_000)) return refuse({ code: "restocking_fee_invalid", fee })
  const goods = sum(figures.lines.map((line) => line.total))
  const amount = fee.kind === "amount" ? fee.amount : mulDiv(goods, fee.ratePpm, 1_000_000, "half-up")
  const most = money(Math.max(0, Math.min(goods, figures.grandTotal)))
  if (amount < 0 || amount > most) return refuse({ code: "restocking_fee_exceeds_credit", fee: amount, most })
  return ok({ amount, parts: fee.tax === "untaxed" || !isTaxCharged(figures) ? [] : partsOf(amount, figures) })
}

/** A tax that the recipient owes is in no price, and so in no fee. */
const isTaxCharged = ({ taxable, totalBeforeRoundOff, tax }: CreditFigures): boolean => tax === 0 || totalBeforeRoundOff !== taxable

/** An amount that holds the taxes of the goods that it is kept from, in proportion to what they cost. */
const partsOf = (amount: Money, figures: CreditFigures): ReadonlyArray<TaxByRate> => {
  const rows = taxesByRate({ ...figures, charges: [] })
  const shares = allocate(amount, rows.map(({ taxable, tax }) => taxable + tax))
  return rows.flatMap((row, i) => shares[i] === 0 ? [] : [partOf(shares[i]!, row)])
}

/** Each head half-up, the taxable value the remainder, as in any price that holds its tax (Rule 35); of a few paise no more than there is. */
const partOf = (share: Money, row: TaxByRate): TaxByRate => {
  const whole = row.taxable + row.tax
  const half = money(Math.min(mulDiv(share, row.cgst, whole, "half-up"), Math.floor(share / 2)))
  const igst = mulDiv(share, row.igst, whole, "half-up")
  const cess = money(Math.min(mulDiv(share, row.cess, whole, "half-up"), share - 2 * half - igst))
  const tax = sum([half, half, igst, cess])
  return { ratePpm: row.ratePpm, taxable: money(share - tax), cgst: half, sgst: half, igst, cess, tax }
}
