import { Input, Money, Uuid, View } from "@bahi/application/schema"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { idempotencyKey } from "./idempotency-key.ts"
import { problems } from "./problem.ts"

const session = { sessionId: Uuid }

/** A step of the session: what is chosen goes in, the session as it stands comes back. */
const step = <const Name extends string, const Path extends string, Payload extends Schema.Top>(name: Name, path: Path, payload: Payload) =>
  HttpApiEndpoint.put(name, `/:sessionId/${path}`, { params: session, payload, success: View.Checkout, error: problems })

/** From contact to address to payment. */
export class CheckoutApi extends HttpApiGroup.make("checkout")
  .add(
    HttpApiEndpoint.post("start", "/start", { headers: idempotencyKey, payload: Input.StartCheckout, success: View.Checkout.pipe(HttpApiSchema.status(201)), error: problems }),
    step("enterShippingAddress", "shipping-address", Input.Address),
    step("enterBillingAddress", "billing-address", Input.BillingAddress),
    HttpApiEndpoint.get("shippingMethods", "/:sessionId/shipping-methods", {
      params: session,
      success: Schema.Struct({ items: Schema.Array(View.ShippingMethod), cod: Schema.Struct({ available: Schema.Boolean, fee: Money }) }),
      error: problems
    }),
    step("selectShippingMethod", "shipping-method", Input.SelectShippingMethod),
    step("selectPaymentMethod", "payment-method", Input.SelectPaymentMethod),
    HttpApiEndpoint.get("summary", "/:sessionId/summary", { params: session, success: View.Checkout, error: problems })
  )
  .prefix("/api/checkout")
{}
