import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { Order, PlacedOrder } from "@bahi/core/order"
import { asha, rohan } from "../../fixtures.ts"
import { type Around, wishesOf } from "./wish.ts"

type Stage<S extends Order["status"]> = Extract<Order, { readonly status: S }>
const draft = (order: Order): Stage<"draft"> | undefined => order.status === "draft" ? order : undefined
const pending = (order: Order): Stage<"pending"> | undefined => order.status === "pending" ? order : undefined
const sold = (order: Order): Stage<"confirmed" | "processing"> | undefined => order.status === "confirmed" || order.status === "processing" ? order : undefined
const unsent = (order: Order) => sold(order)?.lines.find(({ quantity, quantityCancelled, quantityShipped }) => quantity > quantityCancelled + quantityShipped)
const dueOf = ({ quote, credits, paidAmount }: PlacedOrder): number => quote.totals.grandTotal - credits.reduce((total, { amount }) => total + amount, 0) - paidAmount

const YEAR_MS = 365 * 24 * 60 * 60 * 1000
const nobodys = { lineId: id<"order_line">("line-of-nobody"), quantity: 1 }
const why = { reason: "I ordered it twice", category: "duplicate_order", by: "customer" } as const
const dear = <O extends PlacedOrder>({ quote }: O) => ({ ...quote, totals: { ...quote.totals, grandTotal: money(30_000_000) } })

const ofMoney = wishesOf("order")(
  (order, { fresh }) => pending(order) && { type: "SwitchToCod", paymentId: id<"payment">(fresh), quote: dear(pending(order)!), availability: "available" },
  (order, { fresh }) => pending(order) && { type: "SwitchToCod", paymentId: id<"payment">(fresh), quote: pending(order)!.quote, availability: "unavailable" },
  (order, { fresh }) => (sold(order) ?? pending(order)) && { type: "AddPayment", paymentId: id<"payment">(fresh), method: "bank_transfer", amount: money(0) },
  (order, { fresh }) => {
    const living = sold(order) ?? pending(order)
    return living && { type: "AddPayment", paymentId: id<"payment">(fresh), method: "bank_transfer", amount: money(Math.max(0, dueOf(living)) + 1) }
  },
  (order) => order.status === "pending" && order.paymentMethod !== "cod" && dueOf(order) > 0 ? { type: "Confirm" } : undefined
)

const ofWords = wishesOf("order")(
  (order) => draft(order) && { type: "EditDraft", changes: {} },
  (order) => draft(order) && { type: "EditDraft", changes: { lines: [] } },
  (order, { fresh }) => draft(order) && { type: "EditDraft", changes: { storeCredit: { paymentId: id<"payment">(fresh), amount: money(0) } } },
  (order) => draft(order) && { type: "EditDraft", changes: { paymentMethod: "cod", quote: dear(draft(order)!) } },
  (order) => (sold(order) ?? pending(order)) && { type: "EditDetails", changes: {}, by: "Meera", why: "She wrote to us" },
  (order) => order.status === "processing" ? { type: "EditDetails", changes: { shippingAddress: { ...order.shippingAddress, line1: "Next door" } }, by: "Meera", why: "She wrote to us" } : undefined,
  (order) => order.status === "pending" || order.status === "confirmed"
    ? { type: "EditDetails", changes: { shippingAddress: order.shippingAddress.stateCode === asha.stateCode ? rohan : asha }, by: "Meera", why: "She moved" }
    : undefined,
  // A registration that was named stays: it may be corrected, and not taken back.
  (order) => {
    if (order.status !== "pending" && order.status !== "confirmed") return undefined
    const unregistered = { address: order.shippingAddress, deliveredTo: "buyer" } as const
    return [{ ...unregistered, gstin: `${order.shippingAddress.stateCode}AAPFU0939F1ZV` }, unregistered].map((billing) => ({ type: "EditDetails", changes: { billing }, by: "Meera", why: "He wrote to us" }))
  },
  (order) => "tags" in order ? { type: "AddTag", tag: "x".repeat(51) } : undefined,
  (order, { fresh, now }) => "notes" in order ? { type: "AddNote", noteId: id<"note">(fresh), text: " ", by: "Meera", at: now } : undefined
)

