import type { Address, CheckoutCommand, PaymentMethod } from "@bahi/core/checkout"
import type { Instant } from "@bahi/core/id"
import { Effect } from "effect"
import { actorOf, currentOwner } from "../caller/guest.ts"
import type { AnyCart } from "../cart/view.ts"
import { Engine } from "../execute/index.ts"
import { Refused, Shipping, Shop } from "../ports/index.ts"
import { price } from "../pricing/pricing.ts"
import type { Input } from "../schema/index.ts"
import { type AnyCheckout, checkoutView, findSession, lockSession, offered, quoteRequestOf, reoffered } from "./session.ts"

/** Says where the parcel goes (K02). Refused where no carrier delivers. */
export const enterShippingAddress = Effect.fn("checkout.enterShippingAddress")(function*(sessionId: string, address: Address) {
  const serviceability = yield* (yield* Shipping).serviceability(address.pincode)
  return yield* step(sessionId, (_checkout, _cart, at) => Effect.succeed({ type: "EnterShippingAddress", address, serviceability, at }))
})

/** Says who is billed (K03): an address of its own or the shipping address, and a GSTIN for a registered buyer. */
export const enterBillingAddress = (sessionId: string, { deliveredTo = "buyer", ...billing }: typeof Input.BillingAddress.Type) =>
  step(sessionId, (_checkout, _cart, at) => Effect.succeed({ type: "EnterBillingAddress", billing: { ...billing, deliveredTo }, at }))

/** The ways to send the parcel, with rates and days, and whether it may be paid at the door (K04). */
export const shippingMethods = Effect.fn("checkout.shippingMethods")(function*(sessionId: string) {
  const { checkout, cart } = yield* findSession(sessionId)
  if (!("shippingAddress" in checkout)) return yield* new Refused({ refusal: { code: "shipping_address_not_entered" } })
  const { pricing } = yield* Shop
  return { items: yield* offered(checkout, cart), cod: { available: checkout.serviceability.cod, fee: pricing.codFee } }
})

/** Chooses how the parcel is sent (K05); totals follow. */
export const selectShippingMethod = (sessionId: string, { methodId }: typeof Input.SelectShippingMethod.Type) =>
  step(sessionId, Effect.fnUntraced(function*(checkout, cart, at) {
    return { type: "SelectShippingMethod", methodId, offered: yield* offered(checkout, cart), at }
  }))

/** Chooses how to pay (K06), and agrees to the total that this comes to. */
export const selectPaymentMethod = (sessionId: string, { method }: { readonly method: PaymentMethod }) =>
  step(sessionId, Effect.fnUntraced(function*(checkout, cart, at) {
    const { totals } = yield* price(quoteRequestOf(yield* reoffered(checkout, cart), cart, method))
    return { type: "SelectPaymentMethod", method, agreedTotal: totals.grandTotal, at }
  }))

/** Puts a message on the gift (K08): at most 500 characters. */
export const writeGiftMessage = (sessionId: string, { message }: typeof Input.GiftMessage.Type) =>
  step(sessionId, (_checkout, _cart, at) => Effect.succeed({ type: "WriteGiftMessage", message, at }))

/** Writes notes for the shop (K09). */
export const writeNotes = (sessionId: string, { notes }: typeof Input.CheckoutNotes.Type) =>
  step(sessionId, (_checkout, _cart, at) => Effect.succeed({ type: "WriteNotes", notes, at }))

/** The session before payment (K07). */
export const getSummary = Effect.fn("checkout.summary")(function*(sessionId: string) {
  const { checkout, cart } = yield* findSession(sessionId)
  return yield* checkoutView(checkout, cart)
})

/** One step of the session: one command, and the session as it stands afterwards. */
const step = Effect.fn("checkout.step")(function*<E, R>(sessionId: string, command: (checkout: AnyCheckout, cart: AnyCart, at: Instant) => Effect.Effect<CheckoutCommand, E, R>) {
  const engine = yield* Engine
  const owner = yield* currentOwner
  return yield* engine.execute({
    actor: actorOf(owner),
    plan: Effect.map(lockSession(sessionId), ({ checkoutId, cart, locked }) => ({
      lock: {},
      locked: { checkout: locked },
      decide: (states, at) => Effect.map(command(states.state("checkout", checkoutId) as AnyCheckout, cart, at), (command) => [{ to: "checkout", id: checkoutId, command }]),
      answer: (states) => checkoutView(states.state("checkout", checkoutId) as AnyCheckout, cart)
    }))
  })
})
