import type { View } from "@bahi/application/schema"
import { formatRupees, money } from "@bahi/core/money"
import { stateByCode } from "@bahi/core/tax"
import { randomUUID } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import { demoCatalog } from "../catalog.ts"
import { type Guest, Refusal } from "./client.ts"

type Totals = typeof View.Totals.Encoded

/** One step of the sale: what it is called, and what it showed. */
export interface Step {
  readonly title: string
  readonly run: () => Promise<ReadonlyArray<string>>
}

/** What the guest buys: one thing at 5 %, one at 18 %, one without tax. */
const basket = [["TSHIRT-INDIGO-M", 2], ["BOOK-PANCHATANTRA-HI", 1], ["EARBUDS-BT", 1]] as const

const asha = { name: "Asha Rao", line1: "27, 4th Main, Vontikoppal", city: "Mysuru", stateCode: "29", pincode: "570002", phone: "+919845012345" }
const company = { name: "Rao Textiles", line1: "3, Irwin Road", city: "Mysuru", stateCode: "29", pincode: "570001" }
const GSTIN = "29AAFCC9980M1ZR"

const rupees = (paise: number): string => formatRupees(money(paise))

const taxes = (totals: Totals): string =>
  totals.supply === "intra" ? `CGST ${rupees(totals.cgst)} + SGST ${rupees(totals.sgst)}` : `IGST ${rupees(totals.igst)}`

const totalsOf = (totals: Totals): string => `total ${rupees(totals.grandTotal)}, of it ${taxes(totals)}${totals.estimated ? " (estimated)" : ""}`

/** The sale of the first five minutes, as a guest: from an empty cart to the invoice, which `keep` is given. */
export const saleSteps = (guest: Guest, keep: (fileName: string, bytes: Uint8Array) => Promise<void>): ReadonlyArray<Step> => {
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
        const checkout = await guest.json<typeof View.Checkout.Encoded>("POST", "/api/checkout/start", { email: "asha@example.com", phone: "+919845012345" })
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
    {
      title: "Fetch the invoice",
      run: async () => {
        const invoice = await soon(() => guest.json<typeof View.Invoice.Encoded>("GET", `/api/invoices/order/${orderNumber}`))
        const fileName = `${invoice.number}.pdf`
        await keep(fileName, await guest.bytes(`/api/invoices/${invoice.number}/download`))
        return [
          `${invoice.number} of ${invoice.financialYear}: taxable ${rupees(invoice.totals.taxable)}, tax ${rupees(invoice.totals.tax)}, total ${rupees(invoice.totals.grandTotal)}`,
          ...invoice.taxSummary.map((row) => `HSN ${row.hsnCode} at ${row.gstRate} %: ${rupees(row.taxable)} + ${rupees(row.cgst + row.sgst + row.igst)}`),
          invoice.amountInWords,
          `kept as ${fileName}`
        ]
      }
    },
    {
      title: "Look at the order's timeline",
      run: async () => {
        const { items } = await guest.json<{ readonly items: ReadonlyArray<typeof View.TimelineEntry.Encoded> }>("GET", `/api/orders/${orderNumber}/timeline`)
        return items.map((entry) => `${entry.at}  ${entry.axis}: ${entry.from === undefined ? "" : `${entry.from} → `}${entry.to}`)
      }
    }
  ]
}

/** Asks again while the answer is "not yet": the invoice follows its order by milliseconds. */
const soon = async <A>(ask: () => Promise<A>): Promise<A> => {
  for (let asked = 1; ; asked++) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "invoice_not_issued_yet") || asked === 50) throw error
      await setTimeout(100)
    }
  }
}
