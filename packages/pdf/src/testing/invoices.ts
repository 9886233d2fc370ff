import type { Item } from "@bahi/core/cart"
import { type Address, chargeId, type PaymentMethod } from "@bahi/core/checkout"
import { creditFor, nothingCredited } from "@bahi/core/credit"
import { id } from "@bahi/core/id"
import { composeCreditNote, composeInvoice, type IssuedDocument, type Seller } from "@bahi/core/invoice"
import { money } from "@bahi/core/money"
import { originalOf, type PlacedOrder } from "@bahi/core/order"
import { type PriceMode, supplyBetween } from "@bahi/core/tax"
import { calculateTotals } from "@bahi/core/totals"
import { goods } from "./goods.ts"
import { bengaluru, seller } from "./parties.ts"

/** What is different about an invoice from the plainest one: three lines from Bengaluru to Bengaluru, paid. */
export interface Wish {
  readonly from?: Seller
  readonly to?: Address
  readonly billTo?: Address
  readonly gstin?: string
  readonly items?: ReadonlyArray<Item>
  readonly priceMode?: PriceMode
  readonly paymentMethod?: PaymentMethod
  readonly paid?: number
  readonly discount?: number
  readonly cessPpm?: number
}

/** The first so many goods, from the beginning again when there are no more. */
export const someGoods = (count: number): ReadonlyArray<Item> => Array.from({ length: count }, (_, i) => goods[i % goods.length]!)

/** An issued invoice whose every figure the core has worked out. */
export const invoiceOf = (wish: Wish = {}): IssuedDocument => {
  const { from = seller, priceMode = "inclusive" } = wish
  return {
    ...composeInvoice(orderOf(wish, from, priceMode), from, priceMode),
    number: "KW/2026-27/00418",
    // Half past midnight on the 20th in India, while it is still the 19th in London.
    issuedAt: Date.UTC(2026, 10, 19, 19, 0)
  }
}

/** The issued note that credits one piece of each line, and the charges in proportion, of such an invoice. */
export const creditNoteOf = (wish: Wish = {}): IssuedDocument => {
  const { from = seller, priceMode = "inclusive" } = wish
  const { number, issuedAt } = invoiceOf(wish)
  const order = orderOf(wish, from, priceMode)
  const credit = creditFor(originalOf(order), nothingCredited, {
    lines: order.lines.map(({ lineId }) => ({ id: lineId, quantity: 1 })),
    charges: Object.fromEntries(order.quote.totals.charges.map(({ id }) => [id, "proRata"]))
  })
  if (!credit.ok) throw new Error(JSON.stringify(credit.error))
  const { credited, figures } = credit.value
  const note = composeCreditNote(
    order,
    { creditId: id("credit"), because: "returned", items: [], before: nothingCredited, credited, amount: figures.grandTotal, at: 0 },
    { status: "issued", invoiceId: id("invoice"), orderId: order.orderId, document: composeInvoice(order, from, priceMode), number, financialYear: "2026-27", issuedAt }
  )
  // Five days later, at half past midnight in India.
  return { ...note!, number: "CRN/2026-27/00031", issuedAt: Date.UTC(2026, 10, 24, 19, 0) }
}

const orderOf = (wish: Wish, from: Seller, priceMode: PriceMode): PlacedOrder => {
  const { to = bengaluru, billTo = to, gstin, items = someGoods(3), paymentMethod = "upi", discount = 0, cessPpm = 0 } = wish
  const lines = items.map((item, i) => ({ lineId: id<"order_line">(`line-${i}`), item, quantity: i % 3 + 1 }))
  const totals = calculateTotals({
    priceMode,
    supply: supplyBetween(from.address.stateCode, to.stateCode),
    lines: lines.map(({ lineId, item, quantity }) => ({ id: lineId, unitPrice: item.unitPrice, quantity, ratePpm: item.taxClass.kind === "flat" ? item.taxClass.ratePpm : 0, cessPpm })),
    orderDiscounts: discount > 0 ? [{ id: "festival", amount: money(discount) }] : [],
    charges: [
      { id: chargeId.shipping, amount: money(9_900), taxPolicy: "proRata" },
      ...(paymentMethod === "cod" ? [{ id: chargeId.codFee, amount: money(4_900), taxPolicy: "proRata" } as const] : [])
    ],
    roundOff: "rupee"
  })
  if (!totals.ok) throw new Error(JSON.stringify(totals.error))
  return {
    status: "confirmed",
    orderId: id("order"),
    orderNumber: "KW-100427",
    cartId: id("cart"),
    checkoutId: id("checkout"),
    owner: { kind: "guest", guestKey: id("guest") },
    email: "buyer@example.in",
    phone: "+91 98450 12345",
    currency: "INR",
    source: "web",
    lines: lines.map((line) => ({ ...line, quantityShipped: 0, quantityDelivered: 0, quantityCancelled: 0, quantityReturnedToOrigin: 0, quantityReturned: 0, quantityRefunded: 0 })),
    quote: { totals: totals.value, supplierState: from.address.stateCode, placeOfSupply: to.stateCode, supply: supplyBetween(from.address.stateCode, to.stateCode), estimated: false },
    shippingAddress: to,
    billing: { address: billTo, deliveredTo: "buyer", ...(gstin === undefined ? {} : { gstin }) },
    shippingMethod: { methodId: "standard", name: "Standard", rate: money(9_900), etaDays: { from: 3, to: 5 } },
    paymentMethod,
    paymentId: id("payment"),
    placedAt: Date.UTC(2026, 10, 18, 6, 15),
    confirmedAt: Date.UTC(2026, 10, 18, 6, 20),
    paidAmount: money(wish.paid ?? totals.value.grandTotal), refundedAmount: money(0),
    shipments: [], addedPayments: [], paymentNews: {}, disputes: {}, credits: [], edits: [], tags: [], notes: []
  }
}
