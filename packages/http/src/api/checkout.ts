import { Input, Money, Uuid, View } from "@bahi/application/schema"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { idempotencyKey } from "./idempotency-key.ts"
import { problems } from "./problem.ts"

const session = { sessionId: Uuid }

/** A step of the session: what is chosen goes in, the session as it stands comes back. */
const step = <const Name extends string, const Path extends string, Payload extends Schema.Top>(name: Name, path: Path, payload: Payload, summary: string) =>
  HttpApiEndpoint.put(name, `/:sessionId/${path}`, { params: session, payload, success: View.Checkout, error: problems }).annotate(OpenApi.Summary, summary)

/** From contact to address to payment. */
export class CheckoutApi extends HttpApiGroup.make("checkout")
  .add(
    HttpApiEndpoint.post("start", "/start", { headers: idempotencyKey, payload: Input.StartCheckout, success: View.Checkout.pipe(HttpApiSchema.status(201)), error: problems }).annotate(OpenApi.Summary, "Open the checkout session of the cart"),
    step("enterShippingAddress", "shipping-address", Input.Address, "Where the parcel goes"),
    step("enterBillingAddress", "billing-address", Input.BillingAddress, "Who is billed, with a GSTIN for a registered buyer"),
    HttpApiEndpoint.get("shippingMethods", "/:sessionId/shipping-methods", {
      params: session,
      success: Schema.Struct({ items: Schema.Array(View.ShippingMethod), cod: Schema.Struct({ available: Schema.Boolean, fee: Money }) }),
      error: problems
    }).annotate(OpenApi.Summary, "Shipping methods with rates and days"),
    step("selectShippingMethod", "shipping-method", Input.SelectShippingMethod, "How the parcel is sent; totals follow"),
    step("writeGiftMessage", "gift-message", Input.GiftMessage, "A message on the gift; an empty one takes it back"),
    step("writeNotes", "notes", Input.CheckoutNotes, "Notes for the shop"),
    step("selectPaymentMethod", "payment-method", Input.SelectPaymentMethod, "How it is paid; agrees to the total"),
    HttpApiEndpoint.get("summary", "/:sessionId/summary", { params: session, success: View.Checkout, error: problems }).annotate(OpenApi.Summary, "The session before payment")
  )
  .prefix("/api/checkout")
{}
