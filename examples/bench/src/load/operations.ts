import { createHmac } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import { goods } from "../stage/goods.ts"
import { ADMIN_KEY, cursorOf, guestTokenOf, numberOf, gatewayOrderOf, WEBHOOK_SECRET } from "../stage/named.ts"
import type { Customer } from "./customer.ts"
import type { Operation } from "./operation.ts"

const anyOf = <A>(values: ReadonlyArray<A>): A => values[Math.floor(Math.random() * values.length)]!

const add = async (customer: Customer, quantity = 1, item = anyOf(goods)) => {
  const { body } = await customer.ask("POST", "/api/cart/items", { productId: item.productId, quantity })
  return JSON.parse(body) as { readonly lines: ReadonlyArray<{ readonly itemId: string; readonly quantity: number }> }
}

/** Five different goods in a new cart. */
const fill = async (customer: Customer) => {
  const first = Math.floor(Math.random() * goods.length)
  const chosen = [0, 1, 2, 3, 4].map((place) => goods[(first + place * 7) % goods.length]!)
  for (const item of chosen.slice(0, 4)) await add(customer, 1, item)
  return { chosen, lines: (await add(customer, 1, chosen[4])).lines }
}

const getCart: Operation = {
  name: "get cart, 5 lines",
  concurrency: [1, 16],
  begin: async (customer) => {
    await fill(customer)
    return () => customer.ask("GET", "/api/cart")
  }
}

const addItem: Operation = {
  name: "add item",
  concurrency: [1, 16],
  begin: async (customer) => {
    const { chosen } = await fill(customer)
    let turn = 0
    return () => customer.ask("POST", "/api/cart/items", { productId: chosen[turn++ % chosen.length]!.productId, quantity: 1 })
  }
}

const updateQuantity: Operation = {
  name: "update quantity",
  concurrency: [16],
  begin: async (customer) => {
    const { lines } = await fill(customer)
    let turn = 0
    return () => customer.ask("PUT", `/api/cart/items/${lines[turn % lines.length]!.itemId}`, { quantity: 2 + (turn++ % 9) })
  }
}

const contact = { email: "asha@example.com", phone: "+919845012345" }
const address = { name: "Asha Rao", line1: "27, 4th Main", city: "Mysuru", stateCode: "29", pincode: "570002" }

/** A cart of three lines all the way to its order: eight calls. */
const checkout: Operation = {
  name: "whole checkout, 8 calls",
  concurrency: [1, 16],
  begin: async (customer, _shop, timed) => async () => {
    customer.forget()
    await add(customer)
    await add(customer, 2)
    await add(customer)
    const { sessionId } = JSON.parse((await customer.ask("POST", "/api/checkout/start", contact)).body) as { readonly sessionId: string }
    await customer.ask("PUT", `/api/checkout/${sessionId}/shipping-address`, address)
    await customer.ask("PUT", `/api/checkout/${sessionId}/shipping-method`, { methodId: "standard" })
    await customer.ask("PUT", `/api/checkout/${sessionId}/payment-method`, { method: "cod" })
    const asked = performance.now()
    await customer.ask("POST", "/api/orders", { sessionId, termsAccepted: true }, { "idempotency-key": `order-of-${sessionId}` })
    timed("the call that places the order", performance.now() - asked)
  }
}

const getOrder: Operation = {
  name: "get order",
  concurrency: [16],
  begin: async (customer, { orders }) => () => {
    const n = 1 + Math.floor(Math.random() * orders)
    return customer.ask("GET", `/api/orders/${numberOf(n)}`, undefined, { "x-cart-token": guestTokenOf(n) })
  }
}

const byAdmin = { authorization: `Bearer ${ADMIN_KEY}` }

/** The first page of all orders, the newest first. */
const listOrders: Operation = {
  name: "list 20 orders",
  concurrency: [16],
  begin: async (customer) => () => customer.ask("GET", "/api/admin/orders?limit=20", undefined, byAdmin)
}

/** The page behind the order in the middle, and the one behind that, and so on. */
const listDeep: Operation = {
  name: "list 20 orders, from half-way down",
  concurrency: [16],
  begin: async (customer, { orders, sql }) => {
    const [middle] = await sql<[{ orderId: string; placedAtMs: number }]>`select id as "orderId", floor(extract(epoch from placed_at) * 1000)::float8 as "placedAtMs" from orders where order_number = ${numberOf(orders >> 1)}`
    const first = cursorOf(middle)
    let cursor = first
    return async () => {
      const { body } = await customer.ask("GET", `/api/admin/orders?limit=20&cursor=${cursor}`, undefined, byAdmin)
      cursor = /"nextCursor":"(\w+)"/.exec(body)?.[1] ?? first
    }
  }
}

/** A guest takes back an order of before that was to be paid in cash; its credit note follows beside the requests. */
const cancelOrder: Operation = {
  name: "cancel order",
  concurrency: [1, 16],
  count: 500,
  begin: async (customer, { cancelled }) => () => {
    const n = ++cancelled.next
    return customer.ask("POST", `/api/orders/${numberOf(n)}/cancel`, { reason: "Found it in the cupboard", category: "changed_mind" }, { "x-cart-token": guestTokenOf(n) })
  }
}

/** The gateway tells of captures; the clock runs until each has confirmed its order. */
const webhook: Operation = {
  name: "webhook: verify, dedupe, apply",
  concurrency: [16],
  count: 500,
  begin: async (customer, { paid }) => () => {
    const n = ++paid.next
    const createdAt = Math.floor(Date.now() / 1000)
    const payment = { id: gatewayOrderOf(n).replace("order_", "pay_"), entity: "payment", amount: 1, currency: "INR", status: "captured", order_id: gatewayOrderOf(n), method: "upi", vpa: "asha@upi", created_at: createdAt }
    const body = JSON.stringify({ entity: "event", event: "payment.captured", contains: ["payment"], payload: { payment: { entity: payment } }, created_at: createdAt })
    return customer.ask("POST", "/api/webhooks/razorpay", body, { "x-razorpay-event-id": `event${n}`, "x-razorpay-signature": createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex") })
  },
  settled: async ({ paid, sql }) => {
    for (;;) {
      const [{ confirmed }] = await sql<[{ confirmed: number }]>`select count(*)::integer as confirmed from payments where gateway_order_id is not null and status = 'captured'`
      if (confirmed >= paid.next) return
      await setTimeout(20)
    }
  }
}

/** Everything that is measured. Cancelling comes after reading: of the orders of before, it changes some. */
export const operations: ReadonlyArray<Operation> = [getCart, addItem, updateQuantity, checkout, getOrder, listOrders, listDeep, cancelOrder, webhook]

/** The quantity that sixteen parallel "+1" leave in one line of one, and how many were answered with success. */
export const parallelAdds = async (customerAt: (token?: string) => Promise<Customer>): Promise<{ readonly quantity: number; readonly accepted: number }> => {
  const owner = await customerAt()
  const item = goods[0]!
  await add(owner, 1, item)
  const others = await Promise.all(Array.from({ length: 16 }, () => customerAt(owner.token)))
  const outcomes = await Promise.allSettled(others.map((other) => add(other, 1, item)))
  const { lines } = JSON.parse((await owner.ask("GET", "/api/cart")).body) as Awaited<ReturnType<typeof add>>
  for (const customer of [owner, ...others]) customer.close()
  return { quantity: lines[0]!.quantity, accepted: outcomes.filter(({ status }) => status === "fulfilled").length }
}
