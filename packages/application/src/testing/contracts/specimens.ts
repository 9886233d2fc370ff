// What the contracts save: aggregates driven through the core's machines, under ids of their own.
import { cartMachine, type CartCommand } from "@bahi/core/cart"
import { checkoutMachine, type CheckoutCommand, quote } from "@bahi/core/checkout"
import { id, type Id, type Owner } from "@bahi/core/id"
import { composeInvoice, invoiceMachine } from "@bahi/core/invoice"
import { type Machine, run } from "@bahi/core/machine"
import { money } from "@bahi/core/money"
import { type OrderCommand, orderMachine, type PlacedOrder } from "@bahi/core/order"
import { type PaymentCommand, paymentMachine } from "@bahi/core/payment"
import type { Events, Kind } from "@bahi/core/reactions"
import { type RefundCommand, refundMachine } from "@bahi/core/refund"
import { type ReturnCommand, returnMachine } from "@bahi/core/return"
import { Effect } from "effect"
import { type Change, Carts, Checkouts, Invoices, Orders, Payments, type Repository, type States, Transactions } from "../../ports/index.ts"
import { asha, goods, testShop } from "../fixtures.ts"

/** A new id. Suites share a database, so that nothing in them is called the same. */
export const fresh = <K extends string>(): Id<K> => id<K>(crypto.randomUUID())

/** A moment of this century, with odd milliseconds. */
export const NOW = 1_795_000_000_123
export const MINUTE = 60_000

/** What a run of commands did to an aggregate. */
export interface Driven<K extends Kind> {
  readonly before: States[K]
  readonly after: States[K]
  readonly events: ReadonlyArray<Events[K]>
}

