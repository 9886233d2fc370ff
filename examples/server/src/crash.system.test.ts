// Servers and their PostgreSQL, which writes through to the disk, are killed while customers buy, again and again. Whatever was
// acknowledged is there afterwards, and every law holds of every row: some twenty times after PostgreSQL died too, and at the end. KILLS says how often.
import { postgresClient, storagePostgres } from "@bahi/postgres"
import { type EmbeddedServer, startEmbedded } from "@bahi/postgres/embedded"
import { verifyData } from "@bahi/postgres/verify"
import { type Emulator, startEmulator } from "@bahi/razorpay/emulator"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer, Redacted } from "effect"
import { randomUUID } from "node:crypto"
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll, expect, it } from "vitest"
import { keysOf, sendWebhooksTo } from "./testing/open-shop.ts"
import { freePort, type ShopProcess, startShop } from "./testing/shop-process.ts"
import { type Answer, asha, contact, inStock, type Shopper, shopperAt } from "./testing/shopper.ts"

const KILLS = Number(process.env["KILLS"] ?? 6)
/** Some twenty times in all: whoever looks at all rows holds up the next kill. */
const LOOK_EVERY = 3 * Math.max(1, Math.round(KILLS / 60))
const CUSTOMERS_AT_ONCE = 6
const AT_ONCE = 8
const basket = ["TOWEL-TERRY-SAND", "BULB-LED-9W"].map((sku) => inStock(sku).item)

let folder: string
let emulator: Emulator
let postgres: EmbeddedServer
let shop: ShopProcess
let port: number

const openPostgres = async () => { postgres = await startEmbedded({ dataDir: join(folder, "data"), durability: "safe" }) }
const openShop = async () => { shop = await startShop(port, { DATABASE_URL: postgres.url, ...keysOf(emulator) }, folder) }

