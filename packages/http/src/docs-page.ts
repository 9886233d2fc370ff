import { Effect, Scope } from "effect"
import { HttpRouter } from "effect/http"
import { HttpApiScalar } from "effect/http-api"
import { BahiApi } from "./api/index.ts"

const path = "/docs"

/** A page at `/docs` to read and try the API. It works offline, and tells nobody who reads it. Its script takes 13 MB: whoever has no reader does not load it. */
export const docsPage = HttpRouter.use((router) => Effect.gen(function*() {
  const scope = yield* Effect.scope
  const page = yield* Effect.cached(
    HttpRouter.toHttpEffect(HttpApiScalar.layer(BahiApi, { path, scalar: { withDefaultFonts: false } })).pipe(Scope.provide(scope)))
  yield* router.add("GET", path, Effect.flatten(page))
}))
