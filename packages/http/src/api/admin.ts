import { Input, OrderCursor, orderFilter, orderSort, Uuid, View } from "@bahi/application/schema"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { idempotencyKey } from "./idempotency-key.ts"
import { PageLimit, pageLimit } from "./page.ts"
import { problems } from "./problem.ts"

/** The days have an order, too. */
const daysInOrder = Schema.makeFilter(({ placedFrom, placedTo }: { readonly placedFrom?: number; readonly placedTo?: number }) =>
  placedFrom !== undefined && placedTo !== undefined && placedFrom > placedTo ? { path: ["placedTo"], issue: "expected an instant that is not before placedFrom" } : true)

const OrderFilter = Schema.Struct(orderFilter).check(daysInOrder)

const OrderQuery = Schema.Struct({
  ...orderFilter,
  ...orderSort,
  limit: pageLimit(100),
  cursor: Schema.optionalKey(OrderCursor),
  count: Schema.optionalKey(Schema.Literals(["true", "false"]))
}).check(daysInOrder, Schema.makeFilter(({ cursor, direction, sort }) =>
  cursor !== undefined && (cursor.sort !== sort || cursor.direction !== direction) ? { path: ["cursor"], issue: `expected a cursor of this sort: it was given under sort=${cursor.sort}&direction=${cursor.direction}` } : true))

const csv = HttpApiSchema.StreamUint8Array({ contentType: "text/csv; charset=utf-8" })

/** What the people of the shop do. */
export class AdminApi extends HttpApiGroup.make("admin")
  .add(
    HttpApiEndpoint.get("listOrders", "/orders", { query: OrderQuery, success: View.OrderPage, error: problems }).annotate(OpenApi.Summary, "Orders by status, day, source, tag or customer, in pages; count=true counts them, up to 10,000"),
    HttpApiEndpoint.get("exportOrders", "/orders/export", { query: OrderFilter, success: csv, error: problems }).annotate(OpenApi.Summary, "The same orders as CSV, the newest first; amounts in paise"),
    HttpApiEndpoint.post("ship", "/orders/:orderId/shipments", { params: { orderId: Uuid }, headers: idempotencyKey, payload: Input.Ship, success: View.Order.pipe(HttpApiSchema.status(201)), error: problems }).annotate(OpenApi.Summary, "Send a parcel"),
    HttpApiEndpoint.post("recordDelivery", "/orders/:orderId/shipments/:shipmentId/delivered", { params: { orderId: Uuid, shipmentId: Uuid }, success: View.Order, error: problems }).annotate(OpenApi.Summary, "A parcel arrived; cash on delivery is captured with the last"),
    HttpApiEndpoint.post("recordReturnToOrigin", "/orders/:orderId/shipments/:shipmentId/returned", { params: { orderId: Uuid, shipmentId: Uuid }, payload: Input.ReturnToOrigin, success: View.Order, error: problems }).annotate(OpenApi.Summary, "A parcel came back undelivered"),
    HttpApiEndpoint.post("cancel", "/orders/:orderId/cancel", { params: { orderId: Uuid }, headers: idempotencyKey, payload: Input.Cancel, success: View.Order, error: problems }).annotate(OpenApi.Summary, "Cancel an order"),
    HttpApiEndpoint.post("issueInvoice", "/invoices", { payload: Input.IssueInvoice, success: View.Invoice, error: problems }).annotate(OpenApi.Summary, "Issue an order's invoice by hand"),
    HttpApiEndpoint.post("addSubscriber", "/webhooks", { payload: Input.AddSubscriber, success: View.NewSubscriber.pipe(HttpApiSchema.status(201)), error: problems }).annotate(OpenApi.Summary, "Tell a server what happens from now on; its secret is shown this once"),
    HttpApiEndpoint.get("listSubscribers", "/webhooks", { success: Schema.Struct({ items: Schema.Array(View.Subscriber) }), error: problems }).annotate(OpenApi.Summary, "Which servers are told of what"),
    HttpApiEndpoint.delete("removeSubscriber", "/webhooks/:subscriberId", { params: { subscriberId: Uuid }, error: problems }).annotate(OpenApi.Summary, "Tell a server nothing more"),
    HttpApiEndpoint.get("listDeliveries", "/webhooks/:subscriberId/deliveries", { params: { subscriberId: Uuid }, query: { limit: PageLimit, cursor: Schema.optionalKey(Uuid) }, success: View.DeliveryPage, error: problems }).annotate(OpenApi.Summary, "What went to a server and what became of it, the newest first"),
    HttpApiEndpoint.post("redeliver", "/webhooks/deliveries/:deliveryId/redeliver", { params: { deliveryId: Uuid }, success: View.Delivery, error: problems }).annotate(OpenApi.Summary, "Send a delivery again")
  )
  .prefix("/api/admin")
{}
