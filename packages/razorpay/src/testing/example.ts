import { PaymentGateway } from "@bahi/application"
import { money } from "@bahi/core/money"
import { Config, Effect, Layer } from "effect"
import { paymentGatewayRazorpay } from "../index.ts"

export const gateway = Layer.unwrap(Effect.gen(function*() {
  const keyId = yield* Config.String("RAZORPAY_KEY_ID")
  const keySecret = yield* Config.Redacted("RAZORPAY_KEY_SECRET")
  const webhookSecret = yield* Config.Redacted("RAZORPAY_WEBHOOK_SECRET")
  const baseUrl = yield* Config.String("RAZORPAY_BASE_URL").pipe(Config.withDefault("https://api.razorpay.com"))
  return paymentGatewayRazorpay({ keyId, keySecret, webhookSecrets: [webhookSecret], baseUrl })
}))

export const payable = Effect.gen(function*() {
  const { openOrder, checkout } = yield* PaymentGateway
  const { gatewayOrderId } = yield* openOrder({ receipt: "ORD-2026-000101", amount: money(150_000), currency: "INR", capture: "automatic" })
  return { script: checkout.scriptUrl, options: { key: checkout.keyId, order_id: gatewayOrderId } } // for the browser
})
