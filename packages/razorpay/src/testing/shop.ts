import { GatewayCustomer } from "@bahi/application/memory"
import type { PaymentGateway, WebhookDelivery } from "@bahi/application"
import { Effect, Layer, Redacted } from "effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { type Emulator, type EmulatorOptions, startEmulator } from "../emulator/index.ts"
import { paymentGatewayRazorpay, type PaymentGatewayRazorpayOptions } from "../gateway.ts"

const WEBHOOK_SECRET = "whsec_of_the_tests"

/** An emulator for the time of a scope. */
export const emulated = (options: EmulatorOptions = {}) =>
  Effect.acquireRelease(Effect.promise(() => startEmulator(options)), (emulator) => Effect.promise(() => emulator.stop()))

/** The gateway as a shop sets it up, at this emulator; it does not wait long before it tries again. */
export const gatewayAt = ({ url, keyId, keySecret }: Pick<Emulator, "url" | "keyId" | "keySecret">, options: Partial<PaymentGatewayRazorpayOptions> = {}): Layer.Layer<PaymentGateway> =>
  paymentGatewayRazorpay({ keyId, keySecret: Redacted.make(keySecret), baseUrl: url, webhookSecrets: [Redacted.make(WEBHOOK_SECRET)], retryDelayMs: 1, ...options })

/** The gateway at an emulator of its own, and a customer who pays there. */
export const gatewayAndCustomer = (options: EmulatorOptions = {}): Layer.Layer<PaymentGateway | GatewayCustomer> => Layer.unwrap(Effect.gen(function*() {
  const { url, deliveries } = yield* postbox
  const emulator = yield* emulated({ webhooks: [{ url, secret: WEBHOOK_SECRET }], giveBackMs: 3_000, ...options })
  const outcomeOf = { captured: "success", authorized: "authorized_only", failed: "failure" } as const
  return Layer.merge(gatewayAt(emulator), Layer.succeed(GatewayCustomer, {
    pay: (orderId, outcome) => Effect.promise(async () => {
      const { payment, callback } = await emulator.pay({ orderId, method: "upi", outcome: outcomeOf[outcome] })
      return { gatewayPaymentId: payment.id, signature: callback?.razorpay_signature ?? "" }
    }),
    giveBack: (gatewayPaymentId) => Effect.promise(async () => {
      for (let asked = 0; emulator.payments().find(({ id }) => id === gatewayPaymentId)?.status !== "refunded" && asked < 200; asked++) await new Promise((resolve) => setTimeout(resolve, 25))
    }),
    refundByHand: (gatewayPaymentId, amount) => Effect.promise(async () => {
      const { ok } = await fetch(`${emulator.url}/v1/payments/${gatewayPaymentId}/refund`, {
        method: "POST", headers: { authorization: `Basic ${btoa(`${emulator.keyId}:${emulator.keySecret}`)}`, "content-type": "application/json" }, body: JSON.stringify({ amount })
      })
      if (!ok) throw new Error("The emulator refuses the refund")
    }),
    deliveries: Effect.promise(async () => {
      await emulator.webhooks.settled()
      return [...deliveries]
    })
  }))
}))

/** Takes in whatever is sent to it, as it came. */
const postbox = Effect.acquireRelease(
  Effect.promise(async () => {
    const deliveries: Array<WebhookDelivery> = []
    const server = createServer(async (request, response) => {
      deliveries.push({ body: Buffer.concat(await request.toArray()), headers: request.headers as WebhookDelivery["headers"] })
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    return { deliveries, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
  }),
  ({ server }) => Effect.promise(() => new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  }))
)
