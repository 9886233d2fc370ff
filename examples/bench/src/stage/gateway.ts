import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** A gateway at which everything was paid at once, by UPI, at what the first order asked for: as little as the shop needs to hear. */
export const startGateway = async () => {
  let amount = 0
  const server = createServer((request, response) => {
    const answer = (body: object) => {
      const text = JSON.stringify(body)
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) }).end(text)
    }
    const orderOf = (id: string, receipt: string | null, status: string) => ({ id, entity: "order", amount, currency: "INR", receipt, status })
    if (request.method === "POST") {
      let text = ""
      request.on("data", (chunk) => { text += chunk })
      request.on("end", () => {
        const asked = JSON.parse(text) as { readonly amount: number; readonly receipt: string }
        amount = asked.amount
        answer(orderOf("order_SPECIMEN000000", asked.receipt, "created"))
      })
      return
    }
    const [, id = "", isPayments] = /^\/v1\/orders\/(\w+)(\/payments)?/.exec(request.url ?? "") ?? []
    if (isPayments === undefined) return answer(orderOf(id, null, "paid"))
    const payment = { id: id.replace("order_", "pay_"), entity: "payment", amount, currency: "INR", status: "captured", order_id: id, captured: true, amount_refunded: 0, method: "upi", vpa: "asha@upi", created_at: Math.floor(Date.now() / 1000) }
    answer({ entity: "collection", count: 1, items: [payment] })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => { server.closeAllConnections(); server.close() } }
}
