import { paymentGatewayRazorpay } from "@bahi/razorpay"
import { startEmulator } from "@bahi/razorpay/emulator"
import { Config, Console, Effect, Layer, Option, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"

/** Razorpay with the keys of the environment. */
const razorpay = (keyId: string) => Layer.unwrap(Effect.gen(function*() {
  const keySecret = yield* Config.Redacted("RAZORPAY_KEY_SECRET")
  // While one secret takes the place of another, both are named, with a comma between them.
  const webhookSecrets = Redacted.value(yield* Config.Redacted("RAZORPAY_WEBHOOK_SECRET")).split(",").map((secret) => Redacted.make(secret.trim()))
  const baseUrl = yield* Config.option(Config.String("RAZORPAY_BASE_URL"))
  return paymentGatewayRazorpay({ keyId, keySecret, webhookSecrets, ...(Option.isSome(baseUrl) ? { baseUrl: baseUrl.value } : {}) })
}))

/** A Razorpay of our own at `port` to pay at, where no money moves. What was paid there is found again after a restart. */
const emulator = (port: number) => Layer.unwrap(Effect.gen(function*() {
  const dataDir = yield* Config.String("DATA_DIR").pipe(Config.withDefault(".data"))
  const { address } = yield* HttpServer.HttpServer
  const shopPort = "port" in address ? address.port : 0
  const secret = "webhook secret of the emulator"
  yield* Effect.promise(() => mkdir(dataDir, { recursive: true }))
  const { keyId, keySecret, url } = yield* Effect.acquireRelease(
    Effect.promise(() => startEmulator({
      port, journal: join(dataDir, "razorpay-emulator.jsonl"),
      webhooks: [{ url: `http://127.0.0.1:${shopPort}/api/webhooks/razorpay`, secret }]
    })),
    ({ stop }) => Effect.promise(stop)
  )
  yield* Console.log(`  Razorpay is emulated at ${url}: no money moves, and what was paid is listed there`)
  return paymentGatewayRazorpay({ keyId, keySecret: Redacted.make(keySecret), webhookSecrets: [Redacted.make(secret)], baseUrl: url })
}))

/** Who takes the money: Razorpay when RAZORPAY_KEY_ID is set, or else an emulator at EMULATOR_PORT (the port after the shop's). */
export const gateway = (shopPort: number) => Layer.unwrap(Effect.gen(function*() {
  const keyId = yield* Config.option(Config.String("RAZORPAY_KEY_ID"))
  if (Option.isSome(keyId)) return razorpay(keyId.value)
  return emulator(yield* Config.Port("EMULATOR_PORT").pipe(Config.withDefault(shopPort === 0 ? 0 : shopPort + 1)))
}))
