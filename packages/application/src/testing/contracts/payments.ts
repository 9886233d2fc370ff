import { assert, layer } from "@effect/vitest"
import { paymentMachine } from "@bahi/core/payment"
import { paymentCommands } from "@bahi/core/testing"
import { Effect, type Layer } from "effect"
import { type Carts, type Checkouts, type Orders, Payments, type Transactions } from "../../ports/index.ts"
import { repositoryPromises } from "./repository.ts"
import { fresh, savedOrder, savedPayment } from "./specimens.ts"

/** What every Payments repository promises. */
export const paymentsContract = (name: string, storage: Layer.Layer<Carts | Checkouts | Orders | Payments | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Payments (${name})`, (it) => {
    repositoryPromises(it, {
      kind: "payment", repository: Payments, machine: paymentMachine, commands: paymentCommands,
      related: Effect.map(savedOrder(), ({ orderId }) => ({ "order-1": orderId, "order-2": orderId }))
    })

    it.effect("finds a payment by what was opened for it at the gateway, which is one payment's only", () => Effect.gen(function*() {
      const { orderId } = yield* savedOrder()
      const gatewayOrderId = fresh<string>()
      const paymentId = yield* savedPayment(orderId, gatewayOrderId)
      const { byGatewayOrder } = yield* Payments
      assert.strictEqual(yield* byGatewayOrder(gatewayOrderId), paymentId)
      assert.strictEqual(yield* byGatewayOrder(fresh()), undefined)
      assert.deepInclude(yield* Effect.flip(savedPayment(orderId, gatewayOrderId)), { _tag: "Contention" })
    }))
  })
