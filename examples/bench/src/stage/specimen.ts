import type { Sql } from "postgres"
import { setTimeout } from "node:timers/promises"
import { Customer } from "../load/customer.ts"
import { goods } from "./goods.ts"

/** Places two orders as a customer does, to be copied: one confirmed in cash, with its invoice, and one that waits to be paid at the gateway. */
export const placeSpecimens = async (baseUrl: string, sql: Sql, lines: number) => {
  const confirmed = await place(baseUrl, "cod", lines)
  const waiting = await place(baseUrl, "upi", lines)
  await waiting.customer.ask("POST", "/api/payments", { orderNumber: waiting.orderNumber })
  for (const { customer } of [confirmed, waiting]) customer.close()
  for (let looked = 0; ; looked++) {
    const [{ invoices, events }] = await sql<[{ invoices: number; events: number }]>`select (select count(*) from invoices)::integer as invoices, (select count(*) from outbox)::integer as events`
    if (invoices > 0 && events === 0) return { confirmed: confirmed.orderId, waiting: waiting.orderId }
    if (looked === 200) throw new Error("The invoice of the specimen did not come.")
    await setTimeout(50)
  }
}

const place = async (baseUrl: string, method: string, lines: number) => {
  const customer = await Customer.at(baseUrl)
  for (const item of goods.slice(0, lines)) await customer.ask("POST", "/api/cart/items", { productId: item.productId, quantity: 1 })
  const { sessionId } = JSON.parse((await customer.ask("POST", "/api/checkout/start", { email: "asha@example.com", phone: "+919845012345" })).body) as { readonly sessionId: string }
  await customer.ask("PUT", `/api/checkout/${sessionId}/shipping-address`, { name: "Asha Rao", line1: "27, 4th Main", city: "Mysuru", stateCode: "29", pincode: "570002" })
  await customer.ask("PUT", `/api/checkout/${sessionId}/shipping-method`, { methodId: "standard" })
  await customer.ask("PUT", `/api/checkout/${sessionId}/payment-method`, { method })
  const { orderId, orderNumber } = JSON.parse((await customer.ask("POST", "/api/orders", { sessionId, termsAccepted: true })).body) as { readonly orderId: string; readonly orderNumber: string }
  return { customer, orderId, orderNumber }
}
