import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { run } from "../machine.ts"
import { type Money, sum } from "../money/index.ts"
import { foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { anyCapture, paymentCommands } from "./arbitrary.ts"
import { capturedAmountOf, type OpenedPayment, paymentMachine, type PaymentCommand } from "./index.ts"

machineLaws(paymentMachine, paymentCommands)
foreignEventsThrow(paymentMachine, paymentCommands)

const capturedBy = (commands: ReadonlyArray<PaymentCommand>): Money => {
  const opened = commands.reduce((state, command) => {
    const outcome = run(paymentMachine, state, command)
    return outcome.ok ? outcome.value.state : state
  }, paymentMachine.initial)
  return capturedAmountOf(opened as OpenedPayment)
}

describe("any payment", () => {
  const captures = fc.array(fc.tuple(anyCapture, paymentCommands.RecordCapture).map(([capture, command]) => ({ ...command, ...capture })), { maxLength: 8 })
  const opening = paymentCommands.Open.filter((open) => open.amount > 0)

  it("holds each capture once, in whatever order and however often it is heard, called off or not", () =>
    fc.assert(fc.property(opening, captures, fc.nat(), fc.boolean(), (open, heard, place, cancels) => {
      const amounts = new Map(heard.filter(({ amount }) => amount > 0).map(({ reference, amount }) => [reference, amount]))
      const cancel = cancels ? [{ type: "Cancel", at: 0 } as const] : []
      const at = place % (heard.length + 1)
      const expected = sum([...amounts.values()])
      expect(capturedBy([open, ...heard])).toBe(expected)
      expect(capturedBy([open, ...heard.slice(0, at), ...cancel, ...heard.slice(at)])).toBe(expected)
      expect(capturedBy([open, ...heard.toReversed(), ...heard])).toBe(expected)
    })))

  walkLaws(paymentMachine, paymentCommands)("is captured when something was, and only then", ({ state }) => {
    if (state.status !== "unopened") expect(state.status === "captured").toBe(state.captures.length > 0)
  })
})
