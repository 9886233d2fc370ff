import { assert, layer } from "@effect/vitest"
import { checkoutMachine } from "@bahi/core/checkout"
import { money } from "@bahi/core/money"
import { checkoutCommands } from "@bahi/core/testing"
import { Effect, type Layer } from "effect"
import { type Carts, Checkouts, type Transactions } from "../../ports/index.ts"
import { asha } from "../fixtures.ts"
import { repositoryPromises } from "./repository.ts"
import { changeOf, driveCheckout, fresh, MINUTE, NOW, save, savedCart, savedSession, sessionOf } from "./specimens.ts"

const HALF_AN_HOUR = 30 * MINUTE

/** What every Checkouts repository promises. */
export const checkoutsContract = (name: string, storage: Layer.Layer<Carts | Checkouts | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Checkouts (${name})`, (it) => {
    repositoryPromises(it, {
      kind: "checkout", repository: Checkouts, machine: checkoutMachine(), commands: checkoutCommands,
      related: Effect.map(savedCart(), (cartId) => ({ "cart-1": cartId, "cart-2": cartId }))
    })

    it.effect("keeps one open session a cart; one that closes makes room for another in the same save", () => Effect.gen(function*() {
      const checkouts = yield* Checkouts
      const cartId = yield* savedCart()
      assert.isUndefined(yield* checkouts.openOf(cartId))
      const first = sessionOf(cartId)
      yield* save(Checkouts, changeOf(first.checkoutId, 0, first.driven))
      assert.strictEqual(yield* checkouts.openOf(cartId), first.checkoutId)

      const second = sessionOf(cartId)
      const opened = changeOf(second.checkoutId, 0, second.driven)
      assert.deepInclude(yield* Effect.flip(save(Checkouts, opened)), { _tag: "Contention" })
      yield* save(Checkouts, opened, changeOf(first.checkoutId, 1, driveCheckout(first.driven.after, { type: "Expire", because: "replaced", at: NOW })))
      assert.strictEqual(yield* checkouts.openOf(cartId), second.checkoutId)
    }))

    it.effect("names the sessions whose time ran out, oldest first, and none that became an order", () => Effect.gen(function*() {
      const { lapsed } = yield* Checkouts
      const at = NOW + Math.floor(Math.random() * 1e9)
      const late = (yield* savedSession(at + 2)).checkoutId
      const early = (yield* savedSession(at)).checkoutId
      const ordered = yield* atTheTill(at + 1)
      const named = Effect.map(lapsed(at + 3 + HALF_AN_HOUR, 1_000_000), (all) => all.filter((one) => [late, early, ordered].includes(one)))
      assert.deepStrictEqual(yield* named, [early, late])
      assert.notInclude(yield* lapsed(at + HALF_AN_HOUR, 1_000_000), early)
      assert.include(yield* lapsed(at + HALF_AN_HOUR + 1, 1_000_000), early)
      assert.strictEqual((yield* lapsed(at + 3 + HALF_AN_HOUR, 1)).length, 1)
    }))
  })

/** A session that has its order. */
const atTheTill = Effect.fnUntraced(function*(at: number) {
  const { checkoutId, driven } = sessionOf(yield* savedCart(), at)
  const method = { methodId: "standard", name: "Standard", rate: money(0), etaDays: { from: 3, to: 6 } }
  const { after, events } = driveCheckout(driven.after,
    { type: "EnterShippingAddress", address: asha, serviceability: { delivers: true, cod: true }, at },
    { type: "SelectShippingMethod", methodId: "standard", offered: [method], at },
    { type: "SelectPaymentMethod", method: "upi", agreedTotal: money(100), at },
    { type: "PlaceOrder", orderId: fresh<"order">(), terms: "accepted", total: money(100), changes: [], at })
  yield* save(Checkouts, changeOf(checkoutId, 0, { before: driven.before, after, events: [...driven.events, ...events] }))
  return checkoutId
})
