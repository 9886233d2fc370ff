// A server that is told what happens in the shop: over HTTP, signed, and asked again when it does not answer.
import { createServer, type IncomingHttpHeaders, type Server } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isFromTheShop } from "./testing/is-from-the-shop.ts"
import { ADMIN_KEY, openShop, type OpenShop } from "./testing/open-shop.ts"
import { freePort } from "./testing/shop-process.ts"
import { fill, shopperAt, toTheTill } from "./testing/shopper.ts"

let shop: OpenShop
let books: Server
let url: string
let status = 200
const heard: Array<{ readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }> = []

beforeAll(async () => {
  shop = await openShop()
  books = createServer(async (request, response) => {
    heard.push({ headers: request.headers, body: await text(request), path: request.url! })
    response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end("thanks")
  }).listen(0, "127.0.0.1")
  await once(books, "listening")
  url = `http://127.0.0.1:${(books.address() as AddressInfo).port}/hear`
})
afterAll(async () => {
  books.close()
  await shop.close()
})

const admin = () => shopperAt(shop.baseUrl, { authorization: `Bearer ${ADMIN_KEY}` })
const buy = async () => {
  const shopper = shopperAt(shop.baseUrl)
  await fill(shopper, [["TOWEL-TERRY-SAND", 1]])
  const { sessionId } = await toTheTill(shopper)
  return (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
}
const until = async <A>(find: () => A | undefined | Promise<A | undefined>): Promise<A> => {
  for (let asked = 0; asked < 200; asked++) {
    const found = await find()
    if (found !== undefined) return found
    await setTimeout(50)
  }
  throw new Error("It never came")
}

describe("a subscriber", () => {
  it("is told what happens to what, and can tell that the shop says it", async () => {
    const { body: { secret, subscriberId }, status: added } = await admin()("POST", "/api/admin/webhooks", { url, events: ["order.confirmed"] })
    expect(added).toBe(201)
    const { orderId } = await buy()
    const { body, headers } = await until(() => heard.find(({ body }) => body.includes(orderId)))
    expect(JSON.parse(body)).toEqual({ type: "order.confirmed", timestamp: expect.stringMatching(/Z$/), data: { id: orderId } })
    expect(isFromTheShop(secret, headers as Record<string, string>, body)).toBe(true)
    expect(isFromTheShop(secret, headers as Record<string, string>, body.replace("confirmed", "cancelled"))).toBe(false)
    expect(isFromTheShop("whsec_c29tZWJvZHk=", headers as Record<string, string>, body)).toBe(false)
    const deliveries = await until(async () => {
      const { items } = (await admin()("GET", `/api/admin/webhooks/${subscriberId}/deliveries`)).body
      return items[0]?.status === "delivered" ? items : undefined
    })
    expect(deliveries).toEqual([{ deliveryId: expect.any(String), eventId: headers["webhook-id"], type: "order.confirmed", status: "delivered", attempts: 1, outcome: "HTTP 200", createdAt: expect.any(String), settledAt: expect.any(String) }])
    expect((await admin()("DELETE", `/api/admin/webhooks/${subscriberId}`)).status).toBe(204)
  })

  it("that fails, redirects or is not there keeps its deliveries waiting, and says why", async () => {
    for (const [answer, at, why] of [[500, url, "HTTP 500"], [302, url, "HTTP 302"], [200, `http://127.0.0.1:${await freePort()}/nobody`, "ECONNREFUSED"]] as const) {
      status = answer
      const { subscriberId } = (await admin()("POST", "/api/admin/webhooks", { url: at, events: ["order.confirmed"] })).body
      await buy()
      const waiting = await until(async () => (await admin()("GET", `/api/admin/webhooks/${subscriberId}/deliveries`)).body.items.find(({ attempts }: { attempts: number }) => attempts > 0))
      expect(waiting).toMatchObject({ status: "pending", attempts: 1, outcome: why })
      await admin()("DELETE", `/api/admin/webhooks/${subscriberId}`)
    }
    expect(heard.filter(({ path }) => path === "/elsewhere")).toEqual([])
  })

  it("is named by the shop only, at an address that can be called", async () => {
    expect((await shopperAt(shop.baseUrl)("POST", "/api/admin/webhooks", { url })).status).toBe(401)
    for (const [bad, path] of [[{ url: "http://books.example/hear" }, ["url"]], [{ url: "https://me:secret@books.example" }, ["url"]], [{ url: "file:///etc/passwd" }, ["url"]], [{ url, events: ["order.eaten"] }, ["events", 0]], [{ url, events: [] }, ["events", 0]], [{}, ["url"]]] as const) {
      const { body, status } = await admin()("POST", "/api/admin/webhooks", bad)
      expect({ status, path: body.errors[0].path }).toEqual({ status: 400, path: ["payload", ...path] })
    }
    expect((await admin()("GET", "/api/admin/webhooks")).body).toEqual({ items: [] })
    const nobody = "00000000-0000-7000-8000-000000000000"
    for (const [method, path, code] of [["DELETE", nobody, "subscriber_not_found"], ["GET", `${nobody}/deliveries`, "subscriber_not_found"], ["POST", `deliveries/${nobody}/redeliver`, "delivery_not_found"]] as const) {
      const { body, status } = await admin()(method, `/api/admin/webhooks/${path}`)
      expect({ status, code: body.code }).toEqual({ status: 404, code })
    }
  })
})