/** As it stands, in the middle of whatever it does. */
const killPostgres = () => process.kill(Number(readFileSync(join(postgres.dataDir, "cluster/data/postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL")

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bahi-crash-"))
  chmodSync(folder, 0o755)
  emulator = await startEmulator({ timeScale: 1 / 600, seed: "crash" })
  port = await freePort()
  await sendWebhooksTo(emulator, `http://127.0.0.1:${port}`)
  await openPostgres()
  await openShop()
  const known = basket.map(({ variantId }) => `'${variantId}'`).join(", ")
  await query(`with more as (update stock set on_hand = on_hand + 1000000 where variant_id in (${known}) returning variant_id, warehouse)
    insert into stock_movements (variant_id, warehouse, quantity, reason, created_at) select variant_id, warehouse, 1000000, 'received', now() from more`)
})
afterAll(async () => {
  await shop.stop("SIGTERM")
  await postgres.stop()
  await emulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

const query = <Row extends object>(statement: string): Promise<ReadonlyArray<Row>> =>
  Effect.runPromise(Effect.provide(Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe<Row>(statement)), PgClient.layer({ url: Redacted.make(postgres.url), maxConnections: 1 })))

const brokenLaws = async () => {
  const database = storagePostgres.pipe(Layer.provideMerge(postgresClient({ url: Redacted.make(postgres.url), maxConnections: 1 })))
  return (await Effect.runPromise(Effect.provide(verifyData(), database))).filter(({ violations }) => violations > 0)
}

/** What a customer was told, and may rely on from then on. */
interface Told {
  readonly shopper: Shopper
  readonly orderNumber: string
  readonly total: number
  /** Once it was told. */
  confirmed?: true
}
const told: Array<Told> = []
const shopping = { isOver: false }
const isOver = Symbol("the shop closes")

/** Sends it again, under its key, until the shop answers. */
const insist = async (shopper: Shopper, method: string, path: string, body?: unknown): Promise<Answer["body"]> => {
  const key = randomUUID()
  for (;;) {
    if (shopping.isOver) throw isOver
    const answer = await shopper(method, path, body, method === "POST" ? { "idempotency-key": key } : {}).catch(() => undefined)
    if (answer !== undefined && answer.status < 400) return answer.body
    // A server that dies cannot answer, and one that loses its database answers 5xx: nothing else goes wrong.
    if (answer !== undefined && answer.status < 500) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    await setTimeout(50)
  }
}

const buy = async (method: "cod" | "upi") => {
  const shopper = shopperAt(`http://127.0.0.1:${port}`)
  for (const { productId, variantId } of basket) await insist(shopper, "POST", "/api/cart/items", { productId, variantId, quantity: 1 })
  const { sessionId } = await insist(shopper, "POST", "/api/checkout/start", contact)
  await insist(shopper, "PUT", `/api/checkout/${sessionId}/shipping-address`, asha)
  await insist(shopper, "PUT", `/api/checkout/${sessionId}/shipping-method`, { methodId: "standard" })
  await insist(shopper, "PUT", `/api/checkout/${sessionId}/payment-method`, { method })
  const order = await insist(shopper, "POST", "/api/orders", { sessionId, termsAccepted: true })
  const fact: Told = { shopper, orderNumber: order.orderNumber, total: order.totals.grandTotal, ...(order.lifecycle === "confirmed" ? { confirmed: true } : {}) }
  told.push(fact)
  if (method === "cod") return
  const { gatewayOrderId, paymentId } = await insist(shopper, "POST", "/api/payments", { orderNumber: order.orderNumber })
  const { callback } = await emulator.pay({ orderId: gatewayOrderId })
  const paid = await insist(shopper, "POST", "/api/payments/verify", { paymentId, ...callback })
  if (paid.status === "captured") fact.confirmed = true
}

const customer = async (place: number) => {
  for (let bought = place; !shopping.isOver; bought++) await buy(bought % 2 === 0 ? "cod" : "upi").catch((error: unknown) => { if (error !== isOver) throw error })
}

/** What these were told is so. */
const isKept = async (facts: ReadonlyArray<Told>) => {
  for (let next = 0; next < facts.length; next += AT_ONCE) {
    await Promise.all(facts.slice(next, next + AT_ONCE).map(async ({ confirmed, orderNumber, shopper, total }) => {
      const { body, status } = await shopper("GET", `/api/orders/${orderNumber}`)
      expect({ orderNumber, status, total: body.totals?.grandTotal }).toEqual({ orderNumber, status: 200, total })
      if (confirmed) expect(body.lifecycle).toBe("confirmed")
    }))
  }
}

it(`after ${KILLS} kills in the middle of it everything that was acknowledged is there, and the books are straight`, async () => {
  const customers = Promise.all(Array.from({ length: CUSTOMERS_AT_ONCE }, (_, place) => customer(place)))
  // Whoever is refused what no kill explains ends the test at once.
  const failed = customers.then(() => undefined)
  const once = <A>(work: Promise<A>) => Promise.race([work, failed.then((): never => { throw new Error("the customers went home") })])

  for (let kill = 0; kill < KILLS; kill++) {
    // Once the shop is busy again, at any moment.
    for (const busy = told.length + 2; told.length < busy;) await once(setTimeout(20))
    await once(setTimeout(Math.random() * 500))
    const before = told.slice(-40)
    const withPostgres = kill % 3 === 2
    if (withPostgres) killPostgres()
    await shop.stop("SIGKILL")
    if (withPostgres) await once(openPostgres())
    await once(openShop())
    await isKept(before)
    if ((kill + 1) % LOOK_EVERY === 0) expect(await brokenLaws()).toEqual([])
    process.stderr.write(`  ${kill + 1} of ${KILLS} kills, ${told.length} orders acknowledged\n`)
  }

  shopping.isOver = true
  await customers
  for (let asked = 0; (await query(`select from orders where lifecycle = 'pending' and payment_id in (select id from payments where gateway_order_id is not null) union all select from outbox`)).length > 0 && asked < 200; asked++) await setTimeout(100)
  await isKept(told)
  expect(await brokenLaws()).toEqual([])
  const orders = told.map(({ orderNumber }) => `'${orderNumber}'`).join(", ")
  expect(new Set(told.map(({ orderNumber }) => orderNumber)).size).toBe(told.length)
  const [confirmed] = await query<{ readonly n: number; readonly invoices: number }>(`select count(*)::int as n, count(i.id)::int as invoices from orders o left join invoices i on i.order_id = o.id where order_number in (${orders}) and lifecycle = 'confirmed'`)
  expect(confirmed!.invoices).toBe(confirmed!.n)
  expect(confirmed!.n).toBeGreaterThanOrEqual(told.filter(({ confirmed }) => confirmed).length)
  console.log(`${KILLS} kills, ${told.length} orders acknowledged, ${confirmed!.n} of them confirmed and invoiced`)
}, 120_000 + KILLS * 15_000)
