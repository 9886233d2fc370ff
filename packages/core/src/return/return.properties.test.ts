import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { run } from "../machine.ts"
import { foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { anyDelivered, returnCommands } from "./arbitrary.ts"
import { type ApprovedReturn, type AskedReturn, claimedOf, type ReturnCommand, type ReturnEvent, returnMachine, returnPolicy } from "./index.ts"

machineLaws(returnMachine(), returnCommands)
foreignEventsThrow(returnMachine(), returnCommands)

const total = (pieces: ReadonlyArray<{ readonly lineId: string; readonly quantity: number }>, lineId: string) => pieces.filter((some) => some.lineId === lineId).reduce((sum, { quantity }) => sum + quantity, 0)
const told = <T extends ReturnEvent["type"]>(events: ReadonlyArray<ReturnEvent>, type: T) => events.filter((event): event is Extract<ReturnEvent, { readonly type: T }> => event.type === type)

describe("any return", () => {
  const law = walkLaws(returnMachine(), returnCommands)

  law("receives no more than was approved, and inspects no more than was received", ({ steps }) => {
    for (const { state } of steps) {
      if (!("approvedAt" in state)) continue
      const findings = state.inspections.flatMap((inspection) => inspection.findings)
      for (const { lineId, quantity, quantityReceived, quantityPassed, quantityFailed } of state.lines) {
        expect(0 <= quantityPassed + quantityFailed && quantityPassed + quantityFailed <= quantityReceived && quantityReceived <= quantity).toBe(true)
        expect(total(state.receipts.flatMap(({ items }) => items), lineId)).toBe(quantityReceived)
        expect(total(findings, lineId)).toBe(quantityPassed + quantityFailed)
        expect(total(findings.filter(({ verdict }) => verdict === "pass"), lineId)).toBe(quantityPassed)
      }
    }
  })

  law("puts what is resellable back on the shelf, once, and nothing else", ({ state, events }) => {
    if (!("approvedAt" in state)) return
    const due = told(events, "ReturnRestockDue")
    expect(new Set(due.map(({ inspectionId }) => inspectionId)).size).toBe(due.length)
    const restocked = due.flatMap(({ demands }) => demands).map(({ variantId, quantity }) => ({ lineId: variantId, quantity }))
    const resellable = state.inspections.flatMap(({ findings }) => findings).filter(({ verdict, condition }) => verdict === "pass" && condition === "resellable")
    const demands = state.lines.flatMap(({ lineId, takes }) => takes.map((taken) => ({ lineId: taken.variantId, quantity: taken.quantity * total(resellable, lineId) })))
    for (const variantId of new Set(demands.map(({ lineId }) => lineId))) expect(total(restocked, variantId)).toBe(total(demands, variantId))
  })

  law("owes money or another variant for every piece that passed, and for no other", ({ state, events }) => {
    if (!("approvedAt" in state)) return
    const refunded = told(events, "ReturnRefundDue").flatMap(({ lines }) => lines)
    const exchanged = told(events, "ReturnExchangeDue").flatMap(({ lines }) => lines)
    for (const { lineId, exchangeFor, quantityPassed } of state.lines) {
      expect({ refunded: total(refunded, lineId), exchanged: total(exchanged, lineId) })
        .toEqual(exchangeFor === undefined ? { refunded: quantityPassed, exchanged: 0 } : { refunded: 0, exchanged: quantityPassed })
    }
  })

  law("ends when everything that came was looked at and nothing more is awaited, and only then", ({ steps }) => {
    for (const { state } of steps) {
      if (!("approvedAt" in state)) continue
      const seen = state.lines.every(({ quantityReceived, quantityPassed, quantityFailed }) => quantityPassed + quantityFailed === quantityReceived)
      const waits = state.status !== "received" && state.status !== "completed"
      expect(state.status === "completed").toBe(seen && !waits)
      if (state.lines.every(({ quantity, quantityReceived }) => quantity === quantityReceived)) expect(waits).toBe(false)
    }
  })

  law("is cancelled only before anything left", ({ steps }) => {
    for (const { command, before } of steps) if (command.type === "Cancel" && "approvedAt" in before) expect([before.pickedUpAt, before.receipts]).toEqual([undefined, []])
  })

  it("comes to the same by the same facts of the carrier, in whatever order and however often they are heard", () => {
    const fact = fc.oneof(returnCommands.RecordPickup, fc.integer({ min: 0, max: 3 }).map((n): ReturnCommand => ({ type: "RecordReceipt", receiptId: id<"receipt">(`receipt-${n}`), items: [{ lineId: id<"order_line">(`order_line-${n % 2 + 1}`), quantity: 1 }], at: 0 })))
    const after = (commands: ReadonlyArray<ReturnCommand>) => commands.reduce((state, command) => {
      const outcome = run(returnMachine(), state, command)
      return outcome.ok ? outcome.value.state : state
    }, returnMachine().initial) as ApprovedReturn & AskedReturn
    const begun: ReadonlyArray<ReturnCommand> = [
      {
        type: "Request", returnId: id<"return">("return-1"), orderId: id<"order">("order-1"), at: 0,
        lines: [1, 2].map((n) => ({ lineId: id<"order_line">(`order_line-${n}`), quantity: 2, category: "other", reason: "It was given twice.", images: [] })),
        delivered: [1, 2].map((n) => ({ lineId: id<"order_line">(`order_line-${n}`), variantId: id<"variant">("variant-1"), productCategory: "apparel", takes: [], deliveries: [{ quantity: 2, at: 0 }], quantityClaimed: 0 }))
      },
      { type: "Approve", returnNumber: "RET-2026-000001", exchanges: [], at: 0 }
    ]
    fc.assert(fc.property(fc.array(fact, { maxLength: 6 }), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), fc.constantFrom("kept", "cancelled"), (facts, dice, mood) => {
      const shuffled = facts.concat(facts).map((fact, i) => ({ fact, rank: dice[i]! })).sort((a, b) => a.rank - b.rank).map(({ fact }) => fact)
      const [inOrder, inAnyOrder] = [facts, shuffled].map((heard) => after([...begun, ...(mood === "cancelled" ? [{ type: "Cancel", at: 0 } as const] : []), ...heard]))
      const arrived = (state: ApprovedReturn & AskedReturn) => ({ status: state.status, lines: state.lines, receipts: state.receipts.map(({ receiptId }) => receiptId).sort() })
      expect(arrived(inAnyOrder!)).toEqual(arrived(inOrder!))
    }))
  })
})

