import type { Instant } from "@bahi/core/id"
import { type Money, money } from "@bahi/core/money"
import { Clock, Context, Effect, Layer } from "effect"
import { createHmac, timingSafeEqual } from "node:crypto"
import { type GatewayFault, type GatewayNotice, type GatewayOrder, type GatewayPayment, type GatewayRefund, GatewayRefused, PaymentGateway, type WebhookDelivery, WebhookRefused } from "../ports/index.ts"

/** The person in front of a gateway's checkout, and the gateway's post: what a port for shops does not ask for. */
export class GatewayCustomer extends Context.Service<GatewayCustomer, {
  /** Tries to pay what an order costs, by UPI. Answers with what the browser brings home; for a failed attempt, that is nobody's signature. */
  readonly pay: (gatewayOrderId: string, outcome: "captured" | "authorized" | "failed") => Effect.Effect<{ readonly gatewayPaymentId: string; readonly signature: string }>
  /** The gateway gives back what was authorised and nobody captured. */
  readonly giveBack: (gatewayPaymentId: string) => Effect.Effect<void>
  /** Somebody refunds so much of a captured payment at the gateway, by hand. */
  readonly refundByHand: (gatewayPaymentId: string, amount: Money) => Effect.Effect<void>
  /** Every webhook that was sent so far. */
  readonly deliveries: Effect.Effect<ReadonlyArray<WebhookDelivery>>
}>()("@bahi/application/GatewayCustomer") {}

