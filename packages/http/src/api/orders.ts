import { DocumentNumber, Input, Uuid, View } from "@bahi/application/schema"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { idempotencyKey } from "./idempotency-key.ts"
import { problems } from "./problem.ts"

const order = { orderNumber: DocumentNumber }
const pdf = HttpApiSchema.StreamUint8Array({ contentType: "application/pdf" })
const timeline = Schema.Struct({ items: Schema.Array(View.TimelineEntry) })

/** Orders, for the guest whose cart token they were placed with. */
export class OrdersApi extends HttpApiGroup.make("orders")
  .add(
    HttpApiEndpoint.post("place", "/", { headers: idempotencyKey, payload: Input.PlaceOrder, success: View.Order.pipe(HttpApiSchema.status(201)), error: problems }),
    HttpApiEndpoint.get("get", "/:orderNumber", { params: order, success: View.OrderWithHistory, error: problems }),
    HttpApiEndpoint.get("confirmation", "/:orderNumber/confirmation", { params: order, success: View.Confirmation, error: problems }),
    HttpApiEndpoint.get("timeline", "/:orderNumber/timeline", { params: order, success: timeline, error: problems }),
    HttpApiEndpoint.get("history", "/:orderNumber/history", { params: order, success: timeline, error: problems }),
    HttpApiEndpoint.get("statusHistory", "/:orderNumber/status-history", { params: order, success: timeline, error: problems }),
    HttpApiEndpoint.get("invoice", "/:orderNumber/invoice", { params: order, success: pdf, error: problems })
  )
  .prefix("/api/orders")
{}

/** Payments of an order. */
export class PaymentsApi extends HttpApiGroup.make("payments")
  .add(
    HttpApiEndpoint.post("cod", "/cod", { headers: idempotencyKey, payload: Input.PayByCod, success: View.Order, error: problems }),
    HttpApiEndpoint.get("get", "/:paymentId", { params: { paymentId: Uuid }, success: View.Payment, error: problems })
  )
  .prefix("/api/payments")
{}

/** Invoices, for whoever may see their order. */
export class InvoicesApi extends HttpApiGroup.make("invoices")
  .add(
    HttpApiEndpoint.get("ofOrder", "/order/:orderNumber", { params: order, success: View.Invoice, error: problems }),
    HttpApiEndpoint.get("download", "/:invoiceNumber/download", { params: { invoiceNumber: DocumentNumber }, success: pdf, error: problems })
  )
  .prefix("/api/invoices")
{}

/** What the people of the shop do. */
export class AdminApi extends HttpApiGroup.make("admin")
  .add(
    HttpApiEndpoint.post("ship", "/orders/:orderId/shipments", { params: { orderId: Uuid }, payload: Input.Ship, success: View.Order.pipe(HttpApiSchema.status(201)), error: problems }),
    HttpApiEndpoint.post("recordDelivery", "/orders/:orderId/shipments/:shipmentId/delivered", { params: { orderId: Uuid, shipmentId: Uuid }, success: View.Order, error: problems }),
    HttpApiEndpoint.post("issueInvoice", "/invoices", { payload: Input.IssueInvoice, success: View.Invoice, error: problems })
  )
  .prefix("/api/admin")
{}
