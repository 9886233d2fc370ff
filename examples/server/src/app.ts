import { authenticateByKeys, Engine, relay, Shop, shippingByTable, sweeper, Wake, worker } from "@bahi/application"
import { routes, webhookSenderFetch } from "@bahi/http"
import { InvoiceRendererPdf } from "@bahi/pdf"
import { retention } from "@bahi/postgres"
import { NodeHttpServer } from "@effect/platform-node"
import { Config, Effect, Layer, Option, References } from "effect"
import { SecureRandom } from "effect/crypto"
import { HttpRouter } from "effect/http"
import { createServer } from "node:http"
import { gateway } from "./gateway.ts"
import { payPage } from "./pay/page.ts"
import { demoShipping, demoShop } from "./shop.ts"
import { storage } from "./storage.ts"

const authenticate = Layer.unwrap(Effect.map(Config.option(Config.Redacted("ADMIN_KEY")), (adminKey) =>
  authenticateByKeys(Option.isSome(adminKey) ? { adminKey: adminKey.value } : {})))

/** What follows from events, what is to be asked of the gateway, and what runs out of time, and what is over, for as long as the server lives. */
const jobs = Layer.effectDiscard(Effect.forkScoped(Effect.all([relay, worker, sweeper, retention()], { concurrency: "unbounded" })))

/** Nobody listens to spans here. Provide a tracer in its place, and every use case and statement tells how long it took. */
const tracing = Layer.succeed(References.TracerEnabled, false)

/** Who comes while the shop opens or closes is told to come back, rather than left waiting at the door. */
const door = () => {
  const server = createServer()
  return server.on("request", (_request, response) => {
    if (server.listenerCount("request") > 1) return
    response.writeHead(503, { "content-type": "application/problem+json", "retry-after": "1" })
    response.end(JSON.stringify({ type: "about:blank", status: 503, title: "Service Unavailable", detail: "The shop is opening. Come back in a second." }))
  })
}

/** The whole shop behind its door at `port` (0: any that is free). This is the only place where the adapters meet. */
export const serve = (port: number) =>
  HttpRouter.serve(Layer.merge(routes, payPage), { disableLogger: true, disableListenLog: true }).pipe(
    Layer.merge(jobs),
    Layer.provide(Engine.layer),
    Layer.provide(Layer.mergeAll(storage, Wake.layer, SecureRandom.layerWebCrypto, InvoiceRendererPdf, webhookSenderFetch, gateway(port), shippingByTable(demoShipping), authenticate)),
    Layer.provide(Layer.succeed(Shop, demoShop)),
    Layer.provide(tracing),
    Layer.provideMerge(NodeHttpServer.layer(door, { port, gracefulShutdownTimeout: "5 seconds" }))
  )