/** A payment gateway in maps, with its customer: for tests and examples. One process, no network, nothing kept. */
export const paymentGatewayMemory: Layer.Layer<PaymentGateway | GatewayCustomer> = Layer.effectContext(Effect.sync(() => {
  const orders = new Map<string, GatewayOrder>()
  const payments = new Map<string, GatewayPayment>()
  const refunds = new Map<string, GatewayRefund & { readonly key: string }>()
  const deliveries: Array<WebhookDelivery> = []
  let made = 0
  const fresh = (prefix: string) => `${prefix}_${String(++made).padStart(14, "0")}`

  const send = (type: string, about: Pick<GatewayNotice, "gatewayOrderId" | "gatewayPaymentId" | "gatewayRefundId">, createdAt: Instant) => {
    const body = Buffer.from(JSON.stringify({ eventId: fresh("event"), type, ...about, createdAt } satisfies GatewayNotice))
    deliveries.push({ body, headers: { "x-signature": sign(body) } })
  }
  const changed = (payment: GatewayPayment, now: Instant) => {
    const { gatewayPaymentId, gatewayOrderId, status } = payment
    payments.set(gatewayPaymentId, payment)
    send(`payment.${status}`, { gatewayOrderId, gatewayPaymentId }, now)
    if (status === "captured") send("order.paid", { gatewayOrderId, gatewayPaymentId }, now)
  }

  const gateway = PaymentGateway.of({
    checkout: { keyId: "memory", scriptUrl: "memory:checkout.js" },

    openOrder: ({ receipt, amount, currency }) => refuseUnless("openOrder", ["receipt_unusable", /^[ -~]{1,40}$/.test(receipt)], ["amount_below_minimum", amount >= MINIMUM]).pipe(
      Effect.map(() => {
        const order = { gatewayOrderId: fresh("order"), amount, currency, receipt }
        orders.set(order.gatewayOrderId, order)
        return order
      })),

    fetchPayments: (gatewayOrderId) => refuseUnless("fetchPayments", ["order_not_found", orders.has(gatewayOrderId)]).pipe(
      Effect.map(() => [...payments.values()].filter((payment) => payment.gatewayOrderId === gatewayOrderId))),

    capture: ({ gatewayPaymentId, amount }) => Effect.gen(function*() {
      const payment = yield* found("capture", payments, gatewayPaymentId)
      if (payment.status === "captured" || payment.status === "refunded") return payment
      yield* refuseUnless("capture", ["payment_not_authorized", payment.status === "authorized"], ["amount_differs", payment.amount === amount])
      changed({ ...payment, status: "captured" }, yield* Clock.currentTimeMillis)
      return payments.get(gatewayPaymentId)!
    }),

    refund: ({ key, gatewayPaymentId, amount }) => Effect.gen(function*() {
      yield* refuseUnless("refund", ["key_unusable", /^[\w-]{10,40}$/.test(key)])
      const payment = yield* found("refund", payments, gatewayPaymentId)
      const earlier = [...refunds.values()].find((refund) => refund.key === key)
      if (earlier) {
        yield* refuseUnless("refund", ["key_reused", earlier.gatewayPaymentId === gatewayPaymentId && earlier.amount === amount])
        return refundOf(earlier)
      }
      yield* refuseUnless("refund", ["payment_not_captured", payment.status === "captured"], ["amount_below_minimum", amount >= MINIMUM], ["amount_above_captured", amount <= payment.amount - payment.amountRefunded])
      const refund = { key, gatewayRefundId: fresh("refund"), gatewayPaymentId, status: "processed", amount } as const
      const amountRefunded = money(payment.amountRefunded + amount)
      refunds.set(refund.gatewayRefundId, refund)
      payments.set(gatewayPaymentId, { ...payment, amountRefunded, status: amountRefunded === payment.amount ? "refunded" : "captured" })
      send("refund.processed", { gatewayOrderId: payment.gatewayOrderId, gatewayPaymentId, gatewayRefundId: refund.gatewayRefundId }, yield* Clock.currentTimeMillis)
      return refundOf(refund)
    }),

    findRefund: ({ key, gatewayPaymentId }) => Effect.map(found("findRefund", payments, gatewayPaymentId), () => {
      const refund = [...refunds.values()].find((refund) => refund.key === key && refund.gatewayPaymentId === gatewayPaymentId)
      return refund && refundOf(refund)
    }),

    isGenuine: ({ gatewayOrderId, gatewayPaymentId, signature }) => isSigned(`${gatewayOrderId}|${gatewayPaymentId}`, signature),

    readWebhook: ({ body, headers }, now) => Effect.suspend(() => {
      const signature = headers["x-signature"]
      if (!signature) return Effect.fail(new WebhookRefused({ code: "signature_missing" }))
      if (!isSigned(body, signature)) return Effect.fail(new WebhookRefused({ code: "signature_wrong" }))
      // Signed here, so it is what was written here.
      const notice = JSON.parse(Buffer.from(body).toString("utf8")) as GatewayNotice
      return Math.abs(now - notice.createdAt) > STALE_AFTER_MS ? Effect.fail(new WebhookRefused({ code: "event_stale" })) : Effect.succeed(notice)
    })
  })

  const customer = GatewayCustomer.of({
    pay: (gatewayOrderId, outcome) => Effect.map(Clock.currentTimeMillis, (now) => {
      const order = orders.get(gatewayOrderId)
      if (!order) throw new Error(`There is no order ${gatewayOrderId}`)
      const gatewayPaymentId = fresh("pay")
      changed({
        gatewayPaymentId,
        gatewayOrderId,
        status: outcome,
        amount: order.amount,
        currency: order.currency,
        amountRefunded: money(0),
        instrument: { method: "upi", label: "a•••••o@razorpay" },
        ...(outcome === "failed" ? { failureReason: "payment_failed" } : {}),
        createdAt: now
      }, now)
      return { gatewayPaymentId, signature: outcome === "failed" ? "" : sign(`${gatewayOrderId}|${gatewayPaymentId}`) }
    }),
    giveBack: (gatewayPaymentId) => Effect.map(Clock.currentTimeMillis, (now) => changed({ ...payments.get(gatewayPaymentId)!, status: "voided" }, now)),
    refundByHand: (gatewayPaymentId, amount) => Effect.orDie(gateway.refund({ key: fresh("by-hand-refund"), gatewayPaymentId, amount })),
    deliveries: Effect.sync(() => [...deliveries])
  })

  return Context.make(PaymentGateway, gateway).pipe(Context.add(GatewayCustomer, customer))
}))

/** A rupee. */
const MINIMUM = 100
const STALE_AFTER_MS = 16 * 24 * 60 * 60 * 1000

const sign = (message: string | Uint8Array): string => createHmac("sha256", "memory").update(message).digest("hex")

const isSigned = (message: string | Uint8Array, signature: string): boolean =>
  /^[0-9a-f]{64}$/.test(signature) && timingSafeEqual(Buffer.from(sign(message)), Buffer.from(signature))

const refuseUnless = (operation: GatewayFault["operation"], ...rules: ReadonlyArray<readonly [reason: string, holds: boolean]>): Effect.Effect<void, GatewayRefused> => {
  const broken = rules.find(([, holds]) => !holds)
  return broken ? Effect.fail(new GatewayRefused({ operation, reason: broken[0] })) : Effect.void
}

const found = (operation: GatewayFault["operation"], payments: ReadonlyMap<string, GatewayPayment>, gatewayPaymentId: string): Effect.Effect<GatewayPayment, GatewayRefused> => {
  const payment = payments.get(gatewayPaymentId)
  return payment ? Effect.succeed(payment) : Effect.fail(new GatewayRefused({ operation, reason: "payment_not_found" }))
}

const refundOf = ({ key: _, ...refund }: GatewayRefund & { readonly key: string }): GatewayRefund => refund
