import { assert, layer } from "@effect/vitest"
import type { Item } from "@bahi/core/cart"
import { money } from "@bahi/core/money"
import { Effect, type Layer } from "effect"
import { Catalog } from "../../ports/index.ts"
import { goods } from "../fixtures.ts"
import { fresh } from "./specimens.ts"

/** What every Catalog promises. */
export const catalogContract = (name: string, storage: Layer.Layer<Catalog, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Catalog (${name})`, (it) => {
    const item = (about: Partial<Item> = {}): Item => ({ ...goods.kurta, productId: fresh<"product">(), variantId: fresh<"variant">(), sku: fresh(), ...about })

    it.effect("finds a variant as it was put", () => Effect.gen(function*() {
      const { find, put } = yield* Catalog
      const kurta = item({ variantName: "Größe M, लाल", imageUrl: "https://example.com/k.jpg" })
      yield* put([kurta])
      assert.deepStrictEqual(yield* find(kurta), kurta)
      assert.isUndefined(yield* find({ productId: kurta.productId, variantId: fresh<"variant">() }))
      assert.isUndefined(yield* find({ productId: fresh<"product">(), variantId: kurta.variantId }))
    }))

    it.effect("finds a product's only variant without its name, and none of several", () => Effect.gen(function*() {
      const { find, put } = yield* Catalog
      const small = item()
      yield* put([small])
      assert.deepStrictEqual(yield* find({ productId: small.productId }), small)
      yield* put([item({ productId: small.productId })])
      assert.isUndefined(yield* find({ productId: small.productId }))
      assert.deepStrictEqual(yield* find(small), small)
    }))

    it.effect("brings a variant up to date; named twice, the last counts", () => Effect.gen(function*() {
      const { find, put } = yield* Catalog
      const kurta = item()
      yield* put([kurta])
      yield* put([{ ...kurta, unitPrice: money(1) }, { ...kurta, unitPrice: money(2) }])
      yield* put([])
      assert.deepStrictEqual(yield* find(kurta), { ...kurta, unitPrice: money(2) })
    }))

    it.effect("lists by SKU, capitals before small letters, from after the one named", () => Effect.gen(function*() {
      const { list, put } = yield* Catalog
      const shelf = fresh()
      const skus = ["", "-1", "-10", "-A", "-Z", "-_", "-a", "-b"].map((end) => `${shelf}${end}`)
      yield* put(skus.toReversed().map((sku) => item({ sku })))
      const listed = yield* list({ after: skus[0]!, limit: 5 })
      assert.deepStrictEqual(listed.map(({ sku }) => sku), skus.slice(1, 6))
      assert.deepStrictEqual((yield* list({ after: listed.at(-1)!.sku, limit: 2 })).map(({ sku }) => sku), skus.slice(6))
      assert.strictEqual((yield* list({ limit: 1 })).length, 1)
    }))
  })
