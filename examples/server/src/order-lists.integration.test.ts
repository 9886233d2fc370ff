import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ADMIN_KEY, type OpenShop, openShop } from "./testing/open-shop.ts"
import { asha, fill, type Shopper, shopperAt, toTheTill } from "./testing/shopper.ts"

let shop: OpenShop
let admin: Shopper
beforeAll(async () => {
  shop = await openShop()
  admin = shopperAt(shop.baseUrl, { authorization: `Bearer ${ADMIN_KEY}` })
})
afterAll(() => shop.close())

const order = async (name = asha.name, quantity = 1, method = "cod"): Promise<{ readonly orderId: string; readonly orderNumber: string; readonly totals: { readonly grandTotal: number } }> => {
  const shopper = shopperAt(shop.baseUrl)
  await fill(shopper, [["BULB-LED-9W", quantity]])
  const { sessionId } = await toTheTill(shopper, { method, address: { ...asha, name } })
  return (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
}

/** Walks from page to page; between two of them something else happens. */
const walk = async (query: string, meanwhile: () => Promise<unknown> = async () => {}): Promise<ReadonlyArray<any>> => {
  const items: Array<any> = []
  for (let cursor = ""; ;) {
    const { body, status } = await admin("GET", `/api/admin/orders?${query}${cursor}`)
    expect(status, JSON.stringify(body)).toBe(200)
    items.push(...body.items)
    if (body.nextCursor === null) return items
    cursor = `&cursor=${body.nextCursor}`
    await meanwhile()
  }
}

const csvOf = async (query = "") => new TextDecoder("utf-8", { ignoreBOM: true }).decode((await admin("GET", `/api/admin/orders/export?${query}`)).bytes)

/** RFC 4180, by the letter. */
const parsed = (csv: string): ReadonlyArray<Readonly<Record<string, string>>> => {
  const rows = [...csv.matchAll(/(?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r\n))+?(?<=\r\n)/g)].map(([row]) => [...row.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r\n)/g)].map(([, cell]) => cell!.startsWith("\"") ? cell!.slice(1, -1).replaceAll("\"\"", "\"") : cell!))
  expect(rows.flat().length).toBe(rows.length * rows[0]!.length)
  return rows.slice(1).map((row) => Object.fromEntries(row.map((cell, place) => [rows[0]![place]!, cell])))
}

