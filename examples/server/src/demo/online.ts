import type { View } from "@bahi/application/schema"
import type { Paid } from "@bahi/razorpay/emulator"
import { randomUUID } from "node:crypto"
import { demoCatalog } from "../catalog.ts"
import { type Guest, soon } from "./client.ts"
import { asha, invoiceStep, type Keep, rupees, type Step, timelineStep, totalsOf } from "./step.ts"

type Order = typeof View.OrderWithHistory.Encoded
type PaymentCheckout = typeof View.PaymentCheckout.Encoded
type Verified = typeof View.VerifiedPayment.Encoded

const sku = "TSHIRT-INDIGO-L"

/** A sale that is paid online: the bank declines once, then the money is there. What takes a person's hand at a real gateway is left to that person. */
export const onlineSteps = (guest: Guest, keep: Keep): ReadonlyArray<Step> => {
  const { item } = demoCatalog.find(({ item }) => item.sku === sku)!
  let orderNumber = ""
  let checkout: PaymentCheckout
  const look = () => guest.json<Order>("GET", `/api/orders/${orderNumber}`)
  const payPage = () => `${guest.baseUrl}/pay#order=${orderNumber}&token=${guest.token()}`

  const afterwards: ReadonlyArray<Step> = [
    {
      title: "The bank declines",
      run: async () => {
        const { error } = await pay(checkout, "failure")
        const { payment } = await soon(look, (order) => order.payment?.status === "failed")
        return [`the gateway: ${error?.reason}`, `a webhook tells the shop: the payment is ${payment?.status}, and the order still waits`]
      }
    },
    {
      title: "The customer tries again, and shows the gateway's proof",
      run: async () => {
        const { callback } = await pay(checkout, "success")
        const { order, payment } = await guest.json<Verified>("POST", "/api/payments/verify", { paymentId: checkout.paymentId, ...callback })
        const attempts = payment.attempts.map(({ status, instrument }) => `${instrument?.label ?? "attempt"} ${status}`)
        return [attempts.join(" → "), `the payment is ${payment.status}: ${rupees(payment.capturedAmount)}; ${order.orderNumber} is ${order.lifecycle} and ${order.paymentStatus}`]
      }
    },
    invoiceStep(guest, keep, () => orderNumber),
    timelineStep(guest, () => orderNumber)
  ]

  return [
    {
      title: `Fill another cart: 1 × ${item.name}`,
      run: async () => [totalsOf((await guest.json<typeof View.Cart.Encoded>("POST", "/api/cart/items", { productId: item.productId, variantId: item.variantId, quantity: 1 })).totals)]
    },
    {
      title: "Check out, to pay by UPI",
      run: async () => {
        const { sessionId } = await guest.json<typeof View.Checkout.Encoded>("POST", "/api/checkout/start", { email: "asha@example.com", phone: asha.phone })
        const choose = (step: string, choice: object) => guest.json<typeof View.Checkout.Encoded>("PUT", `/api/checkout/${sessionId}/${step}`, choice)
        await choose("shipping-address", asha)
        await choose("shipping-method", { methodId: "standard" })
        const { totals } = await choose("payment-method", { method: "upi" })
        const order = await guest.json<typeof View.Order.Encoded>("POST", "/api/orders", { sessionId, termsAccepted: true }, { "idempotency-key": randomUUID() })
        orderNumber = order.orderNumber
        return [totalsOf(totals), `${orderNumber} is ${order.lifecycle}: ${rupees(order.due)} to be paid until ${order.expiresAt}`]
      }
    },
    {
      title: "Open the payment at the gateway",
      run: async () => {
        checkout = await guest.json<PaymentCheckout>("POST", "/api/payments", { orderNumber })
        return [`${checkout.gatewayOrderId}: ${rupees(checkout.amount)}, with the key ${checkout.keyId}`, `a browser pays it at ${payPage()}`]
      }
    },
    ...afterwards.map(({ title, run }): Step => ({
      title,
      run: async () => isEmulated(checkout) ? run() : ["left to you: this is Razorpay itself. Pay at the address above; the page shows what follows."]
    }))
  ]
}

const isEmulated = ({ scriptUrl }: PaymentCheckout): boolean => !new URL(scriptUrl).hostname.endsWith(".razorpay.com")

/** What a person and a bank do, at the emulator's control route. */
const pay = async ({ gatewayOrderId, scriptUrl }: PaymentCheckout, outcome: "success" | "failure"): Promise<Paid> => {
  const response = await fetch(`${new URL(scriptUrl).origin}/_emulator/orders/${gatewayOrderId}/pay`, { method: "POST", body: JSON.stringify({ method: "upi", outcome }) })
  if (!response.ok) throw new Error(`The emulator answered ${response.status}: ${await response.text()}`)
  return await response.json() as Paid
}
