import type { View } from "@bahi/application/schema"
import { stateByCode } from "@bahi/core/tax"
import { randomUUID } from "node:crypto"
import { demoCatalog } from "../catalog.ts"
import type { Guest } from "./client.ts"
import { asha, invoiceStep, type Keep, rupees, type Step, timelineStep, totalsOf } from "./step.ts"

/** What the guest buys: one thing at 5 %, one at 18 %, one without tax. */
const basket = [["TSHIRT-INDIGO-M", 2], ["BOOK-PANCHATANTRA-HI", 1], ["EARBUDS-BT", 1]] as const

const company = { name: "Rao Textiles", line1: "3, Irwin Road", city: "Mysuru", stateCode: "29", pincode: "570001" }
const GSTIN = "29AAFCC9980M1ZR"

/** The sale of the first five minutes, as a guest: from an empty cart to the invoice, to be paid at the door. */
export const saleSteps = (guest: Guest, keep: Keep): ReadonlyArray<Step> => {
  let sessionId = ""
  let orderNumber = ""
  const session = (step: string, body: unknown) => guest.json<typeof View.Checkout.Encoded>("PUT", `/api/checkout/${sessionId}/${step}`, body)

  return [
    ...basket.map(([sku, quantity]): Step => {
      const { item } = demoCatalog.find(({ item }) => item.sku === sku)!
      return {
        title: `Add ${quantity} × ${item.name}`,
        run: async () => {
          const cart = await guest.json<typeof View.Cart.Encoded>("POST", "/api/cart/items", { productId: item.productId, variantId: item.variantId, quantity })
          const line = cart.lines.find((line) => line.sku === sku)!
          return [`HSN ${line.hsnCode}, GST ${line.gstRate} %, ${rupees(line.total)}; ${totalsOf(cart.totals)}`]
        }
      }
    }),
    {
      title: "Start the checkout with email and phone",
      run: async () => {
        const checkout = await guest.json<typeof View.Checkout.Encoded>("POST", "/api/checkout/start", { email: "asha@example.com", phone: asha.phone })
        sessionId = checkout.sessionId
        return [`session ${sessionId}, stock held until ${checkout.expiresAt}`]
      }
    },
    {
      title: `Ship to ${asha.name}, ${asha.city} ${asha.pincode}`,
      run: async () => {
        const { totals } = await session("shipping-address", asha)
        return [`place of supply ${totals.placeOfSupply} ${stateByCode(asha.stateCode as "29").name}; ${totalsOf(totals)}`]
      }
    },
    {
      title: `Bill to ${company.name}, GSTIN ${GSTIN}`,
      run: async () => [totalsOf((await session("billing-address", { address: company, gstin: GSTIN })).totals)]
    },
    {
      title: "Choose how it is sent",
      run: async () => {
        const { items } = await guest.json<{ readonly items: ReadonlyArray<typeof View.ShippingMethod.Encoded> }>("GET", `/api/checkout/${sessionId}/shipping-methods`)
        const offers = items.map((method) => `${method.name}: ${rupees(method.rate)}, ${method.etaDays.from} to ${method.etaDays.to} days`)
        return [...offers, totalsOf((await session("shipping-method", { methodId: "standard" })).totals)]
      }
    },
    {
      title: "Pay cash on delivery",
      run: async () => {
        const { totals } = await session("payment-method", { method: "cod" })
        return [...totals.charges.map((charge) => `${charge.id}: ${rupees(charge.total)}`), totalsOf(totals)]
      }
    },
    {
      title: "Place the order",
      run: async () => {
        const place = () => guest.json<typeof View.Order.Encoded>("POST", "/api/orders", { sessionId, termsAccepted: true }, { "idempotency-key": key })
        const key = randomUUID()
        const order = await place()
        const again = await place()
        orderNumber = order.orderNumber
        return [`${orderNumber} is ${order.lifecycle}, ${rupees(order.due)} due at the door`, `sent twice with one Idempotency-Key: ${again.orderNumber === orderNumber ? "one order" : "TWO ORDERS"}`]
      }
    },
    invoiceStep(guest, keep, () => orderNumber),
    timelineStep(guest, () => orderNumber)
  ]
}