describe("lists of orders over HTTP", () => {
  it("O11: show what there is, newest first, in pages, filtered, sorted and counted", async () => {
    const [first, second, third] = [await order("Asha Rao", 1), await order("Ravi Iyer", 3, "upi"), await order("Amina Shaikh", 2)]
    const { body } = await admin("GET", "/api/admin/orders?limit=2&count=true")
    expect(body).toMatchObject({ count: 3, items: [{ orderNumber: third.orderNumber, customerName: "Amina Shaikh", lifecycle: "confirmed", paymentStatus: "unpaid", fulfilmentStatus: "unfulfilled", source: "web", email: "asha@example.com", currency: "INR", grandTotal: third.totals.grandTotal, paidAmount: 0, tags: [] }, { orderId: second.orderId }] })
    expect((await admin("GET", `/api/admin/orders?limit=2&cursor=${body.nextCursor}`)).body).toMatchObject({ items: [{ orderId: first.orderId }], nextCursor: null })
    expect((await walk("sort=total&direction=asc&limit=1")).map(({ orderId }) => orderId)).toEqual([first.orderId, third.orderId, second.orderId])
    expect((await walk("status=pending")).map(({ orderId }) => orderId)).toEqual([second.orderId])
    expect(await walk(`placedFrom=${encodeURIComponent(body.items[0].placedAt.replace("Z", "+00:00"))}`)).toHaveLength(1)
    expect(await walk("email=ASHA%40Example.com&paymentStatus=unpaid&source=web")).toHaveLength(3)
    expect((await admin("GET", "/api/admin/orders?status=completed&tag=vip&count=true")).body).toEqual({ items: [], nextCursor: null, count: 0 })
  })

  it("neither repeat nor pass over what was there, while others order", async () => {
    const before = (await walk("limit=100")).map(({ orderId }) => orderId)
    for (const query of ["limit=1", "limit=1&direction=asc", "limit=1&sort=total", "limit=1&sort=total&direction=asc&status=confirmed"]) {
      let bought = 0
      const told = (await walk(query, async () => bought++ < 2 ? order("Late Comer", 1 + bought) : undefined)).map(({ orderId }) => orderId)
      expect(new Set(told).size).toBe(told.length)
      expect(told.filter((orderId) => before.includes(orderId))).toHaveLength(query.includes("status") ? before.length - 1 : before.length)
    }
  })

  it("O20: are a CSV that a spreadsheet opens, and does not calculate", async () => {
    const names = ["Rao, \"Asha\"", "=cmd|' /C calc'!A0", "+1+1", "@SUM(1+1)", "-2+3", "अमिता देवी"]
    for (const name of names) await order(name, 2)
    const two = await order("Two lines")
    const write = PgClient.PgClient.use((sql) => sql`update orders set customer_name = ${"Two\r\nlines"} where id = ${two.orderId}`)
    await Effect.runPromise(write.pipe(Effect.provide(PgClient.layer({ url: Redacted.make(shop.databaseUrl) }))))
    const { headers, type } = await admin("GET", "/api/admin/orders/export")
    expect(type).toBe("text/csv; charset=utf-8")
    expect(headers.get("content-disposition")).toBe(`attachment; filename="orders.csv"`)
    const rows = parsed(await csvOf())
    const listed = await walk("limit=100")
    expect(rows.map((row) => row["order_id"])).toEqual(listed.map(({ orderId }) => orderId))
    expect(rows.map((row) => Number(row["grand_total_paise"]))).toEqual(listed.map(({ grandTotal }) => grandTotal))
    expect(rows.slice(0, 7).map((row) => row["customer_name"])).toEqual(["Two\r\nlines", ...names.toReversed().map((name) => /^[=+@-]/.test(name) ? `'${name}` : name)])
    expect(parsed(await csvOf("status=pending")).map((row) => row["payment_method"])).toEqual(["upi"])
    expect(parsed(`${await csvOf("status=deleted")}`)).toEqual([])
  })

  it("give a connection back when nobody waits for the rest", async () => {
    for (let n = 0; n < 30; n++) {
      const leaving = new AbortController()
      const response = await fetch(`${shop.baseUrl}/api/admin/orders/export`, { headers: { authorization: `Bearer ${ADMIN_KEY}` }, signal: leaving.signal })
      expect(response.status).toBe(200)
      leaving.abort()
    }
    expect(parsed(await csvOf()).length).toBeGreaterThan(7)
    expect((await admin("GET", "/health/dependencies")).body.status).toBe("up")
  })

  it("are for the people of the shop", async () => {
    const guest = shopperAt(shop.baseUrl)
    await fill(guest, [["BULB-LED-9W", 1]])
    for (const path of ["/api/admin/orders", "/api/admin/orders/export"]) {
      expect(await guest("GET", path)).toMatchObject({ status: 401, body: { code: "admin_key_missing" } })
      expect(await shopperAt(shop.baseUrl)("GET", path)).toMatchObject({ status: 401, body: { code: "admin_key_missing" } })
      expect(await shopperAt(shop.baseUrl, { authorization: "Bearer x" })("GET", path)).toMatchObject({ status: 401, body: { code: "admin_key_wrong" } })
    }
  })

  it("say which part of a question they do not understand", async () => {
    const { body: { nextCursor } } = await admin("GET", "/api/admin/orders?limit=1")
    for (const [query, field, rule] of [
      ["status=lost", "status", /pending/], ["paymentStatus=maybe", "paymentStatus", /unpaid/], ["fulfilmentStatus=1", "fulfilmentStatus", /shipped/], ["source=fax", "source", /web/],
      ["placedFrom=yesterday", "placedFrom", /instant/], ["placedFrom=2026-02-30T00:00:00Z", "placedFrom", /instant/], ["placedTo=2026-04-01", "placedTo", /instant/], ["placedTo=2026-04-01T00:00:00+05:30", "placedTo", /%2B05:30/],
      ["placedFrom=2026-04-02T00:00:00Z&placedTo=2026-04-01T00:00:00Z", "placedTo", /not before placedFrom/],
      ["email=asha", "email", /email/], ["customerId=1", "customerId", /UUID/], ["tag=%00", "tag", /control/],
      ["sort=name", "sort", /total/], ["direction=down", "direction", /desc/], ["limit=101", "limit", /1 to 100/], ["limit=ten", "limit", /./], ["count=yes", "count", /true/],
      ["cursor=x", "cursor", /nextCursor/], ["cursor=%00", "cursor", /nextCursor/], [`cursor=${nextCursor.slice(0, -1)}`, "cursor", /nextCursor/],
      [`cursor=${nextCursor}&sort=total`, "cursor", /sort=date&direction=desc/], [`cursor=${nextCursor}&direction=asc`, "cursor", /sort=date&direction=desc/]
    ] as const) {
      const { body, status } = await admin("GET", `/api/admin/orders?${query}`)
      expect(status, query).toBe(400)
      expect(body.errors.map((error: any) => error.path.join(".")), query).toContain(`query.${field}`)
      expect(body.errors.map((error: any) => error.message).join(), query).toMatch(rule)
    }
    expect(await admin("GET", "/api/admin/orders/export?status=lost")).toMatchObject({ status: 400, body: { errors: [{ path: ["query", "status"] }] } })
  })
})
