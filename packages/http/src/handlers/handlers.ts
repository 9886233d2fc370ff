import * as app from "@bahi/application"
import { ByteSize, Effect, Layer, Option, Redacted, Stream } from "effect"
import { HttpIncomingMessage, HttpServerResponse } from "effect/http"
import { HttpApiBuilder, HttpApiSchema } from "effect/http-api"
import { CART_COOKIE } from "../api/identify.ts"
import { BahiApi } from "../api/index.ts"
import { answered, heard } from "./to-problem.ts"

const products = HttpApiBuilder.group(BahiApi, "products", (handlers) =>
  Effect.succeed(handlers.handleAll({
    list: ({ query: { cursor, limit } }) => answered(app.listProducts({ limit, ...(cursor === undefined ? {} : { after: cursor }) }))
  })))

const cart = HttpApiBuilder.group(BahiApi, "cart", (handlers) =>
  Effect.succeed(handlers.handleAll({
    addItem: ({ headers, payload, request }) =>
      answered(app.addItem(payload, headers["idempotency-key"])).pipe(
        Effect.map(({ cart, token }) => HttpApiSchema.withHeaders({ body: cart, headers: tokenHeaders(token, request.headers["x-forwarded-proto"] === "https" ? "tls" : "plain") }))),
    changeQuantity: ({ params, payload }) => answered(app.changeQuantity(params.itemId, payload)),
    removeItem: ({ params }) => answered(app.removeItem(params.itemId)),
    saveForLater: ({ params }) => answered(app.saveForLater(params.itemId)),
    saved: () => answered(Effect.map(app.getCart(), ({ saved }) => ({ items: saved }))),
    moveToCart: ({ params }) => answered(app.moveToCart(params.itemId)),
    removeSaved: ({ params }) => answered(app.removeSaved(params.itemId)),
    validate: () => answered(app.validateCart()),
    acceptChanges: ({ payload }) => answered(app.acceptChanges(payload)),
    get: () => answered(app.getCart()),
    mini: () => answered(app.getMiniCart())
  })))

/** The token of a new cart: for clients that keep it themselves, and for browsers (over TLS only, where the proxy says that it was). */
const tokenHeaders = (token: Option.Option<Redacted.Redacted>, transport: "tls" | "plain") =>
  Option.match(token, {
    onNone: () => ({}),
    onSome: (token) => ({
      "x-cart-token": Redacted.value(token),
      "set-cookie": `${CART_COOKIE}=${Redacted.value(token)}; Path=/api; HttpOnly; SameSite=Lax; Max-Age=${90 * 24 * 60 * 60}${transport === "tls" ? "; Secure" : ""}`
    })
  })

const checkout = HttpApiBuilder.group(BahiApi, "checkout", (handlers) =>
  Effect.succeed(handlers.handleAll({
    start: ({ headers, payload }) => answered(app.startCheckout(payload, headers["idempotency-key"])),
    enterShippingAddress: ({ params, payload }) => answered(app.enterShippingAddress(params.sessionId, payload)),
    enterBillingAddress: ({ params, payload }) => answered(app.enterBillingAddress(params.sessionId, payload)),
    shippingMethods: ({ params }) => answered(app.shippingMethods(params.sessionId)),
    selectShippingMethod: ({ params, payload }) => answered(app.selectShippingMethod(params.sessionId, payload)),
    writeGiftMessage: ({ params, payload }) => answered(app.writeGiftMessage(params.sessionId, payload)),
    writeNotes: ({ params, payload }) => answered(app.writeNotes(params.sessionId, payload)),
    selectPaymentMethod: ({ params, payload }) => answered(app.selectPaymentMethod(params.sessionId, payload)),
    summary: ({ params }) => answered(app.getSummary(params.sessionId))
  })))

const orders = HttpApiBuilder.group(BahiApi, "orders", (handlers) => {
  const timeline = ({ params }: { readonly params: { readonly orderNumber: string } }) => answered(app.getTimeline(params.orderNumber))
  return Effect.succeed(handlers.handleAll({
    place: ({ headers, payload }) => answered(app.placeOrder(payload, headers["idempotency-key"])),
    get: ({ params }) => answered(app.getOrder(params.orderNumber)),
    cancel: ({ headers, params, payload }) => answered(app.cancelOrder(params.orderNumber, payload, headers["idempotency-key"])),
    cancelItems: ({ headers, params, payload }) => answered(app.cancelItems(params.orderNumber, payload, headers["idempotency-key"])),
    confirmation: ({ params }) => answered(app.getConfirmation(params.orderNumber)),
    timeline,
    history: timeline,
    statusHistory: timeline,
    invoice: ({ params }) => answered(app.renderInvoiceOfOrder(params.orderNumber)).pipe(Effect.map(pdfResponse))
  }))
})

