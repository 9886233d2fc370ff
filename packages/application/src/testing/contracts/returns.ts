import { assert, layer } from "@effect/vitest"
import { returnMachine } from "@bahi/core/return"
import { returnCommands } from "@bahi/core/testing"
import { Effect, type Layer } from "effect"
import { type Carts, type Checkouts, type Orders, Returns, type Transactions } from "../../ports/index.ts"
import { repositoryPromises } from "./repository.ts"
import { changeOf, fresh, NOW, returnOf, save, savedOrder } from "./specimens.ts"

/** What every Returns repository promises. */
export const returnsContract = (name: string, storage: Layer.Layer<Carts | Checkouts | Orders | Returns | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Returns (${name})`, (it) => {
    const related = Effect.map(savedOrder(), ({ orderId }) => ({ "order-1": orderId, "order-2": orderId }))
    repositoryPromises(it, { kind: "return", repository: Returns, machine: returnMachine(), commands: returnCommands, related })

    it.effect("finds those of an order, the oldest first", () => Effect.gen(function*() {
      const { orderId } = yield* savedOrder()
      const saved = Effect.fnUntraced(function*(at: number) {
        const { returnId, driven } = returnOf(orderId, at)
        yield* save(Returns, changeOf(returnId, 0, driven))
        return returnId
      })
      const later = yield* saved(NOW + 1)
      const first = yield* saved(NOW)
      assert.deepStrictEqual((yield* (yield* Returns).ofOrder(orderId)).map(({ returnId }) => returnId), [first, later])
      assert.deepStrictEqual(yield* (yield* Returns).ofOrder(fresh()), [])
    }))
  })
