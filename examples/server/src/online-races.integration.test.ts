// Whoever hears of the money first, and however often: every sale ends confirmed and paid once, or expired and given back.
import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenShop, openShop } from "./testing/open-shop.ts"
import { fill, inStock, shopperAt, toTheTill } from "./testing/shopper.ts"

const SKU = "TOWEL-TERRY-SAND"

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ seed: "races" })
  shop.emulator.webhooks.repeat(3)
  await query(`update stock set on_hand = 1000 where variant_id = '${inStock(SKU).item.variantId}'`)
})
afterAll(() => shop.close())

const query = <Row extends object>(statement: string): Promise<ReadonlyArray<Row>> =>
  Effect.runPromise(Effect.provide(Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe<Row>(statement)), PgClient.layer({ url: Redacted.make(shop.databaseUrl), maxConnections: 1 })))

const newSale = async () => {
  const shopper = shopperAt(shop.baseUrl)
  await fill(shopper, [[SKU, 1]])
  const { sessionId } = await toTheTill(shopper, { method: "upi" })
  const order = (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
  const { gatewayOrderId, paymentId } = (await shopper("POST", "/api/payments", { orderNumber: order.orderNumber })).body
  const tell = (callback: object | null) => callback === null ? undefined : shopper("POST", "/api/payments/verify", { paymentId, ...callback })
  return { shopper, order, gatewayOrderId, tell }
}
type Sale = Awaited<ReturnType<typeof newSale>>

/** Everything that may happen to a sale that was paid, all of it at once; the webhooks come three times each in any case. */
const choreographies: Readonly<Record<string, (sale: Sale) => Promise<unknown>>> = {
  "webhooks only": ({ gatewayOrderId }) => shop.emulator.pay({ orderId: gatewayOrderId }),
  "webhooks before the callback": async ({ gatewayOrderId, tell }) => {
    const { callback } = await shop.emulator.pay({ orderId: gatewayOrderId, webhooks: "before" })
    await Promise.all([tell(callback), tell(callback), tell(callback)])
  },
  "callback and webhooks at once": async ({ gatewayOrderId, tell }) => {
    const { callback } = await shop.emulator.pay({ orderId: gatewayOrderId })
    await Promise.all([tell(callback), tell(callback), tell(callback)])
  },
  "failed first, captured later under the same id": async ({ gatewayOrderId, tell }) => {
    const { payment } = await shop.emulator.pay({ orderId: gatewayOrderId, outcome: "failure" })
    const { callback } = await shop.emulator.settle(payment.id, "success")
    await Promise.all([tell(callback), tell(callback)])
  },
  "failed, then paid by another attempt": async ({ gatewayOrderId, tell }) => {
    await shop.emulator.pay({ orderId: gatewayOrderId, outcome: "failure" })
    const { callback } = await shop.emulator.pay({ orderId: gatewayOrderId, method: "card" })
    await tell(callback)
  },
  "captured twice": async ({ gatewayOrderId, tell }) => {
    const first = await shop.emulator.pay({ orderId: gatewayOrderId })
    const [second] = await Promise.all([shop.emulator.pay({ orderId: gatewayOrderId, whenPaid: "pay_again" }), tell(first.callback), tell(first.callback)])
    await tell(second.callback)
  },
  "captured while it expires": async ({ gatewayOrderId, order, tell }) => {
    await query(`update orders set expires_at = placed_at where id = '${order.orderId}'`)
    await setTimeout(10)
    const { callback } = await shop.emulator.pay({ orderId: gatewayOrderId })
    await Promise.all([tell(callback), tell(callback)])
  }
}

/** What the gateway kept of a sale: everything captured, less everything given back. */
const keptByGateway = (gatewayOrderId: string) => shop.emulator.payments()
  .filter((payment) => payment.order_id === gatewayOrderId)
  .reduce((kept, { amount, amount_refunded, captured }) => kept + (captured ? amount - amount_refunded : 0), 0)

const endsWell = async ({ shopper, order, gatewayOrderId }: Sale): Promise<string> => {
  const { grandTotal } = order.totals
  for (let asked = 0; ; asked++) {
    const { body } = await shopper("GET", `/api/orders/${order.orderNumber}`)
    const ended = `${body.lifecycle} ${body.paymentStatus}`
    const isOver = (ended === "confirmed paid" && body.invoiceNumber !== undefined) || ended === "expired refunded"
    if (isOver || asked === 300) {
      expect(["confirmed paid", "expired refunded"]).toContain(ended)
      expect(body.paidAmount - body.refundedAmount).toBe(keptByGateway(gatewayOrderId))
      expect(keptByGateway(gatewayOrderId)).toBe(ended === "confirmed paid" ? grandTotal : 0)
      expect(body.history.filter(({ to }: { readonly to: string }) => to === "confirmed")).toHaveLength(ended === "confirmed paid" ? 1 : 0)
      return ended
    }
    await setTimeout(100)
  }
}

describe("a hundred sales paid at the same moment", () => {
  it.each(Object.entries(choreographies))("%s", async (name, happens) => {
    const sales = await Promise.all(Array.from({ length: 15 }, newSale))
    await Promise.all(sales.map(happens))
    await shop.emulator.webhooks.settled()
    const ends = await Promise.all(sales.map(endsWell))
    if (name !== "captured while it expires") expect(new Set(ends)).toEqual(new Set(["confirmed paid"]))
  }, 60_000)

  it("captured when they have expired: all of it goes back, and the stock is free again", async () => {
    const sales = await Promise.all(Array.from({ length: 15 }, newSale))
    await query(`update orders set expires_at = placed_at where lifecycle = 'pending'`)
    for (const { shopper, order } of sales) {
      for (let asked = 0; (await shopper("GET", `/api/orders/${order.orderNumber}`)).body.lifecycle !== "expired" && asked < 300; asked++) await setTimeout(100)
    }
    await Promise.all(sales.map(async ({ gatewayOrderId, tell }) => {
      const { callback } = await shop.emulator.pay({ orderId: gatewayOrderId })
      await Promise.all([tell(callback), tell(callback)])
    }))
    await shop.emulator.webhooks.settled()
    expect(new Set(await Promise.all(sales.map(endsWell)))).toEqual(new Set(["expired refunded"]))
  }, 60_000)

  it("leave the books straight: stock, invoices and money", async () => {
    const [confirmed] = await query<{ readonly n: number }>(`select count(*)::int as n from orders where lifecycle = 'confirmed'`)
    expect(await query(`select on_hand::int, reserved::int from stock where variant_id = '${inStock(SKU).item.variantId}'`)).toEqual([{ on_hand: 1000 - confirmed!.n, reserved: 0 }])
    expect(await query(`select count(*)::int as n, count(distinct order_id)::int as orders from invoices`)).toEqual([{ n: confirmed!.n, orders: confirmed!.n }])
    expect(await query(`select count(*)::int as n from refunds where status <> 'completed'`)).toEqual([{ n: 0 }])
    expect(await query(`select count(*)::int as n from payments where reserved_amount <> 0`)).toEqual([{ n: 0 }])
    // Every event was brought three times, and is kept once.
    expect(await query(`select count(*)::int - count(distinct event_id)::int as repeated from gateway_events`)).toEqual([{ repeated: 0 }])
    expect((await query(`select 1 from gateway_events`)).length).toBe(shop.emulator.webhooks.events().length)
  })
})
