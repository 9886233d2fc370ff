import { HttpApi, HttpApiMiddleware, OpenApi } from "effect/http-api"
import { AdminApi } from "./admin.ts"
import { CartApi } from "./cart.ts"
import { CheckoutApi } from "./checkout.ts"
import { Identify } from "./identify.ts"
import { InvoicesApi, OrdersApi, PaymentsApi, WebhooksApi } from "./orders.ts"
import { ProductsApi, SystemApi } from "./system.ts"

export { CART_COOKIE, Identify } from "./identify.ts"
export * from "./problem.ts"

/** The whole HTTP interface, without its handlers: for servers, typed clients and the OpenAPI document. */
export class BahiApi extends HttpApi.make("bahi")
  .add(ProductsApi, CartApi, CheckoutApi, OrdersApi, PaymentsApi, InvoicesApi, AdminApi)
  .middleware(Identify)
  .add(SystemApi, WebhooksApi)
  .middleware(HttpApiMiddleware.ProblemDetails)
  .annotate(HttpApi.ParseOptions, { errors: "all" })
  .annotate(HttpApi.PayloadParseOptions, { errors: "all", onExcessProperty: "error" })
  .annotateMerge(OpenApi.annotations({
    title: "Bahi",
    version: "0.0.0",
    description: "Carts, checkout, orders, payments and GST invoices. Amounts are integer paise; instants are ISO 8601; errors are RFC 9457 problems."
  }))
{}
