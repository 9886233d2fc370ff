import { CurrentCaller } from "@bahi/application"
import { HttpApiMiddleware, HttpApiSecurity } from "effect/http-api"
import { UnauthenticatedProblem } from "./problem.ts"

/** Where a guest's browser keeps the cart token. */
export const CART_COOKIE = "bahi_cart"

/** Finds out who is calling: a guest by the cart token (header or cookie), an admin by the key of the shop, or nobody yet. */
export class Identify extends HttpApiMiddleware.Service<Identify, { provides: CurrentCaller }>()("@bahi/http/Identify", {
  error: UnauthenticatedProblem,
  security: {
    cartToken: HttpApiSecurity.apiKey({ in: "header", key: "x-cart-token" }),
    cartCookie: HttpApiSecurity.apiKey({ in: "cookie", key: CART_COOKIE }),
    adminKey: HttpApiSecurity.bearer
  }
}) {}
