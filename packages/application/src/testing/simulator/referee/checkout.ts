import type { AddressedCheckout } from "@bahi/core/checkout"
import type { ShopOptions } from "../../../ports/index.ts"
import type { Begun, Laws, Told, Verdict } from "./law.ts"

type Before = Begun["checkout"]
interface Step { readonly before: Before; readonly event: { readonly at: number } }

const hasOrder = (checkout: Before): boolean => "orderId" in checkout && checkout.orderId !== undefined

/** Every step of a session is taken while it lives, and before it became an order. */
const inTime = ({ before, event }: Step): Verdict => ({
  "a session takes no step once it has its order": !hasOrder(before),
  "a session takes no step after its time": event.at <= before.expiresAt
})

/** The first two digits of a registration are its state's. */
const isOfItsState = ({ billing, shippingAddress }: Pick<AddressedCheckout, "billing" | "shippingAddress">): Verdict => ({
  "a registration is billed in its own state": billing.gstin === undefined || billing.gstin.startsWith((billing.address ?? shippingAddress).stateCode)
})

const addressed = (before: Before): AddressedCheckout => before as Before & AddressedCheckout
const creditOf = (before: Before): number => addressed(before).storeCredit ?? 0
const isWithin = (text: string, most: number): boolean => Array.from(text).length <= most

/** When something may happen to a session. */
export const checkoutLaws: Laws<"checkout"> = {
  CheckoutStarted: ({ event }) => ({ "somebody who pays has something to pay for": event.demands.length > 0 }),
  CheckoutShippingAddressEntered: (seen) => ({
    ...inTime(seen),
    ...isOfItsState({ billing: addressed(seen.before).billing ?? { deliveredTo: "buyer" }, shippingAddress: seen.event.address }),
    "parcels are sent where carriers go": seen.event.serviceability.delivers
  }),
  CheckoutBillingAddressEntered: (seen) => ({ ...inTime(seen), ...isOfItsState({ ...addressed(seen.before), billing: seen.event.billing }) }),
  CheckoutShippingMethodSelected: (seen) => ({ ...inTime(seen), "there is a way to send it": seen.event.shippingMethod !== undefined }),
  CheckoutPaymentMethodSelected: (seen) => ({ ...inTime(seen), ...payable(seen.before, seen.event, seen.shop) }),
  CheckoutGiftMessageWritten: (seen) => ({ ...inTime(seen), "a gift message has 500 characters at most": isWithin(seen.event.message, 500) }),
  CheckoutNotesWritten: (seen) => ({ ...inTime(seen), "notes have 1,000 characters at most": isWithin(seen.event.notes, 1_000) }),
  CheckoutStoreCreditUsed: (seen) => ({ ...inTime(seen), "store credit is not taken below nothing": seen.event.amount >= 0 }),
  CheckoutOrderPlaced: (seen) => ({ ...inTime(seen), "who orders has chosen how to pay": seen.before.status === "payment_pending" }),
  CheckoutCompleted: ({ before }) => ({ "a session is completed by its order": hasOrder(before) })
}

const payable = (before: Before, { method, agreedTotal }: { readonly method: string; readonly agreedTotal: number }, { checkout }: ShopOptions): Verdict => ({
  "who pays knows how it is sent": addressed(before).shippingMethod !== undefined,
  "it is paid in a way that the shop takes": checkout.paymentMethods.some((taken) => taken === method),
  "cash is taken where couriers take it, and no more than the shop allows": method !== "cod" || (addressed(before).serviceability.cod && agreedTotal <= checkout.codMaximum),
  "store credit pays no more than the total": creditOf(before) <= agreedTotal
})

/** What must be true of what a session was told. */
export const checkoutTold: Told<"checkout"> = {
  Start: ({ command }) => ({ "a session starts from a cart in which nothing has changed": command.changes.length === 0 }),
  SelectShippingMethod: ({ command }) => ({ "the way to send it was offered": command.offered.some(({ methodId }) => methodId === command.methodId) }),
  UseStoreCredit: ({ command: { amount, balance, total } }) => ({ "store credit is there, and pays no more than the total": amount <= Math.min(balance, total) }),
  PlaceOrder: ({ before, command: { terms, total, changes } }) => ({
    "who orders accepts the terms": terms === "accepted",
    "an order costs what was agreed": "agreedTotal" in before && before.agreedTotal === total,
    "an order is of a cart in which nothing has changed": changes.length === 0
  }),
  Expire: ({ before, command: { because, at } }) => ({
    "a session ends with its order only": because.startsWith("order_") || !hasOrder(before),
    "a session that idles has its time": because !== "idle" || at > before.expiresAt
  })
}
