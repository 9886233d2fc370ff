import { type Money, money } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"

/** What the buyer brings to pay with before money: loyalty points, store credit, a gift card; in minor units, never in points. */
export interface Tender {
  readonly id: string
  /** The most that it may pay. */
  readonly amount: Money
}

/** Who pays what of a document. Applied tenders and what is due make its grand total. */
export interface Payable {
  readonly tenders: ReadonlyArray<Tender & { readonly applied: Money }>
  readonly amountDue: Money
}

/** Why tenders cannot be taken, in this order. */
export type TenderRefusal =
  | { readonly code: "tender_id_repeated"; readonly tenderId: string }
  /** Below zero, or a fraction. */
  | { readonly code: "tender_invalid"; readonly tenderId: string; readonly amount: number }
  /** The document gives money back: nothing is to be paid, and nobody's credit is to be filled by this way. */
  | { readonly code: "grand_total_negative"; readonly grandTotal: Money }

/**
 * Takes tenders in their order, each as far as something is left to pay, so that nothing is due below zero. A tender pays and is no
 * discount: it comes after tax and leaves every figure of the document as it is (CGST Act s. 15(1), the price is paid, not lowered).
 */
export const applyTenders = (grandTotal: Money, tenders: ReadonlyArray<Tender>): Result<Payable, TenderRefusal> => {
  const repeated = tenders.find(({ id }, i) => tenders.findIndex((other) => other.id === id) < i)
  if (repeated !== undefined) return refuse({ code: "tender_id_repeated", tenderId: repeated.id })
  const invalid = tenders.find(({ amount }) => !Number.isSafeInteger(amount) || amount < 0)
  if (invalid !== undefined) return refuse({ code: "tender_invalid", tenderId: invalid.id, amount: invalid.amount })
  if (money(grandTotal) < 0) return refuse({ code: "grand_total_negative", grandTotal })
  let amountDue = grandTotal
  const applied = tenders.map(({ id, amount }) => {
    const part = money(Math.min(amount, amountDue))
    amountDue = money(amountDue - part)
    return { id, amount, applied: part }
  })
  return ok({ tenders: applied, amountDue })
}
