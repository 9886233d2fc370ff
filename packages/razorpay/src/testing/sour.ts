import { Effect } from "effect"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** One request as a server saw it. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

/** A server that answers all requests alike, for the time of a scope, and remembers them. */
export const sour = (answer: (response: ServerResponse, request: Seen) => void) => Effect.acquireRelease(
  Effect.promise(async () => {
    const seen: Array<Seen> = []
    const server = createServer(async (request, response) => {
      const { method, url, headers } = request
      const one = { method: method!, path: url!, headers, body: Buffer.concat(await request.toArray()).toString("utf8") }
      seen.push(one)
      answer(response, one)
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    return { server, seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  }),
  ({ server }) => Effect.promise(() => new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  }))
)

export const answering = (status: number, body: string | object, headers: Readonly<Record<string, string>> = {}) => (response: ServerResponse) => {
  response.writeHead(status, { "content-type": typeof body === "string" ? "text/html" : "application/json", ...headers })
  response.end(typeof body === "string" ? body : JSON.stringify(body))
}

/** The error as Razorpay says it. */
export const envelope = (description: string, more: object = {}) =>
  ({ error: { code: "BAD_REQUEST_ERROR", description, source: "NA", step: "NA", reason: "NA", metadata: {}, ...more } })
