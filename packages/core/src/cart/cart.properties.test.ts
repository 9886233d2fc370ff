import { describe, expect } from "vitest"
import { foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { cartCommands } from "./arbitrary.ts"
import { cartMachine, cartPolicy } from "./index.ts"

machineLaws(cartMachine(), cartCommands)
foreignEventsThrow(cartMachine(), cartCommands)

describe("any cart", () => {
  const law = walkLaws(cartMachine({ ...cartPolicy, maximumLines: 2, maximumQuantity: 5 }), cartCommands)

  law("has at most so many lines of at most so many whole pieces, one line for each thing", ({ steps }) => {
    for (const { state } of steps) {
      if (state.status === "unopened") continue
      expect(state.lines.length).toBeLessThanOrEqual(2)
      for (const { quantity } of state.lines) expect(Number.isInteger(quantity) && quantity >= 1 && quantity <= 5).toBe(true)
      expect(new Set(state.lines.map((line) => line.item.variantId)).size).toBe(state.lines.length)
    }
  })

  law("changes its lines only while it is active", ({ steps }) => {
    for (const { before, state } of steps) {
      if (before.status === "locked" && state.status !== "unopened") expect(state.lines).toEqual(before.lines)
    }
  })
})