const ofEnds = wishesOf("order")(
  (order) => sold(order) && { type: "Cancel", ...why, reason: "No" },
  (order) => {
    const parcel = order.status === "processing" ? order.shipments.find(({ returnedAt }) => returnedAt === undefined) : undefined
    return parcel && [{ type: "RecordDelivery", shipmentId: parcel.shipmentId }, { type: "Cancel", ...why }]
  },
  (order, { now }) => (order.status === "pending" || order.status === "draft") && now < order.expiresAt ? { type: "Expire" } : undefined,
  (order, { now }) => order.status === "cancelled" || order.status === "expired"
    ? [{ type: "RecordPayment", paymentId: order.paymentId, amount: money(100) }, { type: "Delete", invoices: 0, at: now + YEAR_MS }]
    : undefined,
  (order) => order.status === "draft" || order.status === "cancelled" || order.status === "expired" ? { type: "Delete", invoices: 1 } : undefined,
  (order) => (order.status === "cancelled" || order.status === "expired") && order.paidAmount === 0 ? { type: "Delete", invoices: 0 } : undefined
)

const ofPieces = wishesOf("order")(
  (order, { fresh }) => sold(order) && { type: "CancelItems", creditId: id<"credit">(fresh), items: [{ lineId: sold(order)!.lines[0]!.lineId, quantity: 1 }], ...why, reason: "No" },
  (order, { fresh }) => sold(order) && { type: "CancelItems", creditId: id<"credit">(fresh), items: [], ...why },
  (order, { fresh }) => sold(order) && { type: "CancelItems", creditId: id<"credit">(fresh), items: [nobodys], ...why },
  (order, { fresh }) => {
    const line = unsent(order)
    return line && { type: "CancelItems", creditId: id<"credit">(fresh), items: [{ lineId: line.lineId, quantity: 1 }, { lineId: line.lineId, quantity: 1 }], ...why }
  },
  (order, { fresh }) => sold(order) && { type: "CancelItems", creditId: id<"credit">(fresh), items: [{ lineId: sold(order)!.lines[0]!.lineId, quantity: 0.5 }], ...why },
  (order, { fresh }) => sold(order) && { type: "CreditItems", creditId: id<"credit">(fresh), because: "refunded", items: [{ lineId: sold(order)!.lines[0]!.lineId, quantity: 0.5 }] },
  (order, { fresh }) => {
    const line = sold(order)?.lines.find(({ quantityDelivered, quantityReturned }) => quantityDelivered === quantityReturned)
    return line && { type: "CreditItems", creditId: id<"credit">(fresh), because: "returned", items: [{ lineId: line.lineId, quantity: 1 }] }
  }
)

/** An order that was paid before anything is sent, and still has something to send. */
const prepaid = (order: Order) => unsent(order) && sold(order)!.paymentMethod !== "cod" && sold(order)!.paidAmount > sold(order)!.refundedAmount ? sold(order) : undefined
const one = (order: Order, { fresh }: Around) => ({ type: "Ship", shipmentId: id<"shipment">(fresh), items: [{ lineId: unsent(order)!.lineId, quantity: 1 }] }) as const

const ofParcels = wishesOf("order")(
  (order, { fresh }) => sold(order) && { type: "Ship", shipmentId: id<"shipment">(fresh), items: [] },
  (order, { fresh }) => sold(order) && { type: "Ship", shipmentId: id<"shipment">(fresh), items: [nobodys] },
  (order, { fresh }) => sold(order) && { type: "Ship", shipmentId: id<"shipment">(fresh), items: [{ lineId: sold(order)!.lines[0]!.lineId, quantity: 0.5 }] },
  (order, { fresh }) => {
    const line = unsent(order)
    return line && { type: "Ship", shipmentId: id<"shipment">(fresh), items: [{ lineId: line.lineId, quantity: 1 }, { lineId: line.lineId, quantity: 1 }] }
  },
  (order, { fresh }) => {
    const sellers = sold(order)?.lines.filter(({ quantity, quantityCancelled, quantityShipped }) => quantity > quantityCancelled + quantityShipped) ?? []
    return new Set(sellers.map(({ item }) => item.sellerId)).size > 1 ? { type: "Ship", shipmentId: id<"shipment">(fresh), items: sellers.map(({ lineId }) => ({ lineId, quantity: 1 })) } : undefined
  },
  (order, around) => prepaid(order) && [{ type: "RecordRefund", paymentId: prepaid(order)!.paymentId, amount: money(prepaid(order)!.paidAmount - prepaid(order)!.refundedAmount) }, one(order, around)],
  (order, around) => prepaid(order) && [{ type: "RecordDispute", disputeId: around.fresh, amount: prepaid(order)!.paidAmount, stage: "open" }, one(order, around)],
  (order, { fresh }) => order.status === "processing" ? { type: "RecordDelivery", shipmentId: id<"shipment">(fresh) } : undefined,
  (order, { fresh }) => order.status === "processing" ? { type: "RecordShipmentReturned", shipmentId: id<"shipment">(fresh), goods: "written_off" } : undefined
)

export const orderWishes = [...ofMoney, ...ofWords, ...ofEnds, ...ofPieces, ...ofParcels]
