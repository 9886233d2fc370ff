import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { VariantId } from "../id.ts"
import { run } from "../machine.ts"
import { anyWalk, foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { anyVariant, reservationCommands } from "./arbitrary.ts"
import { freeOf, heldOf, type Reservation, reservationMachine, shortageOf } from "./index.ts"

machineLaws(reservationMachine, reservationCommands)
foreignEventsThrow(reservationMachine, reservationCommands)

describe("any reservation", () => {
  const law = walkLaws(reservationMachine, reservationCommands)

  law("keeps whole pieces, at least one, that were there", ({ steps }) => {
    for (const { command, state } of steps) {
      if (state.status !== "unheld") expect(Number.isInteger(state.quantity) && state.quantity >= 1).toBe(true)
      if (command.type === "Hold" || command.type === "ChangeQuantity") expect(command.quantity).toBeLessThanOrEqual(command.available)
    }
  })

  law("keeps its promise: never shorter, and for an order to its end", ({ steps }) => {
    for (const { before, command, state } of steps) {
      if (before.status !== "held" || state.status === "unheld") continue
      expect(state.expiresAt).toBeGreaterThanOrEqual(before.expiresAt)
      if (command.type === "Lapse") expect([before.holder.kind, command.at >= before.expiresAt]).toEqual(["cart", true])
      if (before.holder.kind === "order") expect(state.holder).toEqual(before.holder)
    }
  })
})

const countOf = (counts: ReadonlyArray<{ readonly variantId: VariantId; readonly quantity: number }>, variantId: VariantId) => counts.find((count) => count.variantId === variantId)?.quantity ?? 0

describe("the stock of any reservations", () => {
  const anyCounts = fc.array(fc.record({ variantId: anyVariant, quantity: fc.nat(9) }), { maxLength: 4 })

  it("is held or free, and never more than is there unless more was promised", () =>
    fc.assert(fc.property(anyCounts, fc.array(anyWalk(reservationMachine, reservationCommands), { maxLength: 5 }), (onHand, walks) => {
      const reservations = walks.map(({ state }) => state)
      const [held, free] = [heldOf(reservations), freeOf(onHand, reservations)]
      for (const { variantId } of onHand) {
        const shelf = onHand.filter((count) => count.variantId === variantId).reduce((sum, { quantity }) => sum + quantity, 0)
        expect(countOf(free, variantId)).toBe(Math.max(0, shelf - countOf(held, variantId)))
      }
    })))

  it("is short of a demand exactly where it is more than is free, and not by what is asked elsewhere", () =>
    fc.assert(fc.property(anyCounts, anyCounts, (demands, free) => {
      const total = (counts: typeof demands, variantId: VariantId) => counts.filter((count) => count.variantId === variantId).reduce((sum, { quantity }) => sum + quantity, 0)
      const short = shortageOf(demands, free)
      for (const variantId of new Set(demands.map((demand) => demand.variantId))) {
        const [requested, available] = [total(demands, variantId), total(free, variantId)]
        expect(short.filter((each) => each.variantId === variantId)).toEqual(requested > available ? [{ variantId, requested, available }] : [])
      }
    })))

  it("is never sold twice, whoever asks first", () =>
    fc.assert(fc.property(fc.nat(6), fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 8 }), (pieces, buyers) => {
      const variantId = "variant-1" as VariantId
      const onHand = [{ variantId, quantity: pieces }]
      const reservations: Array<Reservation> = []
      for (const quantity of buyers) {
        const free = freeOf(onHand, reservations)
        const outcome = run(reservationMachine, reservationMachine.initial, {
          type: "Hold", reservationId: "reservation-1" as never, variantId, quantity, available: countOf(free, variantId), holder: { kind: "cart", cartId: "cart-1" as never }, expiresAt: 9, at: 0
        })
        expect(outcome.ok).toBe(shortageOf([{ variantId, quantity }], free).length === 0)
        if (outcome.ok) reservations.push(outcome.value.state)
      }
      expect(countOf(heldOf(reservations), variantId)).toBeLessThanOrEqual(pieces)
    })))
})
