import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { figuresBetween, nothingCredited } from "../credit/index.ts"
import { id } from "../id.ts"
import { money, sum } from "../money/index.ts"
import { anyWalk, foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { placement } from "../testing/samples.ts"
import { orderCommands, permissive } from "./arbitrary.ts"
import {
  axesOf, creditedOf, dueOf, historyOf, isDelivered, keptTotalOf, type Order, type OrderCommand, orderMachine, originalOf, type PlacedOrder, sellerPartsOf, surplusOf
} from "./index.ts"

const machine = orderMachine(permissive)
machineLaws(machine, orderCommands)
foreignEventsThrow(machine, orderCommands)

const hasDetails = (order: Order): order is PlacedOrder => order.status !== "unplaced" && order.status !== "deleted"

/** A generated command may bring the figures of other goods. */
const isPriced = ({ lines, quote }: PlacedOrder): boolean =>
  quote.totals.lines.length === lines.length && lines.every(({ lineId, item, quantity }) => quote.totals.lines.some(({ id, gross }) => id === lineId && gross === item.unitPrice * quantity))

describe("any order", () => {
  const law = walkLaws(machine, orderCommands)

  law("delivers no more than it shipped, ships no more than was ordered and not called off (F31), and takes back no more than it delivered (F30)", ({ steps }) => {
    for (const { state } of steps) {
      if (!hasDetails(state)) continue
      for (const { lineId, quantity, quantityShipped, quantityDelivered, quantityCancelled, quantityReturnedToOrigin, quantityReturned, quantityRefunded } of state.lines) {
        expect(0 <= quantityDelivered && quantityDelivered + quantityReturnedToOrigin <= quantityShipped && quantityShipped + quantityCancelled <= quantity).toBe(true)
        expect(0 <= quantityReturned && quantityReturned <= quantityDelivered && 0 <= quantityRefunded && quantityRefunded <= quantity).toBe(true)
        const inParcels = (parcels: typeof state.shipments) => parcels.flatMap((parcel) => parcel.items).filter((item) => item.lineId === lineId).reduce((pieces, item) => pieces + item.quantity, 0)
        expect(inParcels(state.shipments)).toBe(quantityShipped)
        expect(inParcels(state.shipments.filter((parcel) => parcel.deliveredAt !== undefined))).toBe(quantityDelivered)
        expect(inParcels(state.shipments.filter((parcel) => parcel.returnedAt !== undefined))).toBe(quantityReturnedToOrigin)
      }
      expect(new Set(state.shipments.map((parcel) => parcel.shipmentId)).size).toBe(state.shipments.length)
    }
  })

  law("is paid what was recorded", ({ steps, state }) => {
    const recorded = steps.flatMap(({ command }) => command.type === "RecordPayment" ? [command.amount] : [])
    if (hasDetails(state)) expect(state.paidAmount).toBe(sum(recorded))
  })

  law("is completed when everything is delivered and nothing is due, and only then", ({ steps }) => {
    for (const { state } of steps) {
      if (hasDetails(state) && state.status !== "cancelled") expect(state.status === "completed").toBe(isDelivered(state) && dueOf(state) === 0)
    }
  })

  law("tells once that it was delivered, with what is then due", ({ steps, events }) => {
    const deliveries = events.filter((event) => event.type === "OrderDelivered")
    expect(deliveries.length).toBeLessThanOrEqual(1)
    for (const { events, state } of steps) {
      const told = events.find((event) => event.type === "OrderDelivered")
      if (told && hasDetails(state)) expect({ due: told.due, arrived: isDelivered(state) }).toEqual({ due: dueOf(state), arrived: true })
    }
    const last = steps.at(-1)?.state
    if (last && hasDetails(last) && last.status !== "cancelled") expect(deliveries.length === 1).toBe(isDelivered(last))
  })

  law("ships nothing that was neither paid in full nor is paid at the door", ({ steps }) => {
    for (const { command, before } of steps) {
      if (command.type === "Ship" && hasDetails(before)) expect(before.paymentMethod === "cod" || dueOf(before) === 0).toBe(true)
    }
  })

  law("keeps its promise to wait", ({ steps }) => {
    for (const { command, before } of steps) if (command.type === "Expire" && (before.status === "pending" || before.status === "draft")) expect(command.at).toBeGreaterThanOrEqual(before.expiresAt)
  })

  law("has a timeline that ends where it stands, each entry from where the one before led", ({ state, events }) => {
    if (state.status === "unplaced") return
    const stands: Record<string, string> = {}
    for (const { axis, from, to } of historyOf(machine.initial, events)) {
      expect(from).toBe(stands[axis])
      expect(to).not.toBe(from)
      stands[axis] = to
    }
    if (hasDetails(state)) expect(stands).toEqual(axesOf(state))
    else expect(stands).toMatchObject({ lifecycle: "deleted" })
  })

  law("keeps what was not credited, never less than nothing, and owes what is paid beyond it (F29)", ({ steps }) => {
    for (const { state, before, events, command } of steps) {
      if (!hasDetails(state)) continue
      expect(Number.isSafeInteger(keptTotalOf(state)) && keptTotalOf(state) >= 0).toBe(true)
      expect(dueOf(state)).toBe(Math.max(0, keptTotalOf(state) - state.paidAmount))
      const told = events.some((event) => event.type === "OrderRefundDue")
      if (command.type !== "SwitchToCod") expect(told).toBe(surplusOf(state) > (hasDetails(before) ? surplusOf(before) : 0))
    }
  })

  law("credits one after the other, each figure to the paisa, and all of it adds up to the order (F10)", ({ state }) => {
    if (!hasDetails(state) || !isPriced(state)) return
    const original = originalOf(state)
    state.credits.reduce((before, credit) => {
      expect(credit.before).toEqual(before)
      expect(credit.amount).toBe(figuresBetween(original, credit.before, credit.credited).grandTotal)
      return credit.credited
    }, nothingCredited)
    const heads = (...stretches: ReadonlyArray<Record<Head, number>>) => headsNamed.map((head) => stretches.reduce((all, figures) => all + figures[head], 0))
    expect(heads(...state.credits.map(({ before, credited }) => figuresBetween(original, before, credited)))).toEqual(heads(figuresBetween(original, nothingCredited, creditedOf(state))))
    if (state.status === "cancelled" && state.credits.at(-1)?.because === "order_cancelled") {
      expect(heads(...state.credits.map(({ before, credited }) => figuresBetween(original, before, credited)))).toEqual(heads(state.quote.totals))
      expect(keptTotalOf(state)).toBe(0)
    }
  })

  law("has parts by seller that add up to it, figure by figure (F35)", ({ state }) => {
    if (!hasDetails(state) || !isPriced(state)) return
    const parts = sellerPartsOf(state)
    expect(parts.flatMap(({ lines }) => lines).length).toBe(state.lines.length)
    expect(parts.flatMap(({ shipments }) => shipments).length).toBe(state.shipments.length)
    for (const head of headsNamed) expect(parts.reduce((all, { totals }) => all + totals[head], 0)).toBe(state.quote.totals[head])
  })

  const headsNamed = ["subtotal", "discountTotal", "taxable", "cgst", "sgst", "igst", "cess", "tax", "chargesTotal", "totalBeforeRoundOff", "roundOff", "grandTotal"] as const
  type Head = (typeof headsNamed)[number]

  it("forgets nothing that it was told of money, in whatever order and however often it is said", () => {
    const total = placement.quote.totals.grandTotal
    const news = (name: "authorized" | "failed", at: number): OrderCommand => ({ type: "RecordPaymentNews", paymentId: placement.paymentId, news: name, at })
    const facts: ReadonlyArray<OrderCommand> = [
      { type: "RecordPayment", paymentId: placement.paymentId, amount: total, at: 3 },
      { type: "RecordRefund", paymentId: placement.paymentId, amount: money(100), at: 3 },
      { type: "RecordPayment", paymentId: id<"payment">("payment-2"), amount: money(50), at: 3 }
    ]
    const repeated: ReadonlyArray<OrderCommand> = [
      news("failed", 1), news("authorized", 2), news("failed", 2),
      { type: "RecordDispute", disputeId: "dispute-1", amount: money(70), stage: "open", at: 3 }, { type: "RecordDispute", disputeId: "dispute-1", amount: money(70), stage: "won", at: 3 },
      { type: "RecordDispute", disputeId: "dispute-2", amount: money(70), stage: "open", at: 3 }
    ]
    const told = (commands: ReadonlyArray<OrderCommand>) => commands.reduce<Order>((order, command) => {
      const outcome = machine.decide(order, command)
      if (!outcome.ok) throw new Error(outcome.error.code)
      return outcome.value.reduce(machine.evolve, order)
    }, machine.initial)
    const begun: ReadonlyArray<OrderCommand> = [{ type: "Place", ...placement, at: 0 }]
    const inOrder = told([...begun, ...facts, ...repeated])
    expect(inOrder).toMatchObject({ status: "confirmed", paidAmount: total + 50, refundedAmount: 100, paymentNews: { "payment-1": { news: "authorized" } }, disputes: { "dispute-1": { stage: "won" }, "dispute-2": { stage: "open" } } })
    const all = [...facts, ...repeated, ...repeated]
    fc.assert(fc.property(fc.shuffledSubarray([...all.keys()], { minLength: all.length }), (places) => {
      expect(told([...begun, ...places.map((place) => all[place]!)])).toEqual(inOrder)
    }))
  })

  it("is credited the same whoever asks twice", () =>
    fc.assert(fc.property(anyWalk(machine, orderCommands), orderCommands.CreditItems, ({ state }, command) => {
      const once = machine.decide(state, command)
      if (!once.ok) return
      const after = once.value.reduce(machine.evolve, state)
      expect(machine.decide(after, command)).toEqual({ ok: true, value: [] })
    })))
})
