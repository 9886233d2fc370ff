import type { OrderId } from "@bahi/core/id"
import { composeInvoice } from "@bahi/core/invoice"
import { financialYearOf, formatNumber, periodOf } from "@bahi/core/numbering"
import type { PlacedOrder } from "@bahi/core/order"
import type { Addressed } from "@bahi/core/reactions"
import { Clock, Effect } from "effect"
import { system } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { Invoices, Numbering, Orders, Refused, Shop } from "../ports/index.ts"

/**
 * Issues the invoices of confirmed orders (I01), each once, with consecutive numbers of their series: as many numbers are
 * taken as orders wait, in the transaction that writes the invoices. An order that has its invoice is passed over.
 */
export const issueInvoices = Effect.fn("invoice.issue")(function*(orderIds: ReadonlyArray<OrderId>) {
  if (orderIds.length === 0) return
  const engine = yield* Engine
  const orders = yield* Orders
  const invoices = yield* Invoices
  yield* engine.execute({
    actor: system,
    plan: Effect.gen(function*() {
      const issued = yield* invoices.ofOrders(orderIds)
      const waiting = orderIds.filter((orderId) => !issued.has(orderId))
      const confirmed = [...(yield* orders.read(waiting)).values()].flatMap(({ state }) => isConfirmed(state) ? [state] : [])
      return {
        lock: {},
        decide: (_states, at) => numbered(confirmed, at),
        answer: () => Effect.void
      }
    })
  })
})

const isConfirmed = (order: { readonly status: string }): order is PlacedOrder => "confirmedAt" in order

/** The commands that draft and issue these orders' invoices. The series is held from here until the commit. */
const numbered = Effect.fnUntraced(function*(orders: ReadonlyArray<PlacedOrder>, at: number) {
  if (orders.length === 0) return []
  const { seller, pricing, invoiceSeries } = yield* Shop
  const period = periodOf(invoiceSeries, at)
  const first = yield* (yield* Numbering).take(`invoice:${seller.gstin}:${invoiceSeries.prefix}:${period}`, orders.length)
  // Whoever waited for the series is dated after those before it: numbers and dates run the same way.
  const now = yield* Clock.currentTimeMillis
  const issuedAt = periodOf(invoiceSeries, now) === period ? now : at
  const commands: Array<Addressed> = []
  for (const [place, order] of orders.entries()) {
    const number = formatNumber(invoiceSeries, issuedAt, first + place)
    if (!number.ok) return yield* new Refused({ refusal: number.error })
    const invoiceId = yield* newId<"invoice">()
    commands.push(
      { to: "invoice", id: invoiceId, command: { type: "Draft", invoiceId, orderId: order.orderId, document: composeInvoice(order, seller, pricing.priceMode), at: issuedAt } },
      { to: "invoice", id: invoiceId, command: { type: "Issue", number: number.value, financialYear: financialYearOf(issuedAt).label, at: issuedAt } }
    )
  }
  return commands
})
