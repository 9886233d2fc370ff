// The least that answers the same requests: node:http and hand-written SQL on the same tables, each row that ours writes in the fewest statements that a person can write. What any server on this machine could reach.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { cancel } from "./cancel.ts"
import { addItem, changeQuantity, getCart, guestKeyOf } from "./cart.ts"
import { enterAddress, selectPayment, selectShipping, start } from "./checkout.ts"
import { listOrders } from "./list.ts"
import { getOrder } from "./order.ts"
import { place } from "./place.ts"
import type { Caller } from "./sql.ts"
import { hear } from "./webhook.ts"

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

const jsonOf = async (request: IncomingMessage) => JSON.parse((await bodyOf(request)).toString("utf8"))

const send = (response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
  const text = JSON.stringify(body)
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text), ...headers }).end(text)
}

const header = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? "")

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [, , area, first, second] = request.url!.split("/") as [string, string, string?, string?, string?]
  const token = request.headers["x-cart-token"] as string | undefined
  const caller: Caller = token === undefined ? { guestKey: "" } : { token, guestKey: guestKeyOf(token) }
  switch (`${request.method} ${area}`) {
    case "GET cart":
      return send(response, 200, await getCart(caller))
    case "POST cart": {
      const { body, token: opened } = await addItem(caller, await jsonOf(request))
      return send(response, 200, body, opened === undefined ? {} : { "x-cart-token": opened })
    }
    case "PUT cart":
      return send(response, 200, await changeQuantity(caller, second!, await jsonOf(request)))
    case "POST checkout":
      return send(response, 201, await start(caller, await jsonOf(request)))
    case "PUT checkout": {
      const step = second === "shipping-address" ? enterAddress : second === "shipping-method" ? selectShipping : selectPayment
      return send(response, 200, await step(caller, first!, await jsonOf(request)))
    }
    case "POST orders":
      if (second === "cancel") return send(response, 200, await cancel(caller, first!, await jsonOf(request)))
      return send(response, 201, await place(caller, await jsonOf(request), header(request, "idempotency-key")))
    case "GET orders":
      return send(response, 200, await getOrder(caller, first!))
    case "GET admin": {
      if (request.headers["authorization"] !== `Bearer ${process.env["ADMIN_KEY"]}`) return send(response, 401, {})
      const { searchParams } = new URL(request.url!, "http://bare")
      return send(response, 200, await listOrders({ limit: Number(searchParams.get("limit")), cursor: searchParams.get("cursor") }))
    }
    case "POST webhooks":
      await hear(await bodyOf(request), header(request, "x-razorpay-signature"), header(request, "x-razorpay-event-id"))
      return send(response, 200, { status: "heard" })
    default:
      return send(response, request.url === "/health" ? 200 : 404, {})
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((cause: unknown) => send(response, 500, { error: String(cause) }))
})
server.listen(Number(process.env["PORT"]), "127.0.0.1")
process.on("SIGTERM", () => process.exit(0))
