import { Authenticate, CurrentCaller } from "@bahi/application"
import { Effect, Layer, Redacted } from "effect"
import { HttpServerRequest } from "effect/http"
import { CART_COOKIE, Identify } from "../api/identify.ts"
import { toProblem } from "./to-problem.ts"

/** Reads every credential that a request may carry, whichever scheme asked first: nobody is a caller too. */
export const IdentifyLive = Layer.effect(Identify, Effect.gen(function*() {
  const authenticate = yield* Authenticate
  const identify = Effect.fnUntraced(function*<A, E, R>(handler: Effect.Effect<A, E, R>) {
    const { cookies, headers } = yield* HttpServerRequest.HttpServerRequest
    const cartToken = headers["x-cart-token"] ?? cookies[CART_COOKIE]
    const adminKey = /^Bearer (.+)$/i.exec(headers["authorization"] ?? "")?.[1]
    const caller = yield* authenticate.callerOf({
      ...(cartToken ? { cartToken: Redacted.make(cartToken) } : {}),
      ...(adminKey ? { adminKey: Redacted.make(adminKey) } : {})
    }).pipe(Effect.mapError((failure) => toProblem(failure) as never))
    return yield* Effect.provideService(handler, CurrentCaller, caller)
  })
  return Identify.of({ cartToken: identify, cartCookie: identify, adminKey: identify })
}))
