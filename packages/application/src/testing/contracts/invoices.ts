import { assert, layer } from "@effect/vitest"
import { invoiceMachine } from "@bahi/core/invoice"
import { invoiceCommands } from "@bahi/core/testing"
import { Effect, type Layer } from "effect"
import { type Carts, type Checkouts, Invoices, type Orders, type Transactions } from "../../ports/index.ts"
import { repositoryPromises } from "./repository.ts"
import { changeOf, fresh, freshNumber, invoiceOf, save, savedInvoice, savedOrder } from "./specimens.ts"

/** What every Invoices repository promises. */
export const invoicesContract = (name: string, storage: Layer.Layer<Carts | Checkouts | Orders | Invoices | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Invoices (${name})`, (it) => {
    repositoryPromises(it, {
      kind: "invoice", repository: Invoices, machine: invoiceMachine, commands: invoiceCommands,
      related: Effect.gen(function*() {
        const [{ orderId }, { order }] = [yield* savedOrder(), yield* savedOrder()]
        return { "order-1": orderId, "order-2": orderId, "invoice-original": yield* savedInvoice(order, freshNumber()) }
      })
    })

    it.effect("finds issued invoices by their orders and by their number, drafts by neither", () => Effect.gen(function*() {
      const { byNumber, ofOrders } = yield* Invoices
      const [{ order }, { order: other }, { order: drafted }] = [yield* savedOrder(), yield* savedOrder(), yield* savedOrder()]
      const number = freshNumber()
      assert.isUndefined(yield* byNumber(number))
      const invoiceId = yield* savedInvoice(order, number)
      const draft = invoiceOf(drafted, freshNumber())
      const [event] = draft.driven.events
      yield* save(Invoices, changeOf(draft.invoiceId, 0, { before: draft.driven.before, after: invoiceMachine.evolve(draft.driven.before, event!), events: [event!] }))
      assert.strictEqual(yield* byNumber(number), invoiceId)
      assert.deepStrictEqual(yield* ofOrders([order.orderId, other.orderId, drafted.orderId, fresh<"order">()]), new Map([[order.orderId, { invoiceId, number }]]))
      assert.strictEqual((yield* ofOrders([])).size, 0)
    }))

    it.effect("F32: keeps one sale invoice an order, and gives a number once in its financial year", () => Effect.gen(function*() {
      const [{ order }, { order: other }] = [yield* savedOrder(), yield* savedOrder()]
      const number = freshNumber()
      yield* savedInvoice(order, number)
      assert.deepInclude(yield* Effect.flip(savedInvoice(order, freshNumber())), { _tag: "Contention" })
      assert.deepInclude(yield* Effect.flip(savedInvoice(other, number)), { _tag: "Contention" })
      yield* savedInvoice(other, number, "2027-28")
    }))
  })