describe("F30: several returns of an order", () => {
  const machine = returnMachine({ ...returnPolicy, windowMs: { byProductCategory: {}, otherwise: Number.MAX_SAFE_INTEGER } })
  const step = fc.record({ commands: fc.record(returnCommands as Record<string, fc.Arbitrary<ReturnCommand>>), which: fc.nat(3), pick: fc.nat() })

  it("claim no more of a line than was delivered, unless one was cancelled with its parcel on the way", () => {
    let several = 0
    fc.assert(fc.property(anyDelivered, fc.array(step, { maxLength: 40, size: "max" }), (delivered, steps) => {
      const returns = Array.from({ length: 4 }, () => machine.initial)
      for (const { commands, which, pick } of steps) {
        const state = returns[which]!
        const verbs = Object.keys(machine.transitions[state.status])
        if (verbs.length === 0 || state.status === "cancelled") continue
        const command = commands[verbs[pick % verbs.length]!]!
        const others = returns.filter((other): other is AskedReturn => other.status !== "unrequested")
        const facts = delivered.map((line) => ({ ...line, quantityClaimed: claimedOf(others, line.lineId) }))
        const outcome = run(machine, state, command.type === "Request" ? { ...command, delivered: facts } : command)
        if (outcome.ok) returns[which] = outcome.value.state
        const asked = returns.filter((other): other is AskedReturn => other.status !== "unrequested")
        if (asked.length > 1) several++
        for (const { lineId, deliveries } of delivered) expect(claimedOf(asked, lineId)).toBeLessThanOrEqual(deliveries.reduce((sum, { quantity }) => sum + quantity, 0))
      }
    }), { numRuns: 300 })
    expect(several).toBeGreaterThan(0)
  })
})
