// What the stories of a checkout are told with: what happened, and what is asked for.
import { id } from "../../id.ts"
import { money } from "../../money/index.ts"
import { specify } from "../index.ts"
import { asha, express, kurta, MINUTE, owner, standard } from "../samples.ts"
import { checkoutMachine, type CheckoutCommand, type CheckoutEvent } from "../../checkout/index.ts"

export const machine = checkoutMachine()
export const { given } = specify(machine)

export const contact = { checkoutId: id<"checkout">("checkout-1"), cartId: id<"cart">("cart-1"), owner, email: "asha@example.in", phone: "+919845012345" }
export const demands = [{ variantId: kurta.variantId, quantity: 2 }]
export const everywhere = { delivers: true, cod: true }
export const orderId = id<"order">("order-1")
export const expiresAt = 30 * MINUTE
export const total = money(242_500)

export const started = { type: "CheckoutStarted", ...contact, demands, expiresAt, at: 0 } satisfies CheckoutEvent
export const toAsha = { type: "CheckoutShippingAddressEntered", address: asha, serviceability: everywhere, expiresAt, at: 0 } satisfies CheckoutEvent
export const byStandard = { type: "CheckoutShippingMethodSelected", shippingMethod: standard, expiresAt, at: 0 } satisfies CheckoutEvent
export const byUpi = { type: "CheckoutPaymentMethodSelected", method: "upi", agreedTotal: total, expiresAt, at: 0 } satisfies CheckoutEvent
export const placed = { type: "CheckoutOrderPlaced", orderId, at: 0 } satisfies CheckoutEvent
export const addressed = [started, toAsha] as const
export const payable = [...addressed, byStandard, byUpi] as const

export const at = 5 * MINUTE
export const start = { type: "Start", ...contact, demands, changes: [], at } as const
export const sendTo = (address: typeof asha, serviceability = everywhere): CheckoutCommand => ({ type: "EnterShippingAddress", address, serviceability, at })
export const bill = (billing: Extract<CheckoutCommand, { readonly type: "EnterBillingAddress" }>["billing"]): CheckoutCommand => ({ type: "EnterBillingAddress", billing, at })
export const sendBy = (methodId: string): CheckoutCommand => ({ type: "SelectShippingMethod", methodId, offered: [standard, express], at })
export const payBy = (method: "upi" | "cod"): CheckoutCommand => ({ type: "SelectPaymentMethod", method, agreedTotal: total, at })
export const place = { type: "PlaceOrder", orderId, terms: "accepted", total, changes: [], at } as const
export const write = (message: string): CheckoutCommand => ({ type: "WriteGiftMessage", message, at })
export const note = (notes: string): CheckoutCommand => ({ type: "WriteNotes", notes, at })
export const credit = (amount: number, facts: { readonly balance?: number; readonly total?: number } = {}): CheckoutCommand =>
  ({ type: "UseStoreCredit", amount: money(amount), balance: money(facts.balance ?? 50_000), total: money(facts.total ?? total), at })
export const used = (amount: number): CheckoutEvent => ({ type: "CheckoutStoreCreditUsed", amount: money(amount), expiresAt, at: 0 })
