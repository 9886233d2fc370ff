import { expect, it } from "@effect/vitest"
import { ConfigProvider, Effect, Layer } from "effect"
import { gateway, payable } from "./testing/example.ts"
import { emulated } from "./testing/shop.ts"

it.live("the example of the README opens an order", () => Effect.gen(function*() {
  const { url, keyId, keySecret, orders } = yield* emulated()
  const env = { RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret, RAZORPAY_WEBHOOK_SECRET: "whsec", RAZORPAY_BASE_URL: url }
  const { script, options } = yield* Effect.provide(payable, Layer.provide(gateway, ConfigProvider.layer(ConfigProvider.fromEnvRecord(env))))
  expect(orders()).toMatchObject([{ id: options.order_id, amount: 150_000, receipt: "ORD-2026-000101" }])
  expect([script, options.key]).toEqual([`${url}/v1/checkout.js`, keyId])
}))
