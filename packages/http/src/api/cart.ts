import { Input, Uuid, View } from "@bahi/application/schema"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { idempotencyKey } from "./idempotency-key.ts"
import { problems } from "./problem.ts"

const item = { itemId: Uuid }

/** The cart that a guest fills. */
export class CartApi extends HttpApiGroup.make("cart")
  .add(
    HttpApiEndpoint.post("addItem", "/items", {
      headers: idempotencyKey,
      payload: Input.AddItem,
      // The header is there when the cart is new: whoever has the token has the cart.
      success: HttpApiSchema.WithHeaders(View.Cart, { "x-cart-token": Schema.optionalKey(Schema.String), "set-cookie": Schema.optionalKey(Schema.String) }),
      error: problems
    }).annotate(OpenApi.Summary, "Add a product; the first one opens a cart and brings its token"),
    HttpApiEndpoint.put("changeQuantity", "/items/:itemId", { params: item, payload: Input.ChangeQuantity, success: View.Cart, error: problems }).annotate(OpenApi.Summary, "Change the quantity of a line"),
    HttpApiEndpoint.delete("removeItem", "/items/:itemId", { params: item, success: View.Cart, error: problems }).annotate(OpenApi.Summary, "Remove a line"),
    HttpApiEndpoint.post("saveForLater", "/items/:itemId/save-later", { params: item, success: View.Cart, error: problems }).annotate(OpenApi.Summary, "Keep a line for later; its stock is let go"),
    HttpApiEndpoint.get("saved", "/saved", { success: Schema.Struct({ items: View.Cart.fields.saved }), error: problems }).annotate(OpenApi.Summary, "What is kept for later"),
    HttpApiEndpoint.post("moveToCart", "/saved/:itemId/move-to-cart", { params: item, success: View.Cart, error: problems }).annotate(OpenApi.Summary, "Take what was kept back into the cart"),
    HttpApiEndpoint.delete("removeSaved", "/saved/:itemId", { params: item, success: View.Cart, error: problems }).annotate(OpenApi.Summary, "Drop what was kept"),
    HttpApiEndpoint.get("validate", "/validate", { success: View.CartChanges, error: problems }).annotate(OpenApi.Summary, "Prices and stock that changed since the cart was filled"),
    HttpApiEndpoint.post("acceptChanges", "/accept-changes", { payload: Input.AcceptChanges, success: View.Cart, error: problems }).annotate(OpenApi.Summary, "Accept changes, as they were shown"),
    HttpApiEndpoint.get("get", "/", { success: View.Cart, error: problems }).annotate(OpenApi.Summary, "The cart with stock and totals"),
    HttpApiEndpoint.get("mini", "/mini", { success: View.MiniCart, error: problems }).annotate(OpenApi.Summary, "Item count and grand total")
  )
  .prefix("/api/cart")
{}
