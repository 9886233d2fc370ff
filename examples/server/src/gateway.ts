import type { PaymentGateway } from "@bahi/application"
import { paymentGatewayRazorpay } from "@bahi/razorpay"
import { JournalTaken, startEmulator } from "@bahi/razorpay/emulator"
import { Config, Data, Effect, Layer, Option, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"

/** What the environment says of Razorpay cannot work; the message says what to set. */
export class RazorpayUnset extends Data.TaggedError("RazorpayUnset")<{ readonly message: string }> {}

const needed = (name: string, what: string) =>
  Config.Redacted(name).pipe(Effect.filterOrFail((value) => Redacted.value(value).trim() !== ""), Effect.mapError(() => new RazorpayUnset({ message: `Razorpay is to take the money (RAZORPAY_KEY_ID is set): set ${name} to ${what} too.` })))

/** Razorpay with the keys of the environment. */
const razorpay = (keyId: string) => Layer.unwrap(Effect.gen(function*() {
  const keySecret = yield* needed("RAZORPAY_KEY_SECRET", "the key secret that was shown with the key id")
  // While one secret takes the place of another, both are named, with a comma between them.
  const secrets = yield* needed("RAZORPAY_WEBHOOK_SECRET", "the secret that was entered with the webhook")
  const webhookSecrets = Redacted.value(secrets).split(",").map((secret) => secret.trim()).filter((secret) => secret !== "").map((secret) => Redacted.make(secret))
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
    Effect.tryPromise({
      try: () => startEmulator({
        port, journal: join(dataDir, "razorpay-emulator.jsonl"),
        webhooks: [{ url: `http://127.0.0.1:${shopPort}/api/webhooks/razorpay`, secret }]
      }),
      catch: (cause) => new EmulatorClosed({ port, cause })
    }),
    ({ stop }) => Effect.promise(stop)
  )
  return paymentGatewayRazorpay({ keyId, keySecret: Redacted.make(keySecret), webhookSecrets: [Redacted.make(secret)], baseUrl: url })
}))

/** The emulator cannot open; the message says what to do. */
export class EmulatorClosed extends Data.TaggedError("EmulatorClosed")<{ readonly port: number; readonly cause: unknown }> {
  override get message(): string {
    const { cause, port } = this
    if (cause instanceof JournalTaken) return "Another shop runs on this data folder, with an emulated Razorpay of its own. Stop it, or take another folder: DATA_DIR=.data-2 npx -y pnpm@12 start. The demo plays at a shop that runs: BASE_URL=http://localhost:3003 npx -y pnpm@12 demo"
    return (cause as NodeJS.ErrnoException).code === "EADDRINUSE"
      ? `Port ${port}, for the emulated Razorpay, is taken. Stop what runs there, or choose another: EMULATOR_PORT=${port + 1} npx -y pnpm@12 start`
      : String(cause)
  }
}

/** Who takes the money: Razorpay when RAZORPAY_KEY_ID is set, or else an emulator at EMULATOR_PORT (the port after the shop's; any for a shop at any). */
export const takerOf = Effect.fnUntraced(function*(shopPort: number) {
  const keyId = yield* Config.option(Config.String("RAZORPAY_KEY_ID"))
  // A Config takes an empty variable for a missing one, and then nobody would be charged.
  if (Option.isNone(keyId) && process.env["RAZORPAY_KEY_ID"] !== undefined) {
    return yield* new RazorpayUnset({ message: "RAZORPAY_KEY_ID is empty. Set it to the key id of the Razorpay dashboard, or leave it out to emulate Razorpay." })
  }
  if (Option.isSome(keyId)) return { by: "razorpay", keyId: keyId.value } as const
  return { by: "emulator", port: yield* Config.Port("EMULATOR_PORT").pipe(Config.withDefault(shopPort === 0 ? 0 : shopPort + 1)) } as const
})

/** The gateway of the shop at this port. */
export const gateway = (shopPort: number) => Layer.unwrap(Effect.map(takerOf(shopPort), (taker): Layer.Layer<PaymentGateway, Config.ConfigError | RazorpayUnset | EmulatorClosed, HttpServer.HttpServer> =>
  taker.by === "razorpay" ? razorpay(taker.keyId) : emulator(taker.port)))
