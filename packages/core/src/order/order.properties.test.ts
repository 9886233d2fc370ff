import { describe, expect } from "vitest"
import { sum } from "../money/index.ts"
import { foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { orderCommands } from "./arbitrary.ts"
import { axesOf, dueOf, fulfilmentStatusOf, historyOf, orderMachine } from "./index.ts"

machineLaws(orderMachine(), orderCommands)
foreignEventsThrow(orderMachine(), orderCommands)

describe("any order", () => {
  const machine = orderMachine()
  const law = walkLaws(machine, orderCommands)

  law("delivers no more than it shipped, and ships no more than was ordered", ({ steps }) => {
    for (const { state } of steps) {
      if (state.status === "unplaced") continue
      for (const { lineId, quantity, quantityShipped, quantityDelivered } of state.lines) {
        expect(0 <= quantityDelivered && quantityDelivered <= quantityShipped && quantityShipped <= quantity).toBe(true)
        const inParcels = (parcels: typeof state.shipments) => parcels.flatMap((parcel) => parcel.items).filter((item) => item.lineId === lineId).reduce((pieces, item) => pieces + item.quantity, 0)
        expect(inParcels(state.shipments)).toBe(quantityShipped)
        expect(inParcels(state.shipments.filter((parcel) => parcel.deliveredAt !== undefined))).toBe(quantityDelivered)
      }
      expect(new Set(state.shipments.map((parcel) => parcel.shipmentId)).size).toBe(state.shipments.length)
    }
  })

  law("is paid what was recorded", ({ steps, state }) => {
    const recorded = steps.flatMap(({ command }) => command.type === "RecordPayment" ? [command.amount] : [])
    if (state.status !== "unplaced") expect(state.paidAmount).toBe(sum(recorded))
  })

  law("is completed when everything is delivered and nothing is due, and only then", ({ steps }) => {
    for (const { state } of steps) {
      if (state.status !== "unplaced") expect(state.status === "completed").toBe(fulfilmentStatusOf(state) === "delivered" && dueOf(state) === 0)
    }
  })

  law("tells once that it was delivered, with what is then due", ({ steps, events }) => {
    const deliveries = events.filter((event) => event.type === "OrderDelivered")
    expect(deliveries.length).toBeLessThanOrEqual(1)
    for (const { events, state } of steps) {
      const told = events.find((event) => event.type === "OrderDelivered")
      if (told && state.status !== "unplaced") expect({ due: told.due, fulfilment: fulfilmentStatusOf(state) }).toEqual({ due: dueOf(state), fulfilment: "delivered" })
    }
    const last = steps.at(-1)?.state
    if (last && last.status !== "unplaced") expect(deliveries.length === 1).toBe(fulfilmentStatusOf(last) === "delivered")
  })

  law("ships nothing that was neither paid in full nor is paid at the door", ({ steps }) => {
    for (const { command, before } of steps) {
      if (command.type === "Ship" && before.status !== "unplaced") expect(before.paymentMethod === "cod" || dueOf(before) === 0).toBe(true)
    }
  })

  law("keeps its promise to wait", ({ steps }) => {
    for (const { command, before } of steps) if (command.type === "Expire" && before.status === "pending") expect(command.at).toBeGreaterThanOrEqual(before.expiresAt)
  })

  law("has a timeline that ends where it stands, each entry from where the one before led", ({ state, events }) => {
    if (state.status === "unplaced") return
    const stands: Record<string, string> = {}
    for (const { axis, from, to } of historyOf(machine.initial, events)) {
      expect(from).toBe(stands[axis])
      expect(to).not.toBe(from)
      stands[axis] = to
    }
    expect(stands).toEqual(axesOf(state))
  })
})
