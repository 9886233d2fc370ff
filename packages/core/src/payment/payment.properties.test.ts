import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { run } from "../machine.ts"
import { money, sum } from "../money/index.ts"
import { foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { anyDispute, anyReported, outcomeOf, paymentCommands } from "./arbitrary.ts"
import { type AttemptStage, attemptStages, capturedAmountOf, excessOf, type OpenedPayment, paymentMachine, type PaymentCommand, refundableOf, refundedAmountOf, reservedAmountOf } from "./index.ts"

machineLaws(paymentMachine, paymentCommands)
foreignEventsThrow(paymentMachine, paymentCommands)

const after = (commands: ReadonlyArray<PaymentCommand>): OpenedPayment => commands.reduce((state, command) => {
  const outcome = run(paymentMachine, state, command)
  return outcome.ok ? outcome.value.state : state
}, paymentMachine.initial) as OpenedPayment

/** The ledger without when and in which order it was heard: where it stands, each attempt, each dispute, and every sum. */
const ledgerOf = ({ status, ...ledger }: OpenedPayment) => ({
  status,
  attempts: Object.fromEntries(ledger.attempts.map(({ at: _, reference, ...attempt }) => [reference, attempt])),
  disputes: Object.fromEntries(ledger.disputes.map(({ disputeId, ...dispute }) => [disputeId, dispute])),
  refundable: Object.fromEntries(ledger.attempts.map(({ reference }) => [reference, refundableOf(ledger, reference)])),
  captured: capturedAmountOf(ledger), reserved: reservedAmountOf(ledger), refunded: refundedAmountOf(ledger), excess: excessOf(ledger)
})

describe("any payment", () => {
  const commandOf = { failed: "RecordFailure", authorized: "RecordAuthorization", voided: "RecordVoid", captured: "RecordCapture" } as const satisfies Record<AttemptStage, PaymentCommand["type"]>
  // At another stage an attempt may speak of another amount: a part of what was authorised is captured.
  const fact = fc.record({ reported: anyReported, stage: fc.constantFrom(...attemptStages), at: fc.nat(99) }).map(({ reported, stage, at }) => {
    const amount = stage === "captured" ? reported.amount : money(reported.amount * 2)
    return { type: commandOf[stage], ...reported, amount, ...(stage === "failed" && { reason: "incorrect_pin" }), at } as PaymentCommand
  })
  const dispute = fc.record({ dispute: anyDispute, isClosed: fc.boolean(), at: fc.nat(99) }).map(({ dispute, isClosed, at }): PaymentCommand =>
    isClosed ? { type: "RecordDisputeOutcome", ...dispute, outcome: outcomeOf(dispute), at } : { type: "RecordDispute", ...dispute, at })
  // How much went back stands in one record with the capture, and only grows.
  const givenBack = fc.record({ reported: anyReported, total: fc.constantFrom(0, 1, 60_000, 500_000), at: fc.nat(99) }).map(({ reported, total, at }): ReadonlyArray<PaymentCommand> =>
    [{ type: "RecordCapture", ...reported, at }, { type: "RecordRefundedTotal", reference: reported.reference, total: money(total), at }])
  const calledOff = fc.nat(99).map((at): PaymentCommand => ({ type: "Cancel", at }))
  const alone = (arbitrary: fc.Arbitrary<PaymentCommand>) => arbitrary.map((command): ReadonlyArray<PaymentCommand> => [command])
  const anyRecords = fc.array(fc.oneof({ weight: 4, arbitrary: alone(fact) }, { weight: 2, arbitrary: alone(dispute) }, { weight: 2, arbitrary: givenBack }, alone(calledOff)), { maxLength: 8 })
  const opening = paymentCommands.Open.filter((open) => open.amount > 0)

  it("F18, F19: comes to the same by the same facts, in whatever order and however often they are heard", () =>
    fc.assert(fc.property(opening, anyRecords, fc.array(fc.nat(), { minLength: 16, maxLength: 16 }), (open, records, dice) => {
      const shuffled = records.concat(records).map((record, i) => ({ record, rank: dice[i]! })).sort((a, b) => a.rank - b.rank).map(({ record }) => record)
      expect(ledgerOf(after([open, ...shuffled.flat()]))).toEqual(ledgerOf(after([open, ...records.flat()])))
    }), { numRuns: 1_000 }))

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

  law("F12, F14: never gives back more of an attempt than was captured, whoever wants it", ({ state }) => {
    if (state.status === "unopened") return
    for (const { reference } of state.refunds) expect(refundableOf(state, reference)).toBeGreaterThanOrEqual(0)
    for (const amount of [reservedAmountOf(state), refundedAmountOf(state), excessOf(state)]) expect(amount).toBeGreaterThanOrEqual(0)
    expect(reservedAmountOf(state) + refundedAmountOf(state)).toBeLessThanOrEqual(capturedAmountOf(state))
  })

  law("tells all that has gone back, each paisa once", ({ state, events }) => {
    const told = events.flatMap((event) => event.type === "PaymentRefunded" || event.type === "PaymentRefundedOutside" || event.type === "PaymentTakenBack" ? [event.amount] : [])
    if (state.status !== "unopened") expect(sum(told)).toBe(refundedAmountOf(state))
  })
})
