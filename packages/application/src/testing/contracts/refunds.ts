import { assert, layer } from "@effect/vitest"
import { money } from "@bahi/core/money"
import { type RefundCommand, refundMachine } from "@bahi/core/refund"
import { refundCommands } from "@bahi/core/testing"
import { Effect, type Layer } from "effect"
import { type Carts, type Checkouts, type Orders, type Payments, Refunds, type Transactions } from "../../ports/index.ts"
import { repositoryPromises } from "./repository.ts"
import { changeOf, driveRefund, fresh, NOW, save, savedOrder, savedPayment } from "./specimens.ts"

/** What every Refunds repository promises. */
export const refundsContract = (name: string, storage: Layer.Layer<Carts | Checkouts | Orders | Payments | Refunds | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Refunds (${name})`, (it) => {
    const related = Effect.gen(function*() {
      const { orderId } = yield* savedOrder()
      const paymentId = yield* savedPayment(orderId)
      return { "order-1": orderId, "order-2": orderId, "payment-1": paymentId, "payment-2": paymentId }
    })
    repositoryPromises(it, { kind: "refund", repository: Refunds, machine: refundMachine, commands: refundCommands, related })

    it.effect("finds those of an attempt that are neither rejected nor completed", () => Effect.gen(function*() {
      const known = yield* related
      const reference = fresh<string>()
      const saved = Effect.fnUntraced(function*(...later: ReadonlyArray<RefundCommand>) {
        const refundId = fresh<"refund">()
        const driven = driveRefund({ status: "unrequested" },
          { type: "Request", refundId, orderId: known["order-1"], paymentId: known["payment-1"], reference, currency: "INR", amount: money(100), gateway: "razorpay", destination: { kind: "source" }, because: "overpaid", at: NOW }, ...later)
        yield* save(Refunds, changeOf(refundId, 0, driven))
        return refundId
      })
      const at = NOW
      const requested = yield* saved()
      const failed = yield* saved({ type: "Approve", at }, { type: "Send", at }, { type: "RecordFailure", failure: "refused", reason: "insufficient_balance", at })
      yield* saved({ type: "Reject", reason: "It was worn and washed.", at })
      yield* saved({ type: "Approve", at }, { type: "Send", at }, { type: "RecordCompletion", gatewayRefundId: fresh(), at })
      assert.deepStrictEqual([...(yield* (yield* Refunds).underWay(reference))].sort(), [requested, failed].sort())
      assert.deepStrictEqual(yield* (yield* Refunds).underWay(fresh()), [])
    }))
  })
