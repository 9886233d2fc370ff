import { createHmac } from "node:crypto"
import type { Change, Delivery, Endpoint, Event, Order, Payment, Refund, State } from "./entity.ts"
import { seconds } from "./page.ts"
import type { Scene } from "./scene.ts"
import { cardOnWire, orderOnWire, paymentOnWire, refundOnWire, sorted } from "./wire.ts"

export const eventNames = [
  "payment.authorized", "payment.captured", "payment.failed", "order.paid",
  "refund.created", "refund.processed", "refund.failed", "refund.speed_changed"
] as const
export type EventName = (typeof eventNames)[number]

export const paymentEvent = (scene: Scene, name: "payment.authorized" | "payment.captured" | "payment.failed", payment: Payment): Change =>
  happened(scene, name, ["payment"], {
    payment: { entity: { ...paymentInEvent(payment), ...(payment.captured ? { base_amount: payment.amount } : {}) } }
  })

export const orderPaid = (scene: Scene, order: Order, payment: Payment): Change =>
  happened(scene, "order.paid", ["payment", "order"], {
    payment: { entity: paymentInEvent(payment) },
    order: { entity: orderOnWire(order) }
  })

export const refundEvent = (scene: Scene, name: Extract<EventName, `refund.${string}`>, refund: Refund, payment: Payment): Change =>
  happened(scene, name, ["refund", "payment"], {
    refund: { entity: refundOnWire(refund) },
    payment: { entity: { ...paymentOnWire(payment), ...onlyInRefundEvents, base_amount: payment.amount } }
  })

export const signatureOf = (secret: string, words: string): string => createHmac("sha256", secret).update(words).digest("hex")

/** To each active endpoint that wants it, so many times. */
export const deliveriesOf = (state: State, event: Event, times: number, status: "held" | "waiting"): ReadonlyArray<Delivery> =>
  [...state.endpoint.values()]
    .filter((endpoint) => endpoint.status === "active" && wants(endpoint, event))
    .flatMap((endpoint) => Array.from({ length: times }, (_, copy): Delivery => ({
      id: `${event.id}:${endpoint.id}:${copy}`,
      eventId: event.id,
      event: event.name,
      endpointId: endpoint.id,
      signature: endpoint.secret === null ? null : signatureOf(endpoint.secret, event.body),
      status,
      attempts: []
    })))

const wants = (endpoint: Endpoint, { name }: Event): boolean => endpoint.events?.includes(name) ?? true

/** Razorpay has two writers: of payments and orders it declares the order of the keys, of refunds it sorts them. */
const happened = (scene: Scene, name: EventName, contains: ReadonlyArray<string>, payload: object): Change => {
  const body = { entity: "event", account_id: scene.policy.accountId, event: name, contains, payload, created_at: seconds(scene.now) }
  return ["event", { id: scene.random.id14(), name, body: JSON.stringify(name.startsWith("refund.") ? sorted(body) : body) }]
}

/** What a `GET` shows, and what only events hold, in the places where they hold it. */
const paymentInEvent = (payment: Payment): object =>
  Object.fromEntries(Object.entries(paymentOnWire(payment)).flatMap(([key, value]): ReadonlyArray<readonly [string, unknown]> => {
    if (key === "card_id" && payment.cardId !== null) return [[key, value], ["card", cardOnWire(payment)]]
    if (key !== "created_at" || !payment.captured) return [[key, value]]
    return [...(payment.method === "upi" ? [["emi_plan", null] as const] : []), [key, value], ["reward", null]]
  }))

const onlyInRefundEvents = {
  account_id: null,
  amount_transferred: 0,
  customer_id: null,
  device_id: null,
  fee_bearer: null,
  gateway_merchant_id: null,
  gateway_provider: "Razorpay",
  gateway_terminal_id: null,
  internal_status: null,
  optimizer_provider: null,
  provider: null,
  receiver_type: null,
  settled_by: null,
  source_channel: "online",
  store_id: null,
  terminal_id: null,
  token_id: null
}
