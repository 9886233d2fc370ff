import { createHash, timingSafeEqual } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Core } from "./emulator.ts"
import { conflict, operationInProgress, unauthorized, type Answer } from "./envelope.ts"
import { badGatewayPage, faultRefusal, strangePage, type Fault } from "./fault.ts"
import { fieldsOf, orRefusal, readBody, sendJson, sendText } from "./http.ts"
import { matchPath } from "./path.ts"
import type { Request } from "./routes.ts"

/** `/v1`, with what goes wrong on the way. */
export const makeApi = (core: Core, { keyId, keySecret }: { readonly keyId: string; readonly keySecret: string }) => {
  const operations = makeOperations()
  return async (incoming: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const fault = core.takeFault(incoming.method ?? "", url.pathname)
    if (failed(fault, incoming, response)) return
    const path = url.pathname.slice("/v1".length)
    let end = (): void => {}
    const answer = await orRefusal(async () => {
      authenticate(incoming.headers.authorization, keyId, keySecret)
      const request: Request = {
        method: incoming.method ?? "",
        path,
        query: fieldsOf(url.searchParams),
        body: await readBody(incoming),
        idempotencyKey: headerOf(incoming, "x-refund-idempotency")
      }
      end = operations.begin(request)
      return core.answer(request)
    })
    // As long as its answer is on the way, the operation is in progress.
    if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000).unref())
    end()
    deliver(fault, answer, incoming, response)
  }
}

/** Whether nothing is done of the request, and the fault answered. */
const failed = (fault: Fault | undefined, incoming: IncomingMessage, response: ServerResponse): boolean => {
  switch (fault?.kind) {
    case "reset_before":
      incoming.socket.resetAndDestroy()
      return true
    case "html_502":
      sendText(response, 502, "text/html", badGatewayPage)
      return true
    case "html_200":
      sendText(response, 200, "text/html", strangePage)
      return true
  }
  const refusal = fault && faultRefusal(fault.kind)
  if (refusal !== undefined) sendJson(response, refusal.answer)
  return refusal !== undefined
}

const deliver = (fault: Fault | undefined, answer: Answer, incoming: IncomingMessage, response: ServerResponse): void => {
  if (fault?.kind === "reset_after") incoming.socket.resetAndDestroy()
  else if (fault?.kind === "html_502_after") sendText(response, 502, "text/html", badGatewayPage)
  else sendJson(response, answer)
}

const authenticate = (header: string | undefined, keyId: string, keySecret: string): void => {
  const [id, ...secret] = Buffer.from(header?.replace(/^Basic /i, "") ?? "", "base64").toString().split(":")
  if (id !== keyId) throw unauthorized(id === "" ? "Authentication failed" : "The api key provided is invalid")
  if (!sameWords(secret.join(":"), keySecret)) throw unauthorized("Authentication failed")
}

const sameWords = (one: string, other: string): boolean => timingSafeEqual(createHash("sha256").update(one).digest(), createHash("sha256").update(other).digest())

/** One at a time for each payment. */
const makeOperations = () => {
  const payments = new Set<string>()
  const keys = new Set<string>()
  return {
    begin: ({ method, path, idempotencyKey }: Request): (() => void) => {
      const [paymentId] = (method === "POST" && (matchPath("/payments/:id/refund", path) ?? matchPath("/payments/:id/capture", path))) || []
      if (paymentId === undefined) return () => {}
      if (idempotencyKey !== undefined && keys.has(idempotencyKey)) throw conflict("Another request with the same idempotency key is still in progress.")
      if (payments.has(paymentId)) throw operationInProgress()
      payments.add(paymentId)
      if (idempotencyKey !== undefined) keys.add(idempotencyKey)
      return () => {
        payments.delete(paymentId)
        if (idempotencyKey !== undefined) keys.delete(idempotencyKey)
      }
    }
  }
}

const headerOf = (incoming: IncomingMessage, name: string): string | undefined => {
  const value = incoming.headers[name]
  return Array.isArray(value) ? value[0] : value
}
