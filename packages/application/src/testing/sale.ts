import type { Item } from "@bahi/core/cart"
import type { GuestKey, ProductId } from "@bahi/core/id"
import { Effect, Layer, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import { guestKeyOf } from "../caller/guest.ts"
import { Engine, Wake } from "../execute/index.ts"
import { addItem, enterBillingAddress, enterShippingAddress, placeOrder, selectPaymentMethod, selectShippingMethod, startCheckout } from "../index.ts"
import { paymentGatewayMemory } from "../memory/gateway.ts"
import { webhookSenderMemory } from "../memory/listener.ts"
import { Catalog, CurrentCaller, Inventory, InvoiceRenderer, Shop, type ShopOptions } from "../ports/index.ts"
import { shippingByTable } from "../pricing/shipping.ts"
import { asha, goods, testShipping, testShop } from "./fixtures.ts"

/** Renders nothing: for tests that look at figures only. */
const noRenderer = Layer.succeed(InvoiceRenderer, InvoiceRenderer.of({ render: () => Effect.succeed(new Uint8Array()) }))

/** A whole shop on the given storage: what use cases need, except for a caller. */
export const shopOn = <A, E, R>(storage: Layer.Layer<A, E, R>, options: ShopOptions = testShop) =>
  Engine.layer.pipe(
    Layer.provideMerge(Layer.mergeAll(storage, paymentGatewayMemory, webhookSenderMemory, Wake.layer, shippingByTable(testShipping), SecureRandom.layerWebCrypto, noRenderer)),
    Layer.provideMerge(Layer.succeed(Shop, options))
  )

/** Puts the goods on the shelf, so many of each. */
export const stock = Effect.fnUntraced(function*(pieces: number) {
  const items: ReadonlyArray<Item> = Object.values(goods)
  yield* (yield* Catalog).put(items)
  yield* (yield* Inventory).receive(items.flatMap(({ components, variantId }) => components ? [] : [{ variantId, quantity: pieces }]), 0)
})

export const asGuest = (guestKey: GuestKey) => Effect.provideService(CurrentCaller, { kind: "guest", guestKey })
export const asNobody = Effect.provideService(CurrentCaller, { kind: "anonymous" })
export const asAdmin = Effect.provideService(CurrentCaller, { kind: "admin" })

/** A new guest with these goods in the cart. */
export const guestWith = Effect.fnUntraced(function*(basket: ReadonlyArray<readonly [{ readonly productId: ProductId }, number]>) {
  const [[first, quantity], ...others] = basket as [(typeof basket)[number], ...typeof basket]
  const added = yield* addItem({ productId: first.productId, quantity }).pipe(asNobody)
  const guestKey = guestKeyOf(added.token._tag === "Some" ? added.token.value : Redacted.make(""))
  for (const [item, quantity] of others) yield* addItem({ productId: item.productId, quantity }).pipe(asGuest(guestKey))
  return guestKey
})

/** Takes a guest's cart to the till: everything before the order is placed. */
export const toTheTill = Effect.fnUntraced(function*(guestKey: GuestKey, choices: { readonly method?: "cod" | "upi"; readonly address?: typeof asha; readonly gstin?: string } = {}) {
  const { sessionId } = yield* startCheckout({ email: "asha@example.com", phone: "+919845012345" }).pipe(asGuest(guestKey))
  yield* enterShippingAddress(sessionId, choices.address ?? asha).pipe(asGuest(guestKey))
  if (choices.gstin) yield* enterBillingAddress(sessionId, { gstin: choices.gstin }).pipe(asGuest(guestKey))
  yield* selectShippingMethod(sessionId, { methodId: "standard" }).pipe(asGuest(guestKey))
  return yield* selectPaymentMethod(sessionId, { method: choices.method ?? "cod" }).pipe(asGuest(guestKey))
})

/** Buys these goods, from an empty cart to a placed order. */
export const buy = Effect.fnUntraced(function*(basket: Parameters<typeof guestWith>[0], choices: Parameters<typeof toTheTill>[1] = {}) {
  const guestKey = yield* guestWith(basket)
  const session = yield* toTheTill(guestKey, choices)
  return { guestKey, session, order: yield* placeOrder({ sessionId: session.sessionId, termsAccepted: true }).pipe(asGuest(guestKey)) }
})

