import { type GuestKey, id, type Owner } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import { Effect, type Redacted } from "effect"
import type { SecureRandom } from "effect/crypto"
import { TestClock } from "effect/testing"
import { guestKeyOf } from "../../caller/guest.ts"
import type { Engine, Wake } from "../../execute/index.ts"
import {
  acceptChanges, addItem, changeQuantity, enterShippingAddress, getCart, openPayment, payByCod, placeOrder, receiveWebhook, recordDelivery, mergeCart, moveToCart, relayAll, retryPayment, saveForLater, validateCart,
  selectPaymentMethod, selectShippingMethod, ship, startCheckout, sweep, verifyPayment, workAll
} from "../../index.ts"
import { GatewayCustomer } from "../../memory/gateway.ts"
import { Memory } from "../../memory/memory.ts"
import { CurrentCaller, PaymentGateway, Payments, type Shipping, type Shop, type Storage, type WebhookSender } from "../../ports/index.ts"
import { asha, goods, rohan } from "../fixtures.ts"
import { farooq, lakshmi } from "./shop.ts"
import { asAdmin, asGuest, asNobody } from "../sale.ts"
import type { Dice } from "./dice.ts"
import { meddle } from "./meddler.ts"
import { hold } from "./holds.ts"
import type { Calls } from "./referee.ts"
import { staffOf } from "./staff.ts"
import { ordersIn } from "./invariants.ts"
import { wish } from "./wishes.ts"

/** What a customer remembers; more than that the shop has to know by itself. */
interface Customer {
  guestKey?: GuestKey
  /** What opens the guest's cart, and merges it once they sign in. */
  token?: Redacted.Redacted
  signedInAs?: Owner
  sessionId?: string
  orderNumber?: string
  checkout?: { readonly paymentId: string; readonly gatewayOrderId: string }
  proof?: { readonly gatewayPaymentId: string; readonly signature: string }
}

/** Everything that the game is played with. */
type World = Storage | PaymentGateway | WebhookSender | GatewayCustomer | Memory | Engine | Wake | Shop | Shipping | SecureRandom.SecureRandom

/** What somebody does. It may be refused. */
type Move = Effect.Effect<unknown, unknown, World>

