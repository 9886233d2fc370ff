import { assert, layer } from "@effect/vitest"
import type { CartId, OrderId, VariantId } from "@bahi/core/id"
import { Effect, type Layer } from "effect"
import { Inventory, Transactions } from "../../ports/index.ts"
import { fresh, MINUTE, NOW } from "./specimens.ts"

/** What every Inventory promises. */
export const inventoryContract = (name: string, storage: Layer.Layer<Inventory | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Inventory (${name})`, (it) => {
    /** A new variant with so many pieces on the shelf. */
    const shelf = Effect.fnUntraced(function*(quantity: number) {
      const variantId = fresh<"variant">()
      yield* (yield* Inventory).receive([{ variantId, quantity }], NOW)
      return variantId
    })
    type Wanted = ReadonlyArray<readonly [VariantId, number]>
    const demandsOf = (wanted: Wanted) => wanted.map(([variantId, quantity]) => ({ variantId, quantity }))
    const reserve = (cartId: CartId, wanted: Wanted, at = NOW) =>
      Effect.flatMap(Inventory, ({ execute }) => execute({ type: "Reserve", cartId, demands: demandsOf(wanted), expiresAt: at + 15 * MINUTE, at }))
    const passToOrder = (cartId: CartId, orderId: OrderId, wanted: Wanted, at = NOW) =>
      Effect.flatMap(Inventory, ({ execute }) => execute({ type: "PassToOrder", cartId, orderId, demands: demandsOf(wanted), expiresAt: at + 15 * MINUTE, at }))
    const settle = (type: "ConvertToSale" | "Release", orderId: OrderId) => Effect.flatMap(Inventory, ({ execute }) => execute({ type, orderId, at: NOW }))
    /** What a cart holds of a variant, and what is free besides. */
    const standing = (cartId: CartId, variantId: VariantId, at = NOW) =>
      Effect.flatMap(Inventory, ({ availability }) => Effect.map(availability(cartId, [variantId], at), ([entry]) => ({ reserved: entry!.reserved, available: entry!.available })))
    const refusal = <R>(held: Effect.Effect<void, unknown, R>) => Effect.map(Effect.flip(held), (error) => (error as { readonly refusal: object }).refusal)

    it.effect("F24: holds the whole quantity that is named; saying it twice changes nothing", () => Effect.gen(function*() {
      const variantId = yield* shelf(10)
      const cartId = fresh<"cart">()
      for (const quantity of [3, 3, 7, 2]) {
        yield* reserve(cartId, [[variantId, quantity]])
        assert.deepStrictEqual(yield* standing(cartId, variantId), { reserved: quantity, available: 10 - quantity })
      }
      assert.deepStrictEqual(yield* standing(fresh<"cart">(), variantId), { reserved: 0, available: 8 })
    }))

    it.effect("lets go at zero, also of what was not held", () => Effect.gen(function*() {
      const variantId = yield* shelf(4)
      const cartId = fresh<"cart">()
      yield* reserve(cartId, [[variantId, 4]])
      for (const _ of [1, 2]) {
        yield* reserve(cartId, [[variantId, 0]])
        assert.deepStrictEqual(yield* standing(cartId, variantId), { reserved: 0, available: 4 })
      }
    }))

    it.effect("refuses more than there is, counting what the asker holds, and names the figures", () => Effect.gen(function*() {
      const variantId = yield* shelf(5)
      const [cartId, other] = [fresh<"cart">(), fresh<"cart">()]
      yield* reserve(other, [[variantId, 2]])
      yield* reserve(cartId, [[variantId, 3]])
      assert.deepStrictEqual(yield* refusal(reserve(cartId, [[variantId, 4]])), { code: "insufficient_stock", variantId, requested: 4, available: 3 })
      assert.deepStrictEqual(yield* standing(cartId, variantId), { reserved: 3, available: 0 })
    }))

    it.effect("F25: has nothing of a variant that nobody put on a shelf", () => Effect.gen(function*() {
      const variantId = fresh<"variant">()
      assert.deepStrictEqual(yield* refusal(reserve(fresh<"cart">(), [[variantId, 1]])), { code: "insufficient_stock", variantId, requested: 1, available: 0 })
      assert.deepStrictEqual(yield* standing(fresh<"cart">(), variantId), { reserved: 0, available: 0 })
    }))

    it.effect("holds all that a command names, or nothing of it", () => Effect.gen(function*() {
      const [plenty, scarce] = [yield* shelf(10), yield* shelf(1)]
      const cartId = fresh<"cart">()
      const wanted: Wanted = [[plenty, 2], [scarce, 2]]
      assert.deepInclude(yield* refusal(reserve(cartId, wanted)), { variantId: scarce, available: 1 })
      assert.deepInclude(yield* refusal(reserve(cartId, wanted.toReversed())), { variantId: scarce })
      assert.deepStrictEqual(yield* standing(cartId, plenty), { reserved: 0, available: 10 })
    }))

    it.effect("F23: counts a variant that is named twice together", () => Effect.gen(function*() {
      const variantId = yield* shelf(5)
      const cartId = fresh<"cart">()
      assert.deepInclude(yield* refusal(reserve(cartId, [[variantId, 3], [variantId, 3]])), { requested: 6, available: 5 })
      yield* reserve(cartId, [[variantId, 2], [variantId, 3]])
      assert.deepStrictEqual(yield* standing(cartId, variantId), { reserved: 5, available: 0 })
    }))

    it.effect("lets go of all that a cart holds, but not of what its order has spoken for", () => Effect.gen(function*() {
      const [kept, dropped] = [yield* shelf(5), yield* shelf(5)]
      const cartId = fresh<"cart">()
      const { execute } = yield* Inventory
      yield* passToOrder(cartId, fresh<"order">(), [[kept, 2]])
      yield* reserve(cartId, [[dropped, 3]])
      for (const _ of [1, 2]) yield* execute({ type: "ReleaseCart", cartId, at: NOW })
      assert.deepStrictEqual(yield* standing(cartId, dropped), { reserved: 0, available: 5 })
      assert.deepStrictEqual(yield* standing(cartId, kept), { reserved: 2, available: 3 })
    }))

    it.effect("F27: of two carts that become one, holds for both what is free, and refuses nothing", () => Effect.gen(function*() {
      const [plenty, scarce] = [yield* shelf(9), yield* shelf(4)]
      const [from, into, other] = [fresh<"cart">(), fresh<"cart">(), fresh<"cart">()]
      const { execute } = yield* Inventory
      yield* reserve(other, [[scarce, 1]])
      yield* reserve(from, [[plenty, 2], [scarce, 2]])
      yield* reserve(into, [[plenty, 3], [scarce, 1]])
      const merge = { type: "MergeCarts", from, into, demands: demandsOf([[plenty, 5], [scarce, 6]]), expiresAt: NOW + 15 * MINUTE, at: NOW } as const
      for (const _ of [1, 2]) {
        yield* execute(merge)
        assert.deepStrictEqual(yield* standing(into, plenty), { reserved: 5, available: 4 })
        assert.deepStrictEqual(yield* standing(into, scarce), { reserved: 3, available: 0 })
        assert.deepStrictEqual((yield* standing(from, plenty)).reserved, 0)
      }
      yield* execute({ ...merge, demands: demandsOf([[fresh<"variant">(), 2]]) })
    }))

    it.effect("puts back on the shelf what came back, and adds up a variant that is named twice", () => Effect.gen(function*() {
      const variantId = yield* shelf(2)
      const orderId = fresh<"order">()
      const { execute } = yield* Inventory
      yield* execute({ type: "PassToOrder", orderId, demands: demandsOf([[variantId, 2]]), expiresAt: NOW, at: NOW })
      assert.deepStrictEqual(yield* standing(fresh<"cart">(), variantId), { reserved: 0, available: 0 })
      yield* settle("ConvertToSale", orderId)
      yield* execute({ type: "Restock", key: "inspection-1", demands: demandsOf([[variantId, 1], [variantId, 1]]), at: NOW })
      assert.deepStrictEqual(yield* standing(fresh<"cart">(), variantId), { reserved: 0, available: 2 })
    }))

    it.effect("F22: sells ten pieces to ten of fifty carts that want one at once", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      const variantId = yield* shelf(10)
      const buyers = Array.from({ length: 50 }, () => fresh<"cart">())
      const outcomes = yield* Effect.forEach(buyers, (cartId) => Effect.exit(run(reserve(cartId, [[variantId, 1]]))), { concurrency: "unbounded" })
      assert.strictEqual(outcomes.filter(({ _tag }) => _tag === "Success").length, 10)
      assert.deepStrictEqual(yield* standing(fresh<"cart">(), variantId), { reserved: 0, available: 0 })
      for (const [place, outcome] of outcomes.entries()) {
        assert.strictEqual((yield* standing(buyers[place]!, variantId)).reserved, outcome._tag === "Success" ? 1 : 0)
      }
    }))

    it.effect("undoes a hold with its transaction", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      const variantId = yield* shelf(3)
      const cartId = fresh<"cart">()
      yield* Effect.ignore(run(Effect.andThen(reserve(cartId, [[variantId, 3]]), Effect.fail("rolled back"))))
      assert.deepStrictEqual(yield* standing(cartId, variantId), { reserved: 0, available: 3 })
    }))

    it.effect("lets lapse what carts held past their time, whether it was swept or not", () => Effect.gen(function*() {
      const { lapse } = yield* Inventory
      const variantId = yield* shelf(4)
      const [cartId, other] = [fresh<"cart">(), fresh<"cart">()]
      yield* reserve(cartId, [[variantId, 3]])
      const end = NOW + 15 * MINUTE
      assert.deepStrictEqual(yield* standing(cartId, variantId, end), { reserved: 3, available: 1 })
      assert.deepStrictEqual(yield* standing(cartId, variantId, end + 1), { reserved: 0, available: 4 })
      assert.deepStrictEqual(yield* standing(other, variantId, end + 1), { reserved: 0, available: 4 })
      yield* reserve(other, [[variantId, 4]], end + 1)
      assert.deepStrictEqual(yield* standing(cartId, variantId, end + 1), { reserved: 0, available: 0 })
      yield* lapse(end + 1)
      assert.deepStrictEqual(yield* standing(other, variantId, end + 1), { reserved: 4, available: 0 })
      yield* lapse(end + 16 * MINUTE)
      assert.deepStrictEqual(yield* standing(other, variantId, end + 16 * MINUTE), { reserved: 0, available: 4 })
    }))

    it.effect("says how many it let lapse, once", () => Effect.gen(function*() {
      const { lapse } = yield* Inventory
      const long = NOW - 365 * 24 * 60 * MINUTE
      const [one, other] = [yield* shelf(2), yield* shelf(2)]
      yield* lapse(long + 16 * MINUTE)
      yield* reserve(fresh<"cart">(), [[one, 1], [other, 2]], long)
      assert.strictEqual(yield* lapse(long + 15 * MINUTE), 0)
      assert.strictEqual(yield* lapse(long + 16 * MINUTE), 2)
      assert.strictEqual(yield* lapse(long + 16 * MINUTE), 0)
    }))

    it.effect("holds longer when it is asked again, never shorter", () => Effect.gen(function*() {
      const { availability, execute } = yield* Inventory
      const variantId = yield* shelf(1)
      const cartId = fresh<"cart">()
      for (const minutes of [15, 30, 10]) yield* execute({ type: "Reserve", cartId, demands: [{ variantId, quantity: 1 }], expiresAt: NOW + minutes * MINUTE, at: NOW })
      assert.deepStrictEqual(yield* availability(cartId, [variantId], NOW), [{ variantId, available: 0, reserved: 1, reservedUntil: NOW + 30 * MINUTE }])
    }))

    it.effect("passes what the cart holds to its order, where it does not lapse", () => Effect.gen(function*() {
      const { lapse } = yield* Inventory
      const variantId = yield* shelf(5)
      const [cartId, orderId] = [fresh<"cart">(), fresh<"order">()]
      yield* reserve(cartId, [[variantId, 2]])
      yield* passToOrder(cartId, orderId, [[variantId, 3]])
      const later = NOW + 60 * MINUTE
      yield* lapse(later)
      assert.deepStrictEqual(yield* standing(cartId, variantId, later), { reserved: 3, available: 2 })
      assert.deepInclude(yield* refusal(reserve(fresh<"cart">(), [[variantId, 3]], later)), { available: 2 })
    }))

    it.effect("leaves to the order what is its own, though the cart asks for it again", () => Effect.gen(function*() {
      const { lapse } = yield* Inventory
      const variantId = yield* shelf(5)
      const [cartId, orderId] = [fresh<"cart">(), fresh<"order">()]
      yield* passToOrder(cartId, orderId, [[variantId, 3]])
      yield* reserve(cartId, [[variantId, 3]])
      yield* lapse(NOW + 60 * MINUTE)
      yield* settle("ConvertToSale", orderId)
      assert.deepStrictEqual(yield* standing(cartId, variantId), { reserved: 0, available: 2 })
    }))

    it.effect("takes the order's pieces from the shelf when it is sold, once", () => Effect.gen(function*() {
      const [one, other] = [yield* shelf(5), yield* shelf(2)]
      const [cartId, orderId] = [fresh<"cart">(), fresh<"order">()]
      yield* passToOrder(cartId, orderId, [[one, 3], [other, 2]])
      for (const end of ["ConvertToSale", "ConvertToSale", "Release"] as const) yield* settle(end, orderId)
      assert.deepStrictEqual(yield* standing(cartId, one), { reserved: 0, available: 2 })
      assert.deepStrictEqual(yield* standing(cartId, other), { reserved: 0, available: 0 })
    }))

    it.effect("puts the order's pieces back when it comes to nothing, once", () => Effect.gen(function*() {
      const variantId = yield* shelf(5)
      const [cartId, orderId] = [fresh<"cart">(), fresh<"order">()]
      yield* passToOrder(cartId, orderId, [[variantId, 3]])
      for (const end of ["Release", "Release", "ConvertToSale"] as const) yield* settle(end, orderId)
      assert.deepStrictEqual(yield* standing(cartId, variantId), { reserved: 0, available: 5 })
    }))

    it.effect("answers for variants in the order in which they are asked", () => Effect.gen(function*() {
      const { availability } = yield* Inventory
      const variants = [yield* shelf(1), fresh<"variant">(), yield* shelf(3)]
      const found = yield* availability(fresh<"cart">(), variants, NOW)
      assert.deepStrictEqual(found.map(({ variantId, available }) => [variantId, available]), variants.map((variantId, place) => [variantId, [1, 0, 3][place]]))
      assert.deepStrictEqual(yield* availability(fresh<"cart">(), [], NOW), [])
    }))

    it.effect("adds what is received to what is there", () => Effect.gen(function*() {
      const { receive } = yield* Inventory
      const variantId = yield* shelf(1)
      yield* receive([{ variantId, quantity: 2 }, { variantId: fresh<"variant">(), quantity: 0 }, { variantId, quantity: 3 }], NOW)
      yield* receive([], NOW)
      assert.deepStrictEqual(yield* standing(fresh<"cart">(), variantId), { reserved: 0, available: 6 })
    }))
  })
