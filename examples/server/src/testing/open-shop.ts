import { migratedDatabase } from "@bahi/postgres/testing"
import { type EmulatorOptions, startEmulator } from "@bahi/razorpay/emulator"
import { ConfigProvider, Effect, Layer, ManagedRuntime } from "effect"
import { HttpServer } from "effect/http"
import { serve } from "../app.ts"

export const ADMIN_KEY = "the key of the demo shop"

/** What the shop's environment says of an emulator. */
export const keysOf = ({ keyId, keySecret, url }: { readonly keyId: string; readonly keySecret: string; readonly url: string }) =>
  ({ RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret, RAZORPAY_BASE_URL: url, RAZORPAY_WEBHOOK_SECRET: "the old webhook secret,the webhook secret" })

/** Tells an emulator where its webhooks go, signed with the newer of the shop's secrets. */
export const sendWebhooksTo = async (emulator: { readonly keyId: string; readonly keySecret: string; readonly url: string }, shopUrl: string): Promise<void> => {
  const { ok } = await fetch(`${emulator.url}/v1/webhooks`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${emulator.keyId}:${emulator.keySecret}`)}`, "content-type": "application/json" },
    body: JSON.stringify({ url: `${shopUrl}/api/webhooks/razorpay`, secret: "the webhook secret" })
  })
  if (!ok) throw new Error("The emulator does not take the webhook")
}

/** The whole shop on a free port, with a database and an emulated Razorpay of its own. */
export const openShop = async (options: EmulatorOptions = {}) => {
  const emulator = await startEmulator({ timeScale: 1 / 60, ...options })
  const shop = Layer.unwrap(Effect.map(migratedDatabase, ({ url }) =>
    Layer.effectDiscard(Effect.sync(() => { databaseUrl = url })).pipe(
      Layer.merge(serve(0)),
      Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ DATABASE_URL: url, ADMIN_KEY, ...keysOf(emulator) })))
    )))
  let databaseUrl = ""
  const runtime = ManagedRuntime.make(shop)
  const { address } = await runtime.runPromise(HttpServer.HttpServer)
  if (!("port" in address)) throw new Error("the shop listens on no port")
  const baseUrl = `http://127.0.0.1:${address.port}`
  await sendWebhooksTo(emulator, baseUrl)
  return { baseUrl, databaseUrl, emulator, close: () => Promise.all([runtime.dispose(), emulator.stop()]) }
}
export type OpenShop = Awaited<ReturnType<typeof openShop>>
