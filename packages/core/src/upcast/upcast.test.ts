import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { cartMachine } from "../cart/index.ts"
import { checkoutMachine } from "../checkout/index.ts"
import { invoiceMachine } from "../invoice/index.ts"
import { orderMachine } from "../order/index.ts"
import { paymentMachine } from "../payment/index.ts"
import { refundMachine } from "../refund/index.ts"
import { returnMachine } from "../return/index.ts"
import { EVENT_VERSION, upcast } from "./index.ts"

const machines = {
  cart: cartMachine(), checkout: checkoutMachine(), order: orderMachine(), payment: paymentMachine, refund: refundMachine, return: returnMachine(), invoice: invoiceMachine
} as unknown as Readonly<Record<string, { readonly initial: object; readonly evolve: (state: object, event: object) => object }>>

// Written by the code of that version, and never again: one history for every event that it knew.
const written = JSON.parse(readFileSync(new URL("./written-1.json", import.meta.url), "utf8")) as Readonly<Record<string, ReadonlyArray<{ readonly events: ReadonlyArray<object>; readonly ends: string }>>>

describe("events of the first version", () => {
  for (const [kind, histories] of Object.entries(written)) {
    it(`of a ${kind} are read as they would be written now, and lead to where they led`, () => {
      const { initial, evolve } = machines[kind]!
      for (const { events, ends } of histories) {
        const state = events.map((event) => upcast({ of: kind, id: "1", version: 1, event }).event).reduce<object>(evolve, initial)
        expect(state).toMatchObject({ status: ends })
        expect(state).not.toHaveProperty("guestKey")
      }
    })
  }

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
