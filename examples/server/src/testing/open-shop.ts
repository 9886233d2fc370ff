import { migratedDatabase } from "@bahi/postgres/testing"
import { ConfigProvider, Effect, Layer, ManagedRuntime } from "effect"
import { HttpServer } from "effect/http"
import { serve } from "../app.ts"

export const ADMIN_KEY = "the key of the demo shop"

/** The whole shop on a free port, with a database of its own. */
export const openShop = async () => {
  const shop = Layer.unwrap(Effect.map(migratedDatabase, ({ url }) =>
    Layer.effectDiscard(Effect.sync(() => { databaseUrl = url })).pipe(
      Layer.merge(serve(0)),
      Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ DATABASE_URL: url, ADMIN_KEY })))
    )))
  let databaseUrl = ""
  const runtime = ManagedRuntime.make(shop)
  const { address } = await runtime.runPromise(HttpServer.HttpServer)
  if (!("port" in address)) throw new Error("the shop listens on no port")
  return { baseUrl: `http://127.0.0.1:${address.port}`, databaseUrl, close: () => runtime.dispose() }
}
export type OpenShop = Awaited<ReturnType<typeof openShop>>
