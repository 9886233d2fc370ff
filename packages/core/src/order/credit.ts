// What an order no longer keeps: figured from its own figures, one credit after the other.
import { type ChargePolicy, type Credited, creditFor, nothingCredited, type Original } from "../credit/index.ts"
import type { CreditId, Instant } from "../id.ts"
import type { Money } from "../money/index.ts"
import { ok, refuse } from "../result.ts"
import type { OrderHandlers } from "./decide.ts"
import { following } from "./follow.ts"
import { itemsRefusal } from "./item.ts"
import type { OrderLine, OrderPolicy, Pieces, PlacedOrder } from "./order.ts"

export type CreditCause = "order_cancelled" | "items_cancelled" | "returned_to_origin" | "returned" | "exchanged" | "refunded"

/** What was credited at one time. Its figures are those of the order between `before` and `credited` (`figuresBetween`). */
export interface OrderCredit {
  readonly creditId: CreditId
  readonly because: CreditCause
  /** The pieces that it is about. Those whose money went back before are not paid back again. */
  readonly items: ReadonlyArray<Pieces>
  readonly before: Credited
  readonly credited: Credited
  /** The grand total of its figures: what the order no longer keeps, in paise. */
  readonly amount: Money
  readonly at: Instant
}

/** The order as it was agreed on: what every credit is figured from. */
export const originalOf = ({ lines, quote }: Pick<PlacedOrder, "lines" | "quote">): Original =>
  ({ totals: quote.totals, quantities: Object.fromEntries(lines.map(({ lineId, quantity }) => [lineId, quantity])) })

/** Everything that was credited so far. */
export const creditedOf = ({ credits }: Pick<PlacedOrder, "credits">): Credited => credits.at(-1)?.credited ?? nothingCredited

/** The pieces of a line whose money can still go back. */
export const uncreditedOf = (order: Pick<PlacedOrder, "credits">, { lineId, quantity }: Pick<OrderLine, "lineId" | "quantity">): number =>
  quantity - (creditedOf(order).lines[lineId] ?? 0)

/** The credit of these pieces, and of the charges by this policy. */
export const creditOf = (order: PlacedOrder, { charges, ...what }: Pick<OrderCredit, "creditId" | "because" | "items" | "at"> & { readonly charges: ChargePolicy }): OrderCredit => {
  const before = creditedOf(order)
  const lines = what.items.map(({ lineId, quantity }) => {
    const line = order.lines.find((line) => line.lineId === lineId)!
    return { id: lineId, quantity: Math.min(quantity, uncreditedOf(order, line)) }
  })
  const credit = creditFor(originalOf(order), before, { lines, charges: Object.fromEntries(order.quote.totals.charges.map(({ id }) => [id, charges])) })
  if (!credit.ok) throw new Error(`The order cannot be credited: ${JSON.stringify(credit.error)}`)
  return { ...what, before, credited: credit.value.credited, amount: credit.value.figures.grandTotal }
}

export const crediting = (policy: OrderPolicy): Pick<OrderHandlers, "CreditItems"> => ({
  // Goods that come back were delivered; money alone may go back for whatever still has some (F30).
  CreditItems: (order, { creditId, because, items, at }) => {
    if (order.credits.some((credit) => credit.creditId === creditId)) return ok([])
    const creditable = (line: OrderLine) => because === "refunded" ? uncreditedOf(order, line) : line.quantityDelivered - line.quantityReturned
    const refusal = itemsRefusal(order, items, (line, quantity) =>
      quantity > creditable(line) ? { code: "quantity_not_creditable", lineId: line.lineId, quantity, creditable: creditable(line) } : undefined)
    if (refusal) return refuse(refusal)
    const credit = creditOf(order, { creditId, because, items, charges: policy.chargesBack.return, at })
    return ok(following(order, { type: "OrderItemsCredited", orderId: order.orderId, credit, at }))
  }
})
