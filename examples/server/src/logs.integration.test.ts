// Everything that a shop prints, through trouble of every kind, is searched for what nobody may read there.
import { freshDatabase } from "@bahi/postgres/testing"
import { type Emulator, startEmulator } from "@bahi/razorpay/emulator"
import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { keysOf, sendWebhooksTo } from "./testing/open-shop.ts"
import { freePort, type ShopProcess, startShop } from "./testing/shop-process.ts"
import { asha, inStock, shopperAt } from "./testing/shopper.ts"

/** Seeds that turn up nowhere else. */
const seeds = {
  email: "zamindar.kesar@example.org",
  phone: "9812376540",
  name: "Zamindar Kesarwani",
  street: "Quxlane 4711",
  admin: "admin-key-5d1f0c",
  keySecret: "gateway-secret-77ab21",
  webhookSecret: "the webhook secret",
  oldWebhookSecret: "the old webhook secret"
}

let emulator: Emulator
let database: Awaited<ReturnType<typeof freshDatabase>>
let folder: string
let shop: ShopProcess
let baseUrl: string

beforeAll(async () => {
  emulator = await startEmulator({ timeScale: 1 / 600, keySecret: seeds.keySecret })
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), "bahi-logs-"))
  const port = await freePort()
  shop = await startShop(port, { DATABASE_URL: database.url, ADMIN_KEY: seeds.admin, ...keysOf(emulator) }, folder)
  baseUrl = `http://127.0.0.1:${port}`
  await sendWebhooksTo(emulator, baseUrl)
})
afterAll(async () => {
  await shop.stop("SIGTERM")
  await emulator.stop()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const query = (statement: string) =>
  Effect.runPromise(Effect.provide(Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(statement)), PgClient.layer({ url: Redacted.make(database.url), maxConnections: 1 })))

const waiting = async () => {
  const shopper = shopperAt(baseUrl)
  const { productId, variantId } = inStock("TOWEL-TERRY-SAND").item
  const token = (await shopper("POST", "/api/cart/items", { productId, variantId, quantity: 1 })).headers.get("x-cart-token")!
  const { sessionId } = (await shopper("POST", "/api/checkout/start", { email: seeds.email, phone: seeds.phone })).body
  await shopper("PUT", `/api/checkout/${sessionId}/shipping-address`, { ...asha, name: seeds.name, line1: seeds.street })
  await shopper("PUT", `/api/checkout/${sessionId}/shipping-method`, { methodId: "standard" })
  await shopper("PUT", `/api/checkout/${sessionId}/payment-method`, { method: "card" })
  const place = () => shopper("POST", "/api/orders", { sessionId, termsAccepted: true })
  return { shopper, place, token }
}

it("no secret, signature, card, VPA, email, phone, name or token is ever printed", async () => {
  const { item } = inStock("TOWEL-TERRY-SAND")
  const tokens: Array<string> = []
  const signatures: Array<string> = []
  const sale = async () => {
    const { place, shopper, token } = await waiting()
    tokens.push(token)
    const { orderNumber } = (await place()).body
    return { shopper, orderNumber, checkout: (await shopper("POST", "/api/payments", { orderNumber })).body }
  }

  // Paid by every method, wrongly proven, twice, and at a gateway in every kind of trouble.
  for (const method of ["upi", "card", "netbanking", "wallet"] as const) {
    const { checkout, shopper } = await sale()
    await emulator.pay({ orderId: checkout.gatewayOrderId, method, outcome: "failure", email: seeds.email, contact: `+91${seeds.phone}` })
    const { callback } = await emulator.pay({ orderId: checkout.gatewayOrderId, method, email: seeds.email, contact: `+91${seeds.phone}` })
    signatures.push(callback!.razorpay_signature)
    await shopper("POST", "/api/payments/verify", { paymentId: checkout.paymentId, ...callback, razorpay_signature: `${callback!.razorpay_signature.slice(0, -1)}x` })
    await shopper("POST", "/api/payments/verify", { paymentId: checkout.paymentId, ...callback })
    await emulator.pay({ orderId: checkout.gatewayOrderId, method, whenPaid: "pay_again" })
  }
  for (const kind of ["reset_before", "reset_after", "html_502", "html_200", "json_500", "too_many_requests", "unauthorized", "conflict_in_progress"] as const) {
    emulator.faults.add({ kind, path: "/v1/**", times: 8 })
    await sale()
    emulator.faults.clear()
  }

  // A database that refuses, in the middle of an order.
  const { place } = await waiting()
  await query("alter table order_items add constraint nothing_goes check (quantity < 0) not valid")
  expect((await place()).status).toBe(500)
  await query("alter table order_items drop constraint nothing_goes")
  await query("alter table payments rename to elsewhere")
  expect((await place()).status).toBe(500)
  await query("alter table elsewhere rename to payments")

  // Bad input, bad credentials, bad webhooks.
  const stranger = shopperAt(baseUrl)
  await stranger("POST", "/api/cart/items", `{"productId":"${item.productId}","email":"${seeds.email}"`)
  await stranger("POST", "/api/checkout/start", { email: `${seeds.email}@`, phone: seeds.phone })
  await stranger("GET", `/api/orders/X?email=${seeds.email}`, undefined, { authorization: `Bearer ${seeds.admin}x` })
  await stranger("POST", "/api/webhooks/razorpay", JSON.stringify({ email: seeds.email }), { "x-razorpay-signature": "f".repeat(64) })
  await emulator.webhooks.settled()

  const printed = shop.printed()
  // It did print something: what went wrong, and where.
  expect(printed).toContain("failed")
  expect(printed).toContain("nothing_goes")
  const vpas = emulator.payments().flatMap(({ vpa }) => vpa ? [vpa] : [])
  expect(vpas.length).toBeGreaterThan(0)
  for (const secret of [...Object.values(seeds), ...vpas, ...signatures, ...tokens]) expect(printed, `holds ${secret}`).not.toContain(secret)
  // The cards of the emulator end in these digits; a place in the code may too.
  expect(printed).not.toMatch(/\b1007\b(?!:\d)/)
}, 120_000)
