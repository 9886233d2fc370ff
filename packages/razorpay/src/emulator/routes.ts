import type { Step } from "./entity.ts"
import { noRoute, urlNotFound, type Answer } from "./envelope.ts"
import { createEndpoint, editEndpoint, listEndpoints } from "./endpoint.ts"
import type { Fields } from "./input.ts"
import { createOrder, editOrder, fetchOrder, listOrders, listPaymentsOfOrder } from "./order.ts"
import { matchPath } from "./path.ts"
import { capturePayment, editPayment, fetchPayment, listPayments } from "./payment.ts"
import { createRefund, editRefund, fetchRefund, fetchRefundOfPayment, listRefunds, listRefundsOfPayment } from "./refund.ts"
import type { Scene } from "./scene.ts"

export interface Request {
  readonly method: string
  /** Without `/v1`. */
  readonly path: string
  readonly query: Fields
  readonly body: Fields
  readonly idempotencyKey: string | undefined
}

/** Answers a request of the API; a refusal is thrown. */
export const answerTo = (scene: Scene, request: Request): Step<Answer> => {
  for (const [method, pattern, handle] of routes) {
    const ids = method === request.method ? matchPath(pattern, request.path) : undefined
    if (ids !== undefined) return handle(scene, request, ids[0] ?? "", ids[1] ?? "")
  }
  if (matchPath("/webhooks/:id", request.path) !== undefined) throw noRoute()
  throw urlNotFound()
}

type Handler = (scene: Scene, request: Request, id: string, innerId: string) => Step<Answer>

const reading = (read: (scene: Scene, request: Request, id: string, innerId: string) => Answer): Handler =>
  (...asked) => ({ answer: read(...asked), changes: [] })

const routes: ReadonlyArray<readonly [method: string, pattern: string, handle: Handler]> = [
  ["POST", "/orders", (scene, { body }) => createOrder(scene, body)],
  ["GET", "/orders", reading((scene, { query }) => listOrders(scene, query))],
  ["GET", "/orders/:id", reading((scene, { query }, id) => fetchOrder(scene, id, query))],
  ["PATCH", "/orders/:id", (scene, { body }, id) => editOrder(scene, id, body)],
  ["GET", "/orders/:id/payments", reading((scene, _, id) => listPaymentsOfOrder(scene, id))],
  ["GET", "/payments", reading((scene, { query }) => listPayments(scene, query))],
  ["GET", "/payments/:id", reading((scene, { query }, id) => fetchPayment(scene, id, query))],
  ["PATCH", "/payments/:id", (scene, { body }, id) => editPayment(scene, id, body)],
  ["POST", "/payments/:id/capture", (scene, { body }, id) => capturePayment(scene, id, body)],
  ["POST", "/payments/:id/refund", (scene, { body, idempotencyKey }, id) => createRefund(scene, id, body, idempotencyKey)],
  ["GET", "/payments/:id/refunds", reading((scene, { query }, id) => listRefundsOfPayment(scene, id, query))],
  ["GET", "/payments/:id/refunds/:refundId", reading((scene, _, id, refundId) => fetchRefundOfPayment(scene, id, refundId))],
  ["GET", "/refunds", reading((scene, { query }) => listRefunds(scene, query))],
  ["GET", "/refunds/:id", reading((scene, _, id) => fetchRefund(scene, id))],
  ["PATCH", "/refunds/:id", (scene, { body }, id) => editRefund(scene, id, body)],
  ["GET", "/webhooks", reading((scene, { query }) => listEndpoints(scene, query))],
  ["POST", "/webhooks", (scene, { body }) => createEndpoint(scene, body)],
  ["PUT", "/webhooks/:id", (scene, { body }, id) => editEndpoint(scene, id, body)]
]
