// What the stories of an order are told with: what happened, and what is asked for.
import type { Credited } from "../../credit/index.ts"
import { id } from "../../id.ts"
import { money } from "../../money/index.ts"
import { specify } from "../index.ts"
import { asha, atta, attaLine, DAY, kurta, kurtaLine, MINUTE, placement, quoted, standard } from "../samples.ts"
import { type Changes, type Dispute, type OrderCommand, type OrderCredit, type OrderEvent, orderMachine, orderPolicy, type Pieces, type PlacedOrder, type Placement } from "../../order/index.ts"

export const machine = orderMachine()
export const { given } = specify(machine)
export const { orderId, cartId, checkoutId, paymentId } = placement
export const total = placement.quote.totals.grandTotal
export const [codPayment, lateShipment] = [id<"payment">("payment-2"), id<"shipment">("shipment-9")]
export const [firstParcel, secondParcel] = [id<"shipment">("shipment-1"), id<"shipment">("shipment-2")]
export const codQuote = quoted({ lines: placement.lines, destination: { deliveryState: asha.stateCode }, shippingRate: standard.rate, codFee: "charged" })

export const placed = { type: "OrderPlaced", ...placement, expiresAt: 30 * MINUTE, at: 0 } satisfies OrderEvent
export const placedCod = { ...placed, paymentMethod: "cod" } satisfies OrderEvent
export const confirmed = { type: "OrderConfirmed", orderId, cartId, checkoutId, at: 1 } satisfies OrderEvent
export const expired = { type: "OrderExpired", orderId, cartId, checkoutId, paymentIds: [paymentId], was: "pending", at: DAY } satisfies OrderEvent
export const paid = (amount: number): OrderEvent => ({ type: "OrderPaymentRecorded", paymentId, amount: money(amount), at: 1 })
export const parcel = (shipmentId: typeof firstParcel, ...items: ReadonlyArray<{ readonly lineId: typeof kurtaLine; readonly quantity: number }>): OrderEvent =>
  ({ type: "OrderShipped", orderId, shipment: { shipmentId, carrier: "India Post", items, shippedAt: 2 }, at: 2 })
export const arrived = (shipmentId: typeof firstParcel): OrderEvent => ({ type: "OrderShipmentDelivered", orderId, shipmentId, at: 3 })
export const twoKurtas = { lineId: kurtaLine, quantity: 2 }
export const theAtta = { lineId: attaLine, quantity: 1 }
export const oneKurta = { lineId: kurtaLine, quantity: 1 }
export const toPack: ReadonlyArray<OrderEvent> = [placed, paid(total), confirmed]
export const onItsWay: ReadonlyArray<OrderEvent> = [...toPack, parcel(firstParcel, twoKurtas, theAtta)]

export const record = (amount: number): OrderCommand => ({ type: "RecordPayment", paymentId, amount: money(amount), at: 5 })
export const ship = (...items: ReadonlyArray<typeof theAtta>): OrderCommand => ({ type: "Ship", shipmentId: secondParcel, carrier: "India Post", trackingNumber: "EE123456789IN", items, at: 5 })
export const deliver = (shipmentId: typeof firstParcel): OrderCommand => ({ type: "RecordDelivery", shipmentId, at: 5 })
export const switchToCod = { type: "SwitchToCod", paymentId: codPayment, quote: codQuote, availability: "available", at: 5 } satisfies OrderCommand

export const creditPayment = id<"payment">("payment-3")
export const [oneCredit, anotherCredit] = [id<"credit">("credit-1"), id<"credit">("credit-2")]
const { cartId: _, checkoutId: __, ...fromACart } = placement

