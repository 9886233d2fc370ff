import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { run } from "../machine.ts"
import { sum } from "../money/index.ts"
import { foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { anyReported, paymentCommands } from "./arbitrary.ts"
import { type AttemptStage, attemptStages, capturedAmountOf, type OpenedPayment, paymentMachine, type PaymentCommand, refundableOf } from "./index.ts"

machineLaws(paymentMachine, paymentCommands)
foreignEventsThrow(paymentMachine, paymentCommands)

const after = (commands: ReadonlyArray<PaymentCommand>): OpenedPayment => commands.reduce((state, command) => {
  const outcome = run(paymentMachine, state, command)
  return outcome.ok ? outcome.value.state : state
}, paymentMachine.initial) as OpenedPayment

/** The ledger without when and in which order it was heard. */
const ledgerOf = ({ status, attempts }: OpenedPayment) =>
  ({ status, attempts: Object.fromEntries(attempts.map(({ at: _, reference, ...attempt }) => [reference, attempt])) })

describe("any payment", () => {
  const commandOf = { failed: "RecordFailure", authorized: "RecordAuthorization", voided: "RecordVoid", captured: "RecordCapture" } as const satisfies Record<AttemptStage, PaymentCommand["type"]>
  const fact = fc.record({ reported: anyReported, stage: fc.constantFrom(...attemptStages), at: fc.nat(99) })
    .map(({ reported, stage, at }) => ({ type: commandOf[stage], ...reported, ...(stage === "failed" && { reason: "incorrect_pin" }), at }) as PaymentCommand)
  const opening = paymentCommands.Open.filter((open) => open.amount > 0)

  it("F18: comes to the same by the same facts, in whatever order and however often they are heard", () =>
    fc.assert(fc.property(opening, fc.array(fact, { maxLength: 8 }), fc.array(fc.nat(), { minLength: 16, maxLength: 16 }), (open, facts, dice) => {
      const shuffled = facts.concat(facts).map((fact, i) => ({ fact, rank: dice[i]! })).sort((a, b) => a.rank - b.rank).map(({ fact }) => fact)
      expect(ledgerOf(after([open, ...shuffled]))).toEqual(ledgerOf(after([open, ...facts])))
    }), { numRuns: 500 }))

  it("holds each capture once, called off or not", () =>
    fc.assert(fc.property(opening, fc.array(fact, { maxLength: 8 }), fc.nat(), fc.boolean(), (open, heard, place, cancels) => {
      const amounts = new Map(heard.flatMap((fact) => fact.type === "RecordCapture" && fact.amount > 0 ? [[fact.reference, fact.amount]] : []))
      const at = place % (heard.length + 1)
      const payment = after([open, ...heard.slice(0, at), ...(cancels ? [{ type: "Cancel", at: 0 } as const] : []), ...heard.slice(at)])
      expect(capturedAmountOf(payment)).toBe(sum([...amounts.values()]))
    })))

  const law = walkLaws(paymentMachine, paymentCommands)

  law("is captured when something was, and only then", ({ state }) => {
    if (state.status !== "unopened") expect(state.status === "captured").toBe(state.attempts.some(({ stage }) => stage === "captured"))
  })

  law("F12: never gives back more of an attempt than was captured", ({ state }) => {
    if (state.status !== "unopened") for (const { reference } of state.refunds) expect(refundableOf(state, reference)).toBeGreaterThanOrEqual(0)
  })
})
