import { Layer } from "effect"
import { HttpApiBuilder, HttpApiMiddleware } from "effect/http-api"
import { BahiApi } from "./api/index.ts"
import { defects } from "./defects.ts"
import { docsPage } from "./docs-page.ts"
import { handlersLive } from "./handlers/handlers.ts"
import { IdentifyLive } from "./handlers/identify.ts"
import { limits } from "./limits.ts"

export { webhookSenderFetch } from "./webhook-sender.ts"

/** Every route: the API, `/openapi.json`, and `/docs`, a page to read and try it. Serve it with `HttpRouter.serve`, or mount it. */
export const routes = Layer.mergeAll(
  HttpApiBuilder.layer(BahiApi, { openapiPath: "/openapi.json" }).pipe(
    Layer.provide(handlersLive),
    Layer.provide([IdentifyLive, HttpApiMiddleware.layerProblemDetails({ includeDetails: true })])
  ),
  docsPage,
  limits,
  defects
)
