import type { OrderId, PaymentId } from "@bahi/core/id"
import type { Order, PlacedOrder } from "@bahi/core/order"
import type { OpenedPayment } from "@bahi/core/payment"
import { Effect } from "effect"
import { maySee } from "../caller/guest.ts"
import { type Loaded } from "../execute/index.ts"
import { CurrentCaller, NotFound, Orders, Payments } from "../ports/index.ts"

/** An order by its number, if this caller may see it. Numbers are guessable, and open nothing. */
export const findOrder = Effect.fnUntraced(function*(orderNumber: string) {
  const [found] = (yield* (yield* Orders).byNumber(orderNumber)).values()
  return yield* ownOrder(found?.state)
})

/** The same, with every move on its three axes, oldest first. */
export const findWithTimeline = Effect.fnUntraced(function*(orderNumber: string) {
  const found = yield* (yield* Orders).withTimeline(orderNumber)
  return { order: yield* ownOrder(found?.order), timeline: found?.timeline ?? [] }
})

/** An order by its id, if this caller may see it. */
export const findOrderById = Effect.fnUntraced(function*(orderId: OrderId) {
  return yield* ownOrder((yield* (yield* Orders).read([orderId])).get(orderId)?.state)
})

const ownOrder = Effect.fnUntraced(function*(found: Order | undefined) {
  const caller = yield* CurrentCaller
  const order = yield* placed(found)
  return maySee(caller, order.owner) ? order : yield* new NotFound({ what: "order" })
})

const placed = (order: Order | undefined): Effect.Effect<PlacedOrder, NotFound> =>
  order === undefined || order.status === "unplaced" || order.status === "deleted" ? new NotFound({ what: "order" }) : Effect.succeed(order)

/** The rows that move with an order: what pays for it and, until it is confirmed or called off, what it was placed from. */
export const locksOf = ({ status, orderId, cartId, checkoutId, paymentId, storeCredit, addedPayments }: Pick<PlacedOrder, "status" | "orderId" | "cartId" | "checkoutId" | "paymentId" | "storeCredit" | "addedPayments">) => ({
  cart: cartId !== undefined && isOpen(status) ? [cartId] : [],
  checkout: checkoutId !== undefined && isOpen(status) ? [checkoutId] : [],
  order: [orderId],
  payment: [paymentId, ...(storeCredit === undefined ? [] : [storeCredit.paymentId]), ...addedPayments.map((added) => added.paymentId)]
})

/** What is confirmed or called off never is open again. */
const isOpen = (status: PlacedOrder["status"]): boolean => status === "draft" || status === "pending"

/** An order as this unit of work has it, or as it is stored. */
export const readOrder = Effect.fnUntraced(function*(orderId: OrderId, states?: Loaded) {
  const touched = states?.state("order", orderId)
  return yield* placed(touched && touched.status !== "unplaced" ? touched : (yield* (yield* Orders).read([orderId])).get(orderId)?.state)
})

/** The payment that is to pay for an order; none where nothing was to be paid. */
export const paymentOf = (order: PlacedOrder, states?: Loaded) => Effect.catchTag(readPayment(order.paymentId, states), "NotFound", () => Effect.undefined)

/** A payment as this unit of work has it, or as it is stored. */
export const readPayment = Effect.fnUntraced(function*(paymentId: PaymentId, states?: Loaded) {
  const touched = states?.state("payment", paymentId)
  const payment = touched && touched.status !== "unopened" ? touched : (yield* (yield* Payments).read([paymentId])).get(paymentId)?.state
  return payment === undefined || payment.status === "unopened" ? yield* new NotFound({ what: "payment" }) : payment satisfies OpenedPayment
})