const payments = HttpApiBuilder.group(BahiApi, "payments", (handlers) =>
  Effect.succeed(handlers.handleAll({
    open: ({ payload }) => answered(app.openPayment(payload)),
    verify: ({ payload }) => answered(app.verifyPayment(payload)),
    retry: ({ headers, params }) => answered(app.retryPayment(params.paymentId, headers["idempotency-key"])),
    cod: ({ headers, payload }) => answered(app.payByCod(payload, headers["idempotency-key"])),
    get: ({ params }) => answered(app.getPayment(params.paymentId))
  })))

/** A webhook may hold notes of anybody's making; refused as too large it would come again for a day. */
const WEBHOOK_BODY = ByteSize.fromInputUnsafe("1 MiB")

// The bytes as they came: what was parsed and written again is not what was signed.
const webhooks = HttpApiBuilder.group(BahiApi, "webhooks", (handlers) =>
  Effect.succeed(handlers.handleRaw("razorpay", ({ request }) => Effect.orDie(request.arrayBuffer).pipe(
    Effect.provideService(HttpIncomingMessage.MaxBodySize, WEBHOOK_BODY),
    Effect.flatMap((body) => heard(app.receiveWebhook({ body: new Uint8Array(body), headers: request.headers }))),
    Effect.as({ status: "heard" as const })
  ))))

const invoices = HttpApiBuilder.group(BahiApi, "invoices", (handlers) =>
  Effect.succeed(handlers.handleAll({
    ofOrder: ({ params }) => answered(app.getInvoiceOfOrder(params.orderNumber)),
    download: ({ params }) => answered(app.renderInvoice(params.invoiceNumber)).pipe(Effect.map(pdfResponse))
  })))

const pdfResponse = ({ bytes, fileName }: { readonly bytes: Uint8Array; readonly fileName: string }) =>
  HttpServerResponse.uint8Array(bytes, { contentType: "application/pdf", headers: { "content-disposition": `inline; filename="${fileName}"` } })

/** What breaks off here was answered with 200 already: the client sees that the end is missing, and we log why. */
const csvResponse = (lines: Stream.Stream<string>) =>
  HttpServerResponse.stream(Stream.encodeText(Stream.tapCause(lines, (cause) => app.logFaults("An export of orders broke off", cause))), { contentType: "text/csv; charset=utf-8", headers: { "content-disposition": `attachment; filename="orders.csv"` } })

const admin = HttpApiBuilder.group(BahiApi, "admin", (handlers) =>
  Effect.succeed(handlers.handleAll({
    listOrders: ({ query: { count, cursor, direction, limit, sort, ...filter } }) =>
      answered(app.listOrders(filter, { sort, direction, limit, count: count === "true" ? "counted" : "uncounted", ...(cursor === undefined ? {} : { after: cursor }) })),
    exportOrders: ({ query }) => answered(app.exportOrders(query)).pipe(Effect.map(csvResponse)),
    ship: ({ headers, params, payload }) => answered(app.ship(params.orderId, payload, headers["idempotency-key"])),
    recordDelivery: ({ params }) => answered(app.recordDelivery(params.orderId, params.shipmentId)),
    cancel: ({ headers, params, payload }) => answered(app.cancelOrderById(params.orderId, payload, headers["idempotency-key"])),
    recordReturnToOrigin: ({ params, payload }) => answered(app.recordReturnToOrigin(params.orderId, params.shipmentId, payload)),
    issueInvoice: ({ payload }) => answered(app.issueByHand(payload)),
    addSubscriber: ({ payload }) => answered(app.addSubscriber(payload)),
    listSubscribers: () => answered(app.listSubscribers()),
    removeSubscriber: ({ params }) => answered(app.removeSubscriber(params.subscriberId)),
    listDeliveries: ({ params, query: { cursor, limit } }) => answered(app.listDeliveries(params.subscriberId, { limit, ...(cursor === undefined ? {} : { before: cursor }) })),
    redeliver: ({ params }) => answered(app.redeliver(params.deliveryId))
  })))

const system = HttpApiBuilder.group(BahiApi, "system", Effect.fnUntraced(function*(handlers) {
  const health = yield* app.Health
  return handlers.handleAll({
    health: () => Effect.succeed({ status: "up" as const }),
    dependencies: () => Effect.map(health.check, (dependencies) => {
      const status = dependencies.every((dependency) => dependency.status === "up") ? "up" as const : "down" as const
      return HttpServerResponse.jsonUnsafe({ status, dependencies }, { status: status === "up" ? 200 : 503 })
    })
  })
}))

/** Every endpoint, answered by its use case. */
export const handlersLive = Layer.mergeAll(products, cart, checkout, orders, payments, webhooks, invoices, admin, system)
