import type { OrderId } from "@bahi/core/id"
import { composeCreditNote, composeInvoice, type InvoiceDocument, type IssuedSaleInvoice } from "@bahi/core/invoice"
import { financialYearOf, formatNumber, periodOf, type Series } from "@bahi/core/numbering"
import type { Order, PlacedOrder } from "@bahi/core/order"
import type { Addressed } from "@bahi/core/reactions"
import { Clock, Effect } from "effect"
import { system } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { readOrder } from "../order/find.ts"
import { Invoices, Numbering, Orders, Refused, Shop } from "../ports/index.ts"

/**
 * Issues the invoices of confirmed orders (I01), each once, with consecutive numbers of their series: as many numbers are
 * taken as orders wait, in the transaction that writes the invoices. An order that has its invoice is passed over, and so is one
 * that was cancelled before it had one: nothing was supplied.
 */
export const issueInvoices = Effect.fn("invoice.issue")(function*(orderIds: ReadonlyArray<OrderId>) {
  if (orderIds.length === 0) return
  const engine = yield* Engine
  const orders = yield* Orders
  const invoices = yield* Invoices
  const { seller, pricing, invoiceSeries } = yield* Shop
  yield* engine.execute({
    actor: system,
    plan: Effect.gen(function*() {
      const issued = yield* invoices.ofOrders(orderIds)
      const waiting = orderIds.filter((orderId) => !issued.has(orderId))
      const confirmed = [...(yield* orders.read(waiting)).values()].flatMap(({ state }) => isToBeInvoiced(state) ? [state] : [])
      return {
        lock: {},
        decide: (_states, at) => numbered(invoiceSeries, confirmed.map((order) => ({ orderId: order.orderId, document: composeInvoice(order, seller, pricing.priceMode) })), at),
        answer: () => Effect.void
      }
    })
  })
})

/**
 * Issues a credit note for each credit of an order that has none yet (I04), in a series of their own. What was never invoiced is
 * not credited; what still waits for its invoice has it issued first.
 */
export const issueCreditNotes = Effect.fn("invoice.credit")(function*(orderId: OrderId) {
  yield* issueInvoices([orderId])
  const engine = yield* Engine
  const invoices = yield* Invoices
  const { creditNoteSeries } = yield* Shop
  yield* engine.execute({
    actor: system,
    plan: Effect.gen(function*() {
      const order = yield* readOrder(orderId)
      const sale = (yield* invoices.ofOrders([orderId])).get(orderId)
      const issued = sale && (yield* invoices.read([sale.invoiceId])).get(sale.invoiceId)!.state as IssuedSaleInvoice
      const noted = new Set((yield* invoices.creditNotesOf(orderId)).map(({ creditId }) => creditId))
      const documents = issued === undefined ? [] : order.credits.filter(({ creditId }) => !noted.has(creditId)).flatMap((credit) => composeCreditNote(order, credit, issued) ?? [])
      return {
        lock: {},
        decide: (_states, at) => numbered(creditNoteSeries, documents.map((document) => ({ orderId, document })), at),
        answer: () => Effect.void
      }
    })
  })
})

const isToBeInvoiced = (order: Order): order is PlacedOrder => "confirmedAt" in order && order.status !== "cancelled"

/** The commands that draft and issue these documents. The series is held from here until the commit. */
const numbered = Effect.fnUntraced(function*(series: Series, documents: ReadonlyArray<{ readonly orderId: OrderId; readonly document: InvoiceDocument }>, at: number) {
  if (documents.length === 0) return []
  const { seller } = yield* Shop
  const period = periodOf(series, at)
  const first = yield* (yield* Numbering).take(`invoice:${seller.gstin}:${series.prefix}:${period}`, documents.length)
  // Whoever waited for the series is dated after those before it: numbers and dates run the same way.
  const now = yield* Clock.currentTimeMillis
  const issuedAt = periodOf(series, now) === period ? now : at
  const commands: Array<Addressed> = []
  for (const [place, { orderId, document }] of documents.entries()) {
    const number = formatNumber(series, issuedAt, first + place)
    if (!number.ok) return yield* new Refused({ refusal: number.error })
    const invoiceId = yield* newId<"invoice">()
    commands.push(
      { to: "invoice", id: invoiceId, command: { type: "Draft", invoiceId, orderId, document, at: issuedAt } },
      { to: "invoice", id: invoiceId, command: { type: "Issue", number: number.value, financialYear: financialYearOf(issuedAt).label, at: issuedAt } }
    )
  }
  return commands
})
