import { DocumentNumber, Input, Uuid, View } from "@bahi/application/schema"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { idempotencyKey } from "./idempotency-key.ts"
import { BusyProblem, problems, WebhookRefusedProblem } from "./problem.ts"

const order = { orderNumber: DocumentNumber }
const pdf = HttpApiSchema.StreamUint8Array({ contentType: "application/pdf" })
const timeline = Schema.Struct({ items: Schema.Array(View.TimelineEntry) })

/** Orders, for the guest whose cart token they were placed with. */
export class OrdersApi extends HttpApiGroup.make("orders")
  .add(
    HttpApiEndpoint.post("place", "/", { headers: idempotencyKey, payload: Input.PlaceOrder, success: View.Order.pipe(HttpApiSchema.status(201)), error: problems }).annotate(OpenApi.Summary, "Make an order of a checkout session, once"),
    HttpApiEndpoint.get("get", "/:orderNumber", { params: order, success: View.OrderWithHistory, error: problems }).annotate(OpenApi.Summary, "One order with payment, shipments and history"),
    HttpApiEndpoint.post("cancel", "/:orderNumber/cancel", { params: order, headers: idempotencyKey, payload: Input.Cancel, success: View.Order, error: problems }).annotate(OpenApi.Summary, "Cancel the order before it is sent; its money, stock and invoice follow"),
    HttpApiEndpoint.post("cancelItems", "/:orderNumber/cancel-items", { params: order, headers: idempotencyKey, payload: Input.CancelItems, success: View.Order, error: problems }).annotate(OpenApi.Summary, "Cancel some pieces that have not been sent"),
    HttpApiEndpoint.get("confirmation", "/:orderNumber/confirmation", { params: order, success: View.Confirmation, error: problems }).annotate(OpenApi.Summary, "What the page after the checkout shows"),
    HttpApiEndpoint.get("timeline", "/:orderNumber/timeline", { params: order, success: timeline, error: problems }).annotate(OpenApi.Summary, "Every move of the order, oldest first"),
    HttpApiEndpoint.get("history", "/:orderNumber/history", { params: order, success: timeline, error: problems }).annotate(OpenApi.Summary, "The timeline, by another name"),
    HttpApiEndpoint.get("statusHistory", "/:orderNumber/status-history", { params: order, success: timeline, error: problems }).annotate(OpenApi.Summary, "The timeline, by another name"),
    HttpApiEndpoint.get("invoice", "/:orderNumber/invoice", { params: order, success: pdf, error: problems }).annotate(OpenApi.Summary, "The order's invoice as a PDF")
  )
  .prefix("/api/orders")
{}

/** Payments of an order. */
export class PaymentsApi extends HttpApiGroup.make("payments")
  .add(
    HttpApiEndpoint.post("open", "/", { payload: Input.OpenPayment, success: View.PaymentCheckout, error: problems }).annotate(OpenApi.Summary, "Open what a waiting order costs at the gateway; what checkout.js needs to have it paid"),
    HttpApiEndpoint.post("verify", "/verify", { payload: Input.VerifyPayment, success: View.VerifiedPayment, error: problems }).annotate(OpenApi.Summary, "Show what checkout.js gave the browser, and learn how the order stands"),
    HttpApiEndpoint.post("retry", "/:paymentId/retry", { params: { paymentId: Uuid }, headers: idempotencyKey, success: View.Payment.pipe(HttpApiSchema.status(201)), error: problems }).annotate(OpenApi.Summary, "Put a new payment in the place of one that failed"),
    HttpApiEndpoint.post("cod", "/cod", { headers: idempotencyKey, payload: Input.PayByCod, success: View.Order, error: problems }).annotate(OpenApi.Summary, "Pay a waiting order in cash on delivery"),
    HttpApiEndpoint.get("get", "/:paymentId", { params: { paymentId: Uuid }, success: View.Payment, error: problems }).annotate(OpenApi.Summary, "The status of a payment")
  )
  .prefix("/api/payments")
{}

/** What the gateway sends: anybody may knock, and only who signs is heard. */
export class WebhooksApi extends HttpApiGroup.make("webhooks")
  .add(
    HttpApiEndpoint.post("razorpay", "/razorpay", { success: Schema.Struct({ status: Schema.Literal("heard") }), error: [WebhookRefusedProblem, BusyProblem] })
      .annotate(OpenApi.Summary, "A webhook of Razorpay, signed in X-Razorpay-Signature over its raw bytes")
  )
  .prefix("/api/webhooks")
{}

/** Invoices, for whoever may see their order. */
export class InvoicesApi extends HttpApiGroup.make("invoices")
  .add(
    HttpApiEndpoint.get("ofOrder", "/order/:orderNumber", { params: order, success: View.Invoice, error: problems }).annotate(OpenApi.Summary, "The order's invoice with its tax summary by HSN"),
    HttpApiEndpoint.get("download", "/:invoiceNumber/download", { params: { invoiceNumber: DocumentNumber }, success: pdf, error: problems }).annotate(OpenApi.Summary, "An invoice as a PDF")
  )
  .prefix("/api/invoices")
{}
