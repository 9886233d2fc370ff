import { describe, expect } from "vitest"
import { foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { checkoutCommands } from "./arbitrary.ts"
import { checkoutMachine } from "./index.ts"

machineLaws(checkoutMachine(), checkoutCommands)
foreignEventsThrow(checkoutMachine(), checkoutCommands)

describe("any checkout session", () => {
  const law = walkLaws(checkoutMachine(), checkoutCommands)

  law("going back drops what followed from the step, and nothing else", ({ steps }) => {
    for (const { command, state, before } of steps) {
      if (command.type === "EnterShippingAddress") expect(state).not.toHaveProperty("shippingMethod")
      if (command.type === "EnterBillingAddress") expect(state).toHaveProperty("shippingAddress", (before as typeof state & { shippingAddress: unknown }).shippingAddress)
      if (command.type === "EnterShippingAddress" || command.type === "EnterBillingAddress" || command.type === "SelectShippingMethod" || (command.type === "UseStoreCredit" && before !== state)) {
        expect(state).not.toHaveProperty("paymentMethod")
        expect(state).not.toHaveProperty("agreedTotal")
        expect(state).not.toHaveProperty("orderId")
      }
    }
  })

  law("places one order, for the total that was agreed last", ({ steps }) => {
    const placings = steps.filter(({ command }) => command.type === "PlaceOrder")
    expect(placings.length).toBeLessThanOrEqual(1)
    for (const { command, before } of placings) {
      const agreed = steps.map((step) => step.command).slice(0, steps.findIndex((step) => step.before === before)).findLast((earlier) => earlier.type === "SelectPaymentMethod")
      expect(agreed).toMatchObject({ agreedTotal: command.type === "PlaceOrder" && command.total })
    }
  })

  law("is not ordered with a change that nobody accepted, nor with more store credit than it costs", ({ steps }) => {
    for (const { command, state } of steps) {
      if (command.type === "PlaceOrder" || command.type === "Start") expect(command.changes).toEqual([])
      if (state.status === "payment_pending") expect(state.storeCredit ?? 0).toBeLessThanOrEqual(state.agreedTotal)
    }
  })

  law("ends for want of steps only when its time is over", ({ steps }) => {
    for (const { command, before } of steps) {
      if (command.type === "Expire" && command.because === "idle" && "expiresAt" in before) expect(command.at).toBeGreaterThan(before.expiresAt)
    }
  })

  law("keeps the words of the customer, and the credit, until they are changed", ({ steps }) => {
    const kept = (state: object) => ["giftMessage", "notes", "storeCredit"].map((key) => [key, (state as Record<string, unknown>)[key]])
    const changing: Record<string, string> = { WriteGiftMessage: "giftMessage", WriteNotes: "notes", UseStoreCredit: "storeCredit" }
    for (const { command, before, state } of steps) {
      if (state.status !== "expired") expect(kept(state).filter(([key]) => key !== changing[command.type])).toEqual(kept(before).filter(([key]) => key !== changing[command.type]))
    }
  })

  law("never takes a step that its carriers, its registration or its time forbid", ({ steps }) => {
    for (const { command, before, state } of steps) {
      if (command.type !== "Expire" && command.type !== "Complete" && "expiresAt" in before) expect(command.at).toBeLessThanOrEqual(before.expiresAt)
      if (!("shippingAddress" in state)) continue
      expect(state.serviceability.delivers).toBe(true)
      expect(state.billing.gstin?.slice(0, 2) ?? "none").toBe(state.billing.gstin ? (state.billing.address ?? state.shippingAddress).stateCode : "none")
      if ("paymentMethod" in state && state.paymentMethod === "cod") expect(state.serviceability.cod).toBe(true)
    }
  })
})
