import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { cartMachine } from "../cart/index.ts"
import { checkoutMachine } from "../checkout/index.ts"
import { id } from "../id.ts"
import { invoiceMachine } from "../invoice/index.ts"
import { run } from "../machine.ts"
import { money } from "../money/index.ts"
import { orderMachine } from "../order/index.ts"
import { type PaymentEvent, paymentMachine } from "../payment/index.ts"
import { afterwards, together } from "../reactions/index.ts"
import { type RefundEvent, refundMachine } from "../refund/index.ts"
import { returnMachine } from "../return/index.ts"
import { EVENT_VERSION, upcast } from "./index.ts"

const machines = {
  cart: cartMachine(), checkout: checkoutMachine(), order: orderMachine(), payment: paymentMachine, refund: refundMachine, return: returnMachine(), invoice: invoiceMachine
} as unknown as Readonly<Record<string, { readonly initial: object; readonly evolve: (state: object, event: object) => object }>>

// Written by the code of that version, and never again: one history for every event that it knew.
const written = JSON.parse(readFileSync(new URL("./written-1.json", import.meta.url), "utf8")) as Readonly<Record<string, ReadonlyArray<{ readonly events: ReadonlyArray<object>; readonly ends: string }>>>

describe("events of the first version", () => {
  for (const [kind, histories] of Object.entries(written)) {
    it(`F7: of a ${kind} are read as they would be written now, and lead to where they led`, () => {
      const { initial, evolve } = machines[kind]!
      for (const { events, ends } of histories) {
        const state = events.map((event) => upcast({ of: kind, id: "1", version: 1, event }).event).reduce<object>(evolve, initial)
        expect(state).toMatchObject({ status: ends })
        expect(state).not.toHaveProperty("guestKey")
      }
    })
  }

  it("of a refund lead to where it can be worked on: sent, to the source; rejected, with a reason", () => {
    const ended = (status: string) => written["refund"]!.find(({ ends }) => ends === status)!.events.map((event) => upcast({ of: "refund", id: "1", version: 1, event }).event as RefundEvent).reduce(refundMachine.evolve, refundMachine.initial)
    const source = { gateway: "razorpay", destination: { kind: "source" } }
    expect(run(refundMachine, ended("requested"), { type: "Approve", at: 5 })).toMatchObject({ value: { state: { status: "approved", ...source } } })
    expect(run(refundMachine, ended("approved"), { type: "Send", at: 5 })).toMatchObject({ value: { state: { status: "processing", ...source, attempt: 1, notes: [] } } })
    for (const status of ["failed", "unknown"]) expect(run(refundMachine, ended(status), { type: "Send", at: 5 })).toMatchObject({ value: { state: { status: "processing", ...source } } })
    expect(run(refundMachine, ended("processing"), { type: "RecordCompletion", gatewayRefundId: "rfnd_A", at: 5 })).toMatchObject({ value: { state: { status: "completed", ...source } } })
    expect(ended("rejected")).toMatchObject({ rejectionReason: "", ...source })
    const approved = upcast({ of: "refund", id: "refund-1", version: 1, event: { type: "RefundApproved", refundId: "refund-1", at: 5 } })
    expect([together()(approved), afterwards(approved)]).toEqual([[], [{ type: "SendRefund", refundId: "refund-1" }]])
  })

  it("of a payment lead to where it can be worked on", () => {
    for (const { events, ends } of written["payment"]!) {
      const payment = events.map((event) => upcast({ of: "payment", id: "1", version: 1, event }).event as PaymentEvent).reduce(paymentMachine.evolve, paymentMachine.initial)
      const captured = run(paymentMachine, payment, { type: "RecordCapture", reference: "pay_C", amount: money(700), at: 5 })
      expect(captured, ends).toMatchObject({ value: { state: { status: "captured", disputes: [] } } })
      if (!captured.ok) continue
      expect(run(paymentMachine, captured.value.state, { type: "ReserveRefund", refundId: id<"refund">("refund-9"), reference: "pay_C", amount: money(700), at: 6 })).toMatchObject({ ok: true })
      expect(run(paymentMachine, captured.value.state, { type: "RecordDispute", disputeId: "disp_A", reference: "pay_C", amount: money(700), at: 6 })).toMatchObject({ ok: true })
    }
  })

  it("say whose they were, and lack nothing that is asked for now", () => {
    const placed = written["order"]!.flatMap(({ events }) => events).find((event) => "type" in event && event.type === "OrderPlaced")!
    const { event } = upcast({ of: "order", id: "1", version: 1, event: placed })
    expect(event).toMatchObject({ owner: { kind: "guest", guestKey: "guest-1" } })
    expect(event).not.toHaveProperty("guestKey")
    expect(upcast({ of: "order", id: "1", version: 1, event: { type: "OrderExpired", orderId: "order-1", paymentId: "payment-1", at: 5 } })).toEqual(
      { of: "order", id: "1", event: { type: "OrderExpired", was: "pending", orderId: "order-1", paymentIds: ["payment-1"], at: 5 } })
  })
})

describe("an event", () => {
  it("of this version is read as it stands", () => {
    const event = { type: "OrderCompleted", at: 5 }
    expect(upcast({ of: "order", id: "1", version: EVENT_VERSION, event })).toEqual({ of: "order", id: "1", event })
  })

  it("of a version that nobody knows yet is not guessed at", () => {
    for (const version of [0, 1.5, EVENT_VERSION + 1]) expect(() => upcast({ of: "order", id: "1", version, event: {} })).toThrow(RangeError)
  })
})