/** Drives a machine through these commands, none of which it may refuse. */
const drive = <S extends { readonly status: string }, C extends { readonly type: string }, E extends { readonly type: string }>(machine: Machine<S, C, E, unknown>, from: S, ...commands: ReadonlyArray<C>) => {
  let driven: { readonly before: S; readonly after: S; readonly events: ReadonlyArray<E> } = { before: from, after: from, events: [] }
  for (const command of commands) {
    const outcome = run(machine, driven.after, command)
    if (!outcome.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(outcome.error)}`)
    driven = { before: from, after: outcome.value.state, events: [...driven.events, ...outcome.value.events] }
  }
  return driven
}

export const driveCart = (from: States["cart"], ...commands: ReadonlyArray<CartCommand>): Driven<"cart"> => drive(cartMachine(), from, ...commands)
export const driveCheckout = (from: States["checkout"], ...commands: ReadonlyArray<CheckoutCommand>): Driven<"checkout"> => drive(checkoutMachine(), from, ...commands)
export const drivePayment = (from: States["payment"], ...commands: ReadonlyArray<PaymentCommand>): Driven<"payment"> => drive(paymentMachine, from, ...commands)
export const driveRefund = (from: States["refund"], ...commands: ReadonlyArray<RefundCommand>): Driven<"refund"> => drive(refundMachine, from, ...commands)
export const driveReturn = (from: States["return"], ...commands: ReadonlyArray<ReturnCommand>): Driven<"return"> => drive(returnMachine(), from, ...commands)
export const driveOrder = (from: States["order"], ...commands: ReadonlyArray<OrderCommand>): Driven<"order"> => drive(orderMachine(), from, ...commands)

/** A change as a unit of work would save it. */
export const changeOf = <K extends Kind>(id: string, version: number, { before, after, events }: Driven<K>): Change<K> => ({ id, version, before, after, events, actor: { kind: "system" }, at: NOW })

/** Saves changes of one kind in a transaction of their own. */
export const save = <K extends Kind, R>(repository: Effect.Effect<Repository<K>, never, R>, ...changes: ReadonlyArray<Change<K>>) =>
  Effect.gen(function*() {
    yield* (yield* Transactions).run((yield* repository).save(changes))
  })

/** A guest whom nobody knows yet. */
export const freshGuest = (): Owner => ({ kind: "guest", guestKey: fresh<"guest">() })

/** An open cart with a kurta in it. */
export const cartOf = (owner: Owner) => {
  const cartId = fresh<"cart">()
  return { cartId, driven: driveCart({ status: "unopened" }, { type: "Open", cartId, owner, at: NOW }, { type: "AddItem", lineId: fresh<"cart_line">(), item: goods.kurta, quantity: 2, at: NOW }) }
}

/** Saves a cart of somebody new in the unit of work that asks for it. */
export const saveCart = Effect.gen(function*() {
  const { cartId, driven } = cartOf(freshGuest())
  yield* (yield* Carts).save([changeOf(cartId, 0, driven)])
  return cartId
})

export const isCartThere = (cartId: string) => Effect.flatMap(Carts, (carts) => Effect.map(carts.read([cartId]), (found) => found.has(cartId)))

/** A session of this cart, as it begins. */
export const sessionOf = (cartId: Id<"cart">, at = NOW) => {
  const checkoutId = fresh<"checkout">()
  const demands = [{ variantId: goods.kurta.variantId, quantity: 2 }]
  return { checkoutId, driven: driveCheckout({ status: "unstarted" }, { type: "Start", checkoutId, cartId, owner: freshGuest(), email: "asha@example.com", phone: "+919845012345", demands, changes: [], at }) }
}

/** A pending order of a cart and a session that are stored. */
export const orderOf = (cartId: Id<"cart">, checkoutId: Id<"checkout">, { orderNumber = `ORD-${fresh()}`, at = NOW } = {}) => {
  const orderId = fresh<"order">()
  const lines = [{ lineId: fresh<"order_line">(), item: goods.kurta, quantity: 2, quantityShipped: 0, quantityDelivered: 0 }]
  const figures = quote(testShop.pricing, { lines, destination: { deliveryState: asha.stateCode }, codFee: "charged" })
  if (!figures.ok) throw new Error("The specimen has no price")
  const shippingMethod = { methodId: "standard", name: "Standard", rate: money(0), etaDays: { from: 3, to: 6 } }
  return { orderId, driven: driveOrder({ status: "unplaced" }, {
    type: "Place", orderId, orderNumber, cartId, checkoutId, owner: freshGuest(), email: "asha@example.com", phone: "+919845012345", currency: "INR", source: "web",
    lines, quote: figures.value, shippingAddress: asha, billing: { address: asha, deliveredTo: "buyer" }, shippingMethod, paymentMethod: "cod", paymentId: fresh<"payment">(), at
  }) }
}

/** A return of this order, as it is asked for. */
export const returnOf = (orderId: Id<"order">, at = NOW) => {
  const returnId = fresh<"return">()
  const lineId = fresh<"order_line">()
  const { variantId } = goods.kurta
  return { returnId, driven: driveReturn({ status: "unrequested" }, {
    type: "Request", returnId, orderId, at,
    lines: [{ lineId, quantity: 1, category: "damaged", reason: "The seam came apart.", images: [] }],
    delivered: [{ lineId, variantId, productCategory: "apparel", takes: [{ variantId, quantity: 1 }], deliveries: [{ quantity: 1, at }], quantityClaimed: 0 }]
  }) }
}

/** An invoice of this order, issued under this number. */
export const invoiceOf = (order: PlacedOrder, number: string, financialYear = "2026-27") => {
  const invoiceId = fresh<"invoice">()
  const document = composeInvoice(order, testShop.seller, testShop.pricing.priceMode)
  return { invoiceId, driven: drive(invoiceMachine, { status: "undrafted" } as States["invoice"],
    { type: "Draft", invoiceId, orderId: order.orderId, document, at: NOW }, { type: "Issue", number, financialYear, at: NOW }) }
}

export const savedCart = Effect.fnUntraced(function*(owner: Owner = freshGuest()) {
  const { cartId, driven } = cartOf(owner)
  yield* save(Carts, changeOf(cartId, 0, driven))
  return cartId
})

export const savedSession = Effect.fnUntraced(function*(at = NOW) {
  const cartId = yield* savedCart()
  const { checkoutId, driven } = sessionOf(cartId, at)
  yield* save(Checkouts, changeOf(checkoutId, 0, driven))
  return { cartId, checkoutId }
})

export const savedOrder = Effect.fnUntraced(function*(options: Parameters<typeof orderOf>[2] = {}) {
  const { cartId, checkoutId } = yield* savedSession()
  const { orderId, driven } = orderOf(cartId, checkoutId, options)
  yield* save(Orders, changeOf(orderId, 0, driven))
  return { orderId, order: driven.after as PlacedOrder }
})

/** A payment of this order, opened at the gateway. */
export const savedPayment = Effect.fnUntraced(function*(orderId: Id<"order">, gatewayOrderId: string = fresh()) {
  const paymentId = fresh<"payment">()
  const driven = drivePayment({ status: "unopened" },
    { type: "Open", paymentId, orderId, method: "upi", currency: "INR", amount: money(100), at: NOW }, { type: "RecordGatewayOrder", gatewayOrderId, at: NOW })
  yield* save(Payments, changeOf(paymentId, 0, driven))
  return paymentId
})

export const savedInvoice = Effect.fnUntraced(function*(order: PlacedOrder, number: string, financialYear?: string) {
  const { invoiceId, driven } = invoiceOf(order, number, financialYear)
  yield* save(Invoices, changeOf(invoiceId, 0, driven))
  return invoiceId
})

/** A number that nobody has: at most 16 characters, as the law asks. */
export const freshNumber = (): string => `T${crypto.randomUUID().replaceAll("-", "").slice(0, 15).toUpperCase()}`
