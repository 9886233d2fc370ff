import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenShop, openShop } from "./testing/open-shop.ts"
import { asha, contact, fill, inStock, shopperAt, soon, toTheTill } from "./testing/shopper.ts"

let shop: OpenShop
beforeAll(async () => { shop = await openShop() })
afterAll(() => shop.close())

const query = <Row extends object>(statement: string): Promise<ReadonlyArray<Row>> =>
  Effect.runPromise(Effect.provide(Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe<Row>(statement)), PgClient.layer({ url: Redacted.make(shop.databaseUrl), maxConnections: 1 })))

describe("at the same moment", () => {
  it("two hundred guests buy the last fifty pieces: fifty orders, and the shelf is empty", async () => {
    const { item } = inStock("RING-GOLD-22K-3G")
    await query(`update stock set on_hand = 50 where variant_id = '${item.variantId}'`)
    const outcomes = await Promise.all(Array.from({ length: 200 }, async () => {
      const shopper = shopperAt(shop.baseUrl)
      const added = await shopper("POST", "/api/cart/items", { productId: item.productId, quantity: 1 })
      if (added.status !== 200) return added
      const { sessionId } = await toTheTill(shopper)
      return shopper("POST", "/api/orders", { sessionId, termsAccepted: true })
    }))
    // One tally of everything, so that whatever else was answered is named.
    const tally = Object.groupBy(outcomes, ({ status, body }) => `${status} ${body.code ?? body.lifecycle ?? body.title}`)
    expect(Object.fromEntries(Object.entries(tally).map(([answer, answers]) => [answer, answers!.length]))).toEqual({ "201 confirmed": 50, "422 insufficient_stock": 150 })
    expect(await query(`select on_hand, reserved from stock where variant_id = '${item.variantId}'`)).toEqual([{ on_hand: 0, reserved: 0 }])
    expect(new Set(outcomes.flatMap(({ status, body }) => status === 201 ? [body.orderNumber] : [])).size).toBe(50)
  }, 60_000)

  it("sixteen adds of one product to one cart: one line with the right quantity, and no error", async () => {
    const { item } = inStock("TEA-ASSAM-250G")
    const shopper = shopperAt(shop.baseUrl)
    await fill(shopper, [["TEA-ASSAM-250G", 1]])
    const answers = await Promise.all(Array.from({ length: 16 }, () => shopper("POST", "/api/cart/items", { productId: item.productId, variantId: item.variantId, quantity: 1 })))
    expect(answers.map(({ status }) => status)).toEqual(Array(16).fill(200))
    const { lines } = (await shopper("GET", "/api/cart")).body
    expect(lines.map((line: { quantity: number }) => line.quantity)).toEqual([17])
    expect(await query(`select quantity from reservations where variant_id = '${item.variantId}' and status = 'held'`)).toEqual([{ quantity: 17 }])
  })

  it.each([["one key", () => "the-same-key"], ["a key each", (place: number) => `key-${place}`], ["no key", () => undefined]])(
    "one checkout is placed twenty times with %s: one order, one invoice, twenty equal answers",
    async (_name, keyOf) => {
      const shopper = shopperAt(shop.baseUrl)
      await fill(shopper, [["SOAP-SANDAL-3", 1], ["BULB-LED-9W", 2]])
      const { sessionId } = await toTheTill(shopper)
      const answers = await Promise.all(Array.from({ length: 20 }, (_, place) => {
        const key = keyOf(place)
        return shopper("POST", "/api/orders", { sessionId, termsAccepted: true }, key === undefined ? {} : { "idempotency-key": key })
      }))
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
      for (const { body } of answers) expect(body).toEqual(answers[0]!.body)
      const { orderId, orderNumber } = answers[0]!.body
      expect((await soon(() => shopper("GET", `/api/invoices/order/${orderNumber}`))).status).toBe(200)
      expect(await query(`select count(*)::int as n from orders where checkout_session_id = '${sessionId}'`)).toEqual([{ n: 1 }])
      expect(await query(`select count(*)::int as n from invoices where order_id = '${orderId}'`)).toEqual([{ n: 1 }])
    }
  )

  it("a guest starts the checkout sixteen times: one open session", async () => {
    const shopper = shopperAt(shop.baseUrl)
    await fill(shopper, [["BULB-LED-9W", 1]])
    const answers = await Promise.all(Array.from({ length: 16 }, () => shopper("POST", "/api/checkout/start", contact)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.sessionId}`)).size).toBe(1)
  })

  it("orders are placed while their guests start the checkout again: every order can still be paid", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, async () => {
      const shopper = shopperAt(shop.baseUrl)
      await fill(shopper, [["BULB-LED-9W", 1]])
      const { sessionId } = await toTheTill(shopper, { method: "upi" })
      const [placed, started] = await Promise.all([
        shopper("POST", "/api/orders", { sessionId, termsAccepted: true }),
        shopper("POST", "/api/checkout/start", { ...contact, email: "another@example.com" })
      ])
      expect(started.status).toBe(201)
      return placed.status === 201 ? shopper("POST", "/api/payments/cod", { orderNumber: placed.body.orderNumber }) : placed
    }))
    // Whoever started again before the order was placed has a new session, and the old one takes no order any more.
    for (const { status, body } of answers) expect([`200 confirmed`, `422 payment_method_not_selected`]).toContain(`${status} ${body.code ?? body.lifecycle}`)
  })

  it("the last piece is added by one cart and the total changed by the same guest: what is placed is what was agreed", async () => {
    const shopper = shopperAt(shop.baseUrl)
    await fill(shopper, [["BULB-LED-9W", 1]])
    const session = await toTheTill(shopper, { address: asha })
    const { item } = inStock("SOAP-SANDAL-3")
    const [placed] = await Promise.all([
      shopper("POST", "/api/orders", { sessionId: session.sessionId, termsAccepted: true }),
      shopper("POST", "/api/cart/items", { productId: item.productId, quantity: 1 })
    ])
    if (placed.status === 201) expect(placed.body.totals.grandTotal).toBe(session.totals.grandTotal)
    else expect(placed.body).toMatchObject({ status: 422, code: "total_has_changed", facts: { agreed: session.totals.grandTotal } })
  })
})
