import { layer } from "@effect/vitest"
import { paymentMachine } from "@bahi/core/payment"
import { paymentCommands } from "@bahi/core/testing"
import { Effect, type Layer } from "effect"
import { type Carts, type Checkouts, type Orders, Payments, type Transactions } from "../../ports/index.ts"
import { repositoryPromises } from "./repository.ts"
import { savedOrder } from "./specimens.ts"

/** What every Payments repository promises. */
export const paymentsContract = (name: string, storage: Layer.Layer<Carts | Checkouts | Orders | Payments | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Payments (${name})`, (it) => {
    repositoryPromises(it, {
      kind: "payment", repository: Payments, machine: paymentMachine, commands: paymentCommands,
      related: Effect.map(savedOrder(), ({ orderId }) => ({ "order-1": orderId, "order-2": orderId }))
    })
  })