/** Everything that anybody may do, with how often they do it. What is refused changes nothing, and they go on. */
export const playersOf = (dice: Dice, calls: Calls): Readonly<Record<string, readonly [weight: number, move: Move]>> => {
  const customers: ReadonlyArray<Customer> = Array.from({ length: 4 }, () => ({}))
  const anybody = () => dice.pick(customers)!
  const as = (customer: Customer) => customer.signedInAs ? Effect.provideService(CurrentCaller, customer.signedInAs) : customer.guestKey === undefined ? asNobody : asGuest(customer.guestKey)
  const anOrder = (of: (order: ReturnType<typeof ordersIn>[number]) => boolean) =>
    Effect.flatMap(Memory, ({ see }) => see((tables) => dice.pick(ordersIn(tables).filter(of))))

  const add = (customer: Customer) => Effect.gen(function*() {
    const { productId } = dice.pick(Object.values(goods))!
    const { token } = yield* addItem({ productId, quantity: 1 + dice.below(3) }).pipe(as(customer))
    if (token._tag === "Some") {
      customer.guestKey = guestKeyOf(token.value)
      customer.token = token.value
    }
  })
  /** A guest signs in and takes the cart along; a customer signs out, and is a stranger. */
  const sign = (customer: Customer) => Effect.gen(function*() {
    if (customer.signedInAs && dice.percent(40)) {
      delete customer.signedInAs
      delete customer.guestKey
      return
    }
    customer.signedInAs ??= { kind: "customer", customerId: id<"customer">(`customer-${customers.indexOf(customer)}`) }
    if (customer.token) yield* mergeCart(customer.token).pipe(as(customer))
  })
  const keep = (customer: Customer) => Effect.gen(function*() {
    const { lines, saved } = yield* getCart().pipe(as(customer))
    const [line, kept] = [dice.pick(lines), dice.pick(saved)]
    if (kept && dice.percent(50)) yield* moveToCart(kept.itemId).pipe(as(customer))
    else if (line) yield* saveForLater(line.itemId).pipe(as(customer))
  })
  const accept = (customer: Customer) => Effect.gen(function*() {
    const { changes: [first, ...others] } = yield* validateCart().pipe(as(customer))
    if (first) yield* acceptChanges({ changes: [first, ...others] }).pipe(as(customer))
  })
  const change = (customer: Customer) => Effect.gen(function*() {
    const { lines } = yield* getCart().pipe(as(customer))
    yield* changeQuantity(dice.pick(lines)?.itemId ?? "", { quantity: 1 + dice.below(4) }).pipe(as(customer))
  })
  const start = (customer: Customer) => Effect.map(startCheckout({ email: "asha@example.com", phone: "+919845012345" }).pipe(as(customer)), ({ sessionId }) => { customer.sessionId = sessionId })
  const choose = (customer: Customer) => Effect.gen(function*() {
    const session = customer.sessionId ?? ""
    yield* enterShippingAddress(session, dice.pick([asha, asha, rohan, rohan, farooq, lakshmi])!).pipe(as(customer))
    yield* selectShippingMethod(session, { methodId: dice.percent(50) ? "standard" : "express" }).pipe(as(customer))
    yield* selectPaymentMethod(session, { method: dice.percent(30) ? "cod" : "upi" }).pipe(as(customer))
  })
  const place = (customer: Customer) => Effect.map(
    placeOrder({ sessionId: customer.sessionId ?? "", termsAccepted: true }, dice.percent(50) ? `key of ${customer.sessionId}` : undefined).pipe(as(customer)),
    ({ orderNumber }) => { customer.orderNumber = orderNumber })
  const open = (customer: Customer) => Effect.map(openPayment({ orderNumber: customer.orderNumber ?? "" }).pipe(as(customer)), (checkout) => { customer.checkout = checkout })
  const pay = (customer: Customer) => Effect.gen(function*() {
    if (customer.checkout === undefined) return
    const { pay } = yield* GatewayCustomer
    customer.proof = yield* pay(customer.checkout.gatewayOrderId, dice.percent(65) ? "captured" : dice.percent(70) ? "failed" : "authorized")
  })
  const tell = ({ checkout, proof, ...customer }: Customer) =>
    verifyPayment({ paymentId: checkout?.paymentId ?? "", razorpay_payment_id: proof?.gatewayPaymentId ?? "", razorpay_signature: proof?.signature ?? "" }).pipe(as(customer))
  const retry = (customer: Customer) => retryPayment(customer.checkout?.paymentId ?? "").pipe(as(customer))
  const switchToCod = (customer: Customer) => payByCod({ orderNumber: customer.orderNumber ?? "" }).pipe(as(customer))

  /** What a customer who wants to buy would do next. Whoever is done, or told no at the till, begins again. */
  const next = (customer: Customer): Move => {
    const forget = Effect.sync(() => {
      delete customer.sessionId
      delete customer.orderNumber
      delete customer.checkout
      delete customer.proof
    })
    if (customer.proof) return dice.percent(60) ? Effect.andThen(tell(customer), forget) : dice.percent(30) ? pay(customer) : forget
    if (customer.checkout) return pay(customer)
    if (customer.orderNumber) return Effect.tapError(open(customer), () => forget)
    if (customer.sessionId) return Effect.tapError(Effect.andThen(choose(customer), place(customer)), () => forget)
    return Effect.andThen(add(customer), Effect.tapError(start(customer), () => accept(customer)))
  }

  /** The post: late, out of order and more than once, or never. */
  const post = Effect.gen(function*() {
    const deliveries = yield* (yield* GatewayCustomer).deliveries
    const delivery = dice.pick(deliveries.slice(-12))
    if (delivery) yield* receiveWebhook(delivery)
  })
  /** What the gateway does by itself, and what people do at its dashboard. */
  const atTheGateway = Effect.gen(function*() {
    const { giveBack, refundByHand } = yield* GatewayCustomer
    const order = yield* anOrder(({ paymentMethod }) => paymentMethod !== "cod")
    const { gatewayOrderId } = (order && (yield* (yield* Payments).ofOrder(order.orderId)).at(-1)) ?? {}
    if (gatewayOrderId === undefined) return
    const payment = dice.pick(yield* (yield* PaymentGateway).fetchPayments(gatewayOrderId))
    if (payment?.status === "authorized") yield* giveBack(payment.gatewayPaymentId)
    if (payment?.status === "captured" && dice.percent(20)) yield* refundByHand(payment.gatewayPaymentId, money(dice.percent(30) ? payment.amount - payment.amountRefunded : 100 + dice.below(payment.amount - payment.amountRefunded - 99)))
  })
  const send = Effect.gen(function*() {
    const order = yield* anOrder(({ status }) => status === "confirmed" || status === "processing")
    if (order) yield* ship(order.orderId, {}).pipe(asAdmin)
  })
  const deliver = Effect.gen(function*() {
    const order = yield* anOrder(({ shipments }) => shipments.length > 0)
    const parcel = order && dice.pick(order.shipments)
    if (parcel) yield* recordDelivery(order.orderId, id<"shipment">(parcel.shipmentId)).pipe(asAdmin)
  })
  const wait = Effect.suspend(() => TestClock.adjust(dice.percent(80) ? 1_000 * dice.below(120) : 60_000 * dice.below(45)))

  const staff = Object.fromEntries(Object.entries(staffOf(dice)).map(([name, move]) => [name, [weights[name as keyof typeof weights], move] as const]))
  const of = (move: (customer: Customer) => Move): Move => Effect.suspend(() => move(anybody()))
  return {
    next: [40, of(next)], add: [5, of(add)], change: [4, of(change)], start: [3, of(start)], choose: [3, of(choose)], place: [4, of(place)],
    open: [3, of(open)], pay: [4, of(pay)], tell: [4, of(tell)], retry: [5, of(retry)], sign: [3, of(sign)], keep: [3, of(keep)], accept: [3, of(accept)], meddle: [12, meddle(dice)], wish: [30, wish(dice)], hold: [3, hold(dice, calls)], ...staff, switchToCod: [2, of(switchToCod)],
    post: [10, post], atTheGateway: [3, atTheGateway], send: [4, send], deliver: [4, deliver], relay: [9, relayAll()], work: [9, workAll()], sweep: [4, sweep()], wait: [10, wait]
  }
}

const weights = { spend: 2, label: 2, dispute: 2, callOff: 2, callOffSome: 3, sendSome: 4, comesBack: 2, askReturn: 4, handleReturn: 7, refundPiece: 3, transfer: 3, draft: 3, transferArrives: 3, reprice: 2 } as const satisfies Record<keyof ReturnType<typeof staffOf>, number>
