// The server is killed between any two steps of a sale, and in the middle of each, while Razorpay goes on. What the customer does
// is what people do: send it again, or come back later. Nobody else helps.
import { freshDatabase } from "@bahi/postgres/testing"
import { type Emulator, startEmulator } from "@bahi/razorpay/emulator"
import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { keysOf, sendWebhooksTo } from "./testing/open-shop.ts"
import { freePort, type ShopProcess, startShop } from "./testing/shop-process.ts"
import { type Answer, asha, contact, inStock, type Shopper, shopperAt } from "./testing/shopper.ts"

const { item } = inStock("TOWEL-TERRY-SAND")

let emulator: Emulator
let database: Awaited<ReturnType<typeof freshDatabase>>
let folder: string
let port: number
let shop: ShopProcess
let kills = 0

const open = async () => { shop = await startShop(port, { DATABASE_URL: database.url, ...keysOf(emulator) }, folder) }
const kill = async () => {
  await shop.stop("SIGKILL")
  kills++
}

beforeAll(async () => {
  emulator = await startEmulator({ timeScale: 1 / 600, seed: "crash" })
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), "bahi-crash-"))
  port = await freePort()
  await sendWebhooksTo(emulator, `http://127.0.0.1:${port}`)
  await open()
})
afterAll(async () => {
  await shop.stop("SIGTERM")
  await emulator.stop()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const query = <Row extends object>(statement: string): Promise<ReadonlyArray<Row>> =>
  Effect.runPromise(Effect.provide(Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe<Row>(statement)), PgClient.layer({ url: Redacted.make(database.url), maxConnections: 1 })))

/** What a customer knows on the way, and the step that comes next. */
interface Customer {
  readonly shopper: Shopper
  readonly keys: Map<string, string>
  sessionId: string
  orderNumber: string
  checkout: { readonly paymentId: string; readonly gatewayOrderId: string }
  callback: object | null
}

/** A POST that may be sent again: it has a key. */
const post = ({ keys, shopper }: Customer, path: string, body: unknown): Promise<Answer> => {
  const key = keys.get(path) ?? randomUUID()
  keys.set(path, key)
  return shopper("POST", path, body, { "idempotency-key": key })
}
const put = ({ sessionId, shopper }: Customer, step: string, body: unknown): Promise<Answer> => shopper("PUT", `/api/checkout/${sessionId}/${step}`, body)

const steps: ReadonlyArray<readonly [name: string, take: (customer: Customer) => Promise<Answer | undefined>]> = [
  ["add an item", (customer) => post(customer, "/api/cart/items", { productId: item.productId, variantId: item.variantId, quantity: 1 })],
  ["start the checkout", async (customer) => {
    const answer = await post(customer, "/api/checkout/start", contact)
    customer.sessionId = answer.body.sessionId
    return answer
  }],
  ["enter the address", (customer) => put(customer, "shipping-address", asha)],
  ["select the shipping method", (customer) => put(customer, "shipping-method", { methodId: "standard" })],
  ["select the payment method", (customer) => put(customer, "payment-method", { method: "upi" })],
  ["place the order", async (customer) => {
    const answer = await post(customer, "/api/orders", { sessionId: customer.sessionId, termsAccepted: true })
    customer.orderNumber = answer.body.orderNumber
    return answer
  }],
  ["open the payment", async (customer) => {
    const answer = await customer.shopper("POST", "/api/payments", { orderNumber: customer.orderNumber })
    customer.checkout = answer.body
    return answer
  }],
  // The bank asks once; its webhooks come as they can.
  ["pay", async (customer) => {
    customer.callback ??= (await emulator.pay({ orderId: customer.checkout.gatewayOrderId })).callback
    return undefined
  }],
  ["come back from the checkout", (customer) => customer.shopper("POST", "/api/payments/verify", { paymentId: customer.checkout.paymentId, ...customer.callback })],
  ["look at the order", (customer) => customer.shopper("GET", `/api/orders/${customer.orderNumber}`)]
]

const take = async (customer: Customer, [name, step]: (typeof steps)[number]) => {
  const answer = await step(customer)
  if (answer && answer.status >= 400) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`)
}

/** Asks until the order stands so, for twenty seconds. */
const becomes = async ({ orderNumber, shopper }: Customer, wanted: object) => {
  for (let asked = 0; asked < 200; asked++) {
    const { body } = await shopper("GET", `/api/orders/${orderNumber}`)
    if (Object.entries(wanted).every(([name, value]) => body[name] === value) && body.invoiceNumber !== undefined) return body
    await setTimeout(100)
  }
  throw new Error(`It did not settle: ${JSON.stringify((await shopper("GET", `/api/orders/${orderNumber}`)).body)}`)
}

const newCustomer = (): Customer => ({ shopper: shopperAt(`http://127.0.0.1:${port}`), keys: new Map(), sessionId: "", orderNumber: "", checkout: { paymentId: "", gatewayOrderId: "" }, callback: null })

const isSoldOnce = async (customer: Customer, before: number) => {
  const order = await becomes(customer, { lifecycle: "confirmed", paymentStatus: "paid" })
  expect(await query(`select count(*)::int as orders, (select count(*)::int from invoices i where i.order_id = min(o.id::text)::uuid) as invoices from orders o where order_number = '${customer.orderNumber}'`)).toEqual([{ orders: 1, invoices: 1 }])
  expect(await query(`select captured_amount::int - refunded_amount::int as kept from payments where order_id = '${order.orderId}'`)).toEqual([{ kept: order.totals.grandTotal }])
  expect(await query(`select on_hand::int as pieces from stock where variant_id = '${item.variantId}'`)).toEqual([{ pieces: before - 1 }])
}
const onHand = async () => (await query<{ readonly pieces: number }>(`select on_hand::int as pieces from stock where variant_id = '${item.variantId}'`))[0]!.pieces

describe("the server is killed", () => {
  for (const [place, [name]] of steps.entries()) {
    it(`before the customer's step "${name}"`, async () => {
      const before = await onHand()
      const customer = newCustomer()
      for (const [at, step] of steps.entries()) {
        if (at === place) {
          await kill()
          await open()
        }
        await take(customer, step)
      }
      await isSoldOnce(customer, before)
    }, 60_000)

    it(`in the middle of the customer's step "${name}", at whatever moment`, async () => {
      const before = await onHand()
      const customer = newCustomer()
      for (const [at, step] of steps.entries()) {
        if (at === place) {
          const interrupted = take(customer, step).catch(() => undefined)
          await setTimeout(3 + 7 * (place % 4))
          await kill()
          await interrupted
          await open()
        }
        await take(customer, step)
      }
      await isSoldOnce(customer, before)
    }, 60_000)
  }

  it.each([0, 15, 40, 120])("%d ms after a customer paid, who never comes back to the shop", async (ms) => {
    const before = await onHand()
    const customer = newCustomer()
    for (const step of steps.slice(0, 7)) await take(customer, step)
    await take(customer, steps[7]!)
    await setTimeout(ms)
    await kill()
    await open()
    await isSoldOnce(customer, before)
  }, 60_000)

  it.each([0, 20, 60, 200])("%d ms after a customer paid twice: one payment goes back, once", async (ms) => {
    const before = await onHand()
    const customer = newCustomer()
    for (const step of steps) await take(customer, step)
    await emulator.pay({ orderId: customer.checkout.gatewayOrderId, whenPaid: "pay_again" })
    await setTimeout(ms)
    await kill()
    await open()
    const { totals } = await becomes(customer, { lifecycle: "confirmed", paymentStatus: "paid" })
    const wanted = { paidAmount: 2 * totals.grandTotal, refundedAmount: totals.grandTotal }
    await becomes(customer, wanted)
    const payments = emulator.payments().filter(({ order_id }) => order_id === customer.checkout.gatewayOrderId)
    expect(payments.map(({ amount_refunded }) => amount_refunded).toSorted((a, b) => a - b)).toEqual([0, totals.grandTotal])
    await isSoldOnce(customer, before)
  }, 60_000)

  it("often enough to mean something", () => expect(kills).toBeGreaterThanOrEqual(20))
})