/** An order by hand: of nobody's cart. */
export const byHand = { ...fromACart, source: "admin", paymentMethod: "bank_transfer" } satisfies Placement
export const drafted = { type: "OrderDrafted", ...byHand, expiresAt: DAY, at: 0 } satisfies OrderEvent
export const why = { reason: "I ordered it twice", category: "duplicate_order", by: "customer" } as const
export const cancel = { type: "Cancel", ...why, at: 5 } satisfies OrderCommand
export const cancelItems = (...items: ReadonlyArray<Pieces>): Extract<OrderCommand, { readonly type: "CancelItems" }> => ({ type: "CancelItems", creditId: oneCredit, items, ...why, at: 5 })
export const credit = (because: "returned" | "exchanged" | "refunded", ...items: ReadonlyArray<Pieces>): OrderCommand => ({ type: "CreditItems", creditId: anotherCredit, because, items, at: 5 })
export const comesBack = (shipmentId: typeof firstParcel, goods: "restocked" | "written_off" = "restocked"): OrderCommand => ({ type: "RecordShipmentReturned", shipmentId, goods, at: 5 })
export const addPayment = (amount: number): OrderCommand => ({ type: "AddPayment", paymentId: creditPayment, method: "store_credit", amount: money(amount), at: 5 })
export const edit = (changes: Changes): OrderCommand => ({ type: "EditDetails", changes, by: "Meera", why: "She wrote to us", at: 5 })
export const tag = (text: string): OrderCommand => ({ type: "AddTag", tag: text, at: 5 })
export const note = (text: string): OrderCommand => ({ type: "AddNote", noteId: id<"note">("note-1"), text, by: "Meera", at: 5 })
export const remove = (invoices: number): OrderCommand => ({ type: "Delete", invoices, at: 5 })
export const dispute = (stage: Dispute["stage"]): OrderEvent => ({ type: "OrderDisputeRecorded", orderId, disputeId: "dispute-1", amount: money(100), stage, at: 4 })
export const moved = { ...asha, line1: "14, 3rd Cross" }
export const ofSellers = { ...placed, lines: placement.lines.map((line) => line.lineId === kurtaLine ? { ...line, item: { ...line.item, sellerId: id<"seller">("seller-1") } } : line) } satisfies OrderEvent
export const patient = specify(orderMachine({ ...orderPolicy, cancelUntil: "delivered" }))

/** A credit of the order's first pieces: what it is worth is told elsewhere. */
export const creditFrom = (because: OrderCredit["because"], items: ReadonlyArray<Pieces>, worth: { readonly amount: number; readonly charges?: Credited["charges"] }): OrderCredit => ({
  creditId: oneCredit, because, items, before: { lines: {}, charges: {} },
  credited: { lines: Object.fromEntries(items.map(({ lineId, quantity }) => [lineId, quantity])), charges: worth.charges ?? {} }, amount: money(worth.amount), at: 4
})
export const KURTA = 105_000

export const itemsCancelled = (...items: ReadonlyArray<Pieces>): OrderEvent =>
  ({ type: "OrderItemsCancelled", orderId, items, demands: [], credit: creditFrom("items_cancelled", items, { amount: KURTA }), ...why, at: 4 })
export const credited = (because: "returned" | "exchanged" | "refunded", ...items: ReadonlyArray<Pieces>): OrderEvent => ({ type: "OrderItemsCredited", orderId, credit: creditFrom(because, items, { amount: KURTA }), at: 4 })
export const cameBack = (shipmentId: typeof firstParcel, ...items: ReadonlyArray<Pieces>): OrderEvent =>
  ({ type: "OrderShipmentReturned", orderId, shipmentId, demands: [], credit: creditFrom("returned_to_origin", items, { amount: KURTA }), at: 4 })
export const sentTwice: ReadonlyArray<OrderEvent> = [...toPack, parcel(firstParcel, oneKurta), parcel(secondParcel, oneKurta, theAtta)]
export const done: ReadonlyArray<OrderEvent> = [...onItsWay, arrived(firstParcel), { type: "OrderCompleted", at: 3 }]
export const everything = { lines: { [kurtaLine]: 2, [attaLine]: 1 }, charges: { shipping: 237_500 } }
export const wholeCredit = { creditId: id<"credit">(orderId), because: "order_cancelled", items: [twoKurtas, theAtta], before: { lines: {}, charges: {} }, credited: everything, amount: total, at: 5 } satisfies OrderCredit
export const demands = [{ variantId: kurta.variantId, quantity: 2 }, { variantId: atta.variantId, quantity: 1 }]
export const wholeCancelled = { type: "OrderCancelled", orderId, cartId, checkoutId, paymentIds: [paymentId], was: "confirmed", ...why, items: [twoKurtas, theAtta], demands, credit: wholeCredit, at: 5 } as const
export const stateAfter = (...events: ReadonlyArray<OrderEvent>) => events.reduce(machine.evolve, machine.initial) as PlacedOrder
