import type { Checkout } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import { asha, goods, testShipping } from "../../fixtures.ts"
import { type Around, wishesForNew, wishesOf } from "./wish.ts"

type Stage<S extends Checkout["status"]> = Extract<Checkout, { readonly status: S }>
const isAlive = (checkout: Checkout, { now }: Around): checkout is Exclude<Checkout, { readonly status: "unstarted" }> =>
  checkout.status !== "unstarted" && now <= checkout.expiresAt && !("orderId" in checkout && checkout.orderId !== undefined)
const started = (checkout: Checkout, around: Around): Stage<"initiated" | "address_entered" | "payment_pending"> | undefined =>
  isAlive(checkout, around) && checkout.status !== "expired" && checkout.status !== "completed" ? checkout : undefined
const addressed = (checkout: Checkout, around: Around): Stage<"address_entered" | "payment_pending"> | undefined =>
  isAlive(checkout, around) && (checkout.status === "address_entered" || checkout.status === "payment_pending") ? checkout : undefined
const sendable = (checkout: Checkout, around: Around) => addressed(checkout, around)?.shippingMethod === undefined ? undefined : addressed(checkout, around)
const agreed = (checkout: Checkout, around: Around): Stage<"payment_pending"> | undefined => isAlive(checkout, around) && checkout.status === "payment_pending" ? checkout : undefined
const ordered = (checkout: Checkout): boolean => checkout.status === "payment_pending" && checkout.orderId !== undefined

const gone = { kind: "gone", lineId: id<"cart_line">("line-of-nobody") } as const
const [standard, express] = testShipping.methods.map(({ methodId, name, etaDays, baseRate }) => ({ methodId, name, etaDays, rate: baseRate }))
const words = (length: number) => "ह".repeat(length)

const steps = wishesOf("checkout")(
  (checkout) => ordered(checkout) ? { type: "WriteNotes", notes: "Ring twice" } : undefined,
  (checkout) => ordered(checkout) ? { type: "EnterShippingAddress", address: asha, serviceability: { delivers: true, cod: true } } : undefined,
  (checkout, around) => (checkout.status === "initiated" || checkout.status === "address_entered") && checkout.expiresAt < around.now ? { type: "WriteNotes", notes: "Ring twice" } : undefined,
  (checkout, around) => started(checkout, around) && { type: "EnterShippingAddress", address: asha, serviceability: { delivers: false, cod: false } },
  (checkout, around) => addressed(checkout, around) && { type: "EnterBillingAddress", billing: { address: asha, deliveredTo: "buyer", gstin: "27AAPFU0939F1ZV" } },
  (checkout, around) => addressed(checkout, around) && { type: "SelectShippingMethod", methodId: express!.methodId, offered: [standard!] },
  (checkout, around) => started(checkout, around) && { type: "WriteGiftMessage", message: words(501) },
  (checkout, around) => started(checkout, around) && { type: "WriteNotes", notes: words(1_001) },
  (checkout) => ordered(checkout) ? { type: "Expire", because: "replaced" } : undefined,
  (checkout, around) => started(checkout, around) && { type: "Expire", because: "idle" },
  (checkout, around) => agreed(checkout, around) && { type: "Complete" }
)

const ofMoney = wishesOf("checkout")(
  (checkout, around) => addressed(checkout, around) && sendable(checkout, around) === undefined ? { type: "SelectPaymentMethod", method: "upi", agreedTotal: money(10_000) } : undefined,
  (checkout, around) => sendable(checkout, around) && { type: "SelectPaymentMethod", method: "wallet", agreedTotal: money(10_000) },
  (checkout, around) => sendable(checkout, around) && { type: "SelectPaymentMethod", method: "cod", agreedTotal: money(30_000_000) },
  (checkout, around) => sendable(checkout, around)?.serviceability.cod === false ? { type: "SelectPaymentMethod", method: "cod", agreedTotal: money(10_000) } : undefined,
  (checkout, around) => (sendable(checkout, around)?.storeCredit ?? 0) > 1 ? { type: "SelectPaymentMethod", method: "upi", agreedTotal: money(1) } : undefined,
  (checkout, around) => addressed(checkout, around) && { type: "UseStoreCredit", amount: money(-1), balance: money(1_000), total: money(10_000) },
  (checkout, around) => addressed(checkout, around) && { type: "UseStoreCredit", amount: money(2_000), balance: money(1_000), total: money(10_000) },
  (checkout, around) => addressed(checkout, around) && { type: "UseStoreCredit", amount: money(2_000), balance: money(10_000), total: money(1_000) },
  (checkout, around) => {
    const paying = agreed(checkout, around)
    return paying && { type: "PlaceOrder", orderId: id<"order">(around.fresh), terms: "not_accepted", total: paying.agreedTotal, changes: [] }
  },
  (checkout, around) => {
    const paying = agreed(checkout, around)
    return paying && { type: "PlaceOrder", orderId: id<"order">(around.fresh), terms: "accepted", total: money(paying.agreedTotal + 1), changes: [] }
  },
  (checkout, around) => {
    const paying = agreed(checkout, around)
    return paying && { type: "PlaceOrder", orderId: id<"order">(around.fresh), terms: "accepted", total: paying.agreedTotal, changes: [gone] }
  }
)

const begun = wishesForNew("checkout")(
  (pattern, { fresh }) => pattern.status === "unstarted" ? undefined : { type: "Start", ...contactOf(pattern), checkoutId: id<"checkout">(fresh), demands: [], changes: [] },
  (pattern, { fresh }) => pattern.status === "unstarted" ? undefined : { type: "Start", ...contactOf(pattern), checkoutId: id<"checkout">(fresh), demands: [{ variantId: goods.atta.variantId, quantity: 1 }], changes: [gone] }
)
const contactOf = ({ cartId, owner, email, phone }: Exclude<Checkout, { readonly status: "unstarted" }>) => ({ cartId, owner, email, phone })

export const checkoutWishes = [...steps, ...ofMoney, ...begun]
