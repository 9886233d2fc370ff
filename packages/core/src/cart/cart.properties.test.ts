import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { run } from "../machine.ts"
import { money } from "../money/index.ts"
import { anyWalk, foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { atta, earphones, giftBox, kurta } from "../testing/samples.ts"
import { cartCommands } from "./arbitrary.ts"
import { type Cart, cartMachine, cartPolicy, changesOf, demandsOf, isGift, type OpenedCart, type Today } from "./index.ts"

const closing = { ...cartPolicy, emptiedCart: "closes" } as const

machineLaws(cartMachine(closing), cartCommands)
foreignEventsThrow(cartMachine(closing), cartCommands)

const linesOf = (cart: Cart) => cart.status === "unopened" ? [] : cart.lines

describe("any cart", () => {
  const [maximumLines, maximumQuantity] = [2, 5]
  const law = walkLaws(cartMachine({ ...closing, maximumLines, maximumQuantity }), cartCommands)

  law("has at most so many lines of at most so many whole pieces, one line for each thing, and one where it is a gift", ({ steps }) => {
    for (const { state } of steps) {
      if (state.status === "unopened") continue
      expect(state.lines.filter((line) => !isGift(line)).length).toBeLessThanOrEqual(maximumLines)
      for (const { quantity } of [...state.lines, ...state.saved]) expect(Number.isInteger(quantity) && quantity >= 1 && quantity <= maximumQuantity).toBe(true)
      expect(new Set(state.lines.map((line) => `${line.item.variantId} ${isGift(line)}`)).size).toBe(state.lines.length)
      expect(new Set(state.lines.map((line) => line.lineId)).size).toBe(state.lines.length)
      expect(new Set(state.saved.map((saved) => saved.item.variantId)).size).toBe(state.saved.length)
    }
  })

  law("changes its lines only while it is active", ({ steps }) => {
    for (const { before, state } of steps) {
      if (before.status === "locked" && state.status !== "unopened") expect(state.lines).toEqual(before.lines)
    }
  })

  law("says with every change what its lines take of the stock that it touches, and of none that it does not", ({ steps }) => {
    for (const { before, events, state } of steps) {
      for (const event of events) {
        if (!("demands" in event)) continue
        const take = (cart: Cart) => new Map(demandsOf(linesOf(cart)).map(({ variantId, quantity }) => [variantId, quantity]))
        const [earlier, later] = [take(before), take(state)]
        for (const { variantId, quantity } of event.demands) expect(quantity).toBe(later.get(variantId) ?? 0)
        const told = new Set(event.demands.map(({ variantId }) => variantId))
        for (const variantId of [...earlier.keys(), ...later.keys()]) if (!told.has(variantId)) expect(later.get(variantId)).toBe(earlier.get(variantId))
      }
    }
  })

  law("has gifts that are free, and that no hand touches", ({ steps }) => {
    for (const { before, command, state } of steps) {
      for (const { item } of linesOf(state).filter(isGift)) expect(item.unitPrice).toBe(0)
      if (command.type !== "ApplyGifts" && command.type !== "MergeInto") expect(linesOf(state).filter(isGift)).toEqual(linesOf(before).filter(isGift))
      if (command.type === "ApplyGifts") expect(linesOf(state).filter((line) => !isGift(line))).toEqual(linesOf(before).filter((line) => !isGift(line)))
    }
  })

  law("says no word when the gifts are given again", ({ steps }) => {
    for (const { command, state } of steps) if (command.type === "ApplyGifts") expect(cartMachine().decide(state, command)).toEqual({ ok: true, value: [] })
  })

  law("keeps every piece of two carts that merge, up to the most of each thing", ({ steps }) => {
    for (const { before, command, events, state } of steps) {
      if (command.type !== "Absorb" || before.status !== "active" || state.status !== "active") continue
      expect(cartMachine().decide(state, command)).toEqual({ ok: true, value: [] })
      if (events.length === 0) continue
      const pieces = (things: OpenedCart["lines"] | OpenedCart["saved"], variantId: string) =>
        things.filter((thing) => thing.item.variantId === variantId && !("giftOf" in thing)).reduce((sum, { quantity }) => sum + quantity, 0)
      for (const variantId of new Set([...before.lines, ...before.saved, ...command.lines, ...command.saved].map(({ item }) => item.variantId))) {
        const [inCart, inSaved] = [pieces(before.lines, variantId) + pieces(command.lines, variantId), pieces(before.saved, variantId) + pieces(command.saved, variantId)]
        const isThere = pieces(state.lines, variantId) > 0
        if (isThere) expect(pieces(state.lines, variantId)).toBe(Math.min(maximumQuantity, inCart))
        expect(pieces(state.saved, variantId)).toBe(Math.min(maximumQuantity, inSaved + (isThere ? 0 : Math.min(maximumQuantity, inCart))))
      }
    }
  })

  law("merges only a guest's, into another, and leaves nothing behind", ({ steps }) => {
    for (const { before, command, state } of steps) {
      if (command.type !== "MergeInto" || before.status !== "active" || state.status !== "merged") continue
      expect([before.owner.kind, state.into === state.cartId, state.lines, state.saved]).toEqual(["guest", false, [], []])
    }
  })

  law("is abandoned when its time is over, or when it was emptied", ({ steps }) => {
    for (const { before, command, state } of steps) {
      if (state.status !== "abandoned" || before.status !== "active") continue
      if (command.type === "Expire") expect([state.because, command.at >= before.expiresAt]).toEqual(["expired", true])
      else expect([state.because, state.lines.every(isGift)]).toEqual(["emptied", true])
    }
  })

  law("is never ordered empty", ({ steps }) => {
    for (const { state } of steps) if (state.status === "locked" || state.status === "converted") expect(state.lines.some((line) => !isGift(line))).toBe(true)
  })
})

describe("the changes of any cart", () => {
  const items = [kurta, earphones, atta, giftBox]
  const anyToday: fc.Arbitrary<Today> = fc.record({
    items: fc.subarray(items).chain((sold) => fc.tuple(...sold.map((item) => fc.constantFrom(item, { ...item, unitPrice: money(item.unitPrice + 100) })))),
    available: fc.tuple(...items.map(({ variantId }) => fc.record({ variantId: fc.constant(variantId), quantity: fc.nat(6) })))
  })
  const machine = cartMachine()

  it("are none once all of them are accepted, and what is left can be had", () =>
    fc.assert(fc.property(anyWalk(machine, cartCommands), anyToday, ({ state }, today) => {
      if (state.status !== "active") return
      const accepted = run(machine, state, { type: "AcceptChanges", accepted: changesOf(cartPolicy, state, today), today, at: 0 })
      expect(accepted).toMatchObject({ ok: true })
      if (!accepted.ok || accepted.value.state.status === "unopened") return
      expect(changesOf(cartPolicy, accepted.value.state, today)).toEqual([])
      const available = new Map(today.available.map(({ variantId, quantity }) => [variantId, quantity]))
      for (const { variantId, quantity } of demandsOf(accepted.value.state.lines.filter((line) => !isGift(line)))) expect(quantity).toBeLessThanOrEqual(available.get(variantId) ?? 0)
    }), { numRuns: 500 }))

  it("hide nothing: a line without one has today's price, and is in the catalog", () =>
    fc.assert(fc.property(anyWalk(machine, cartCommands), anyToday, ({ state }, today) => {
      if (state.status !== "active") return
      const changed = new Set(changesOf(cartPolicy, state, today).map(({ lineId }) => lineId))
      for (const { lineId, item } of state.lines.filter((line) => !isGift(line) && !changed.has(line.lineId))) {
        expect([lineId, today.items.find(({ variantId }) => variantId === item.variantId)?.unitPrice]).toEqual([lineId, item.unitPrice])
      }
    }), { numRuns: 500 }))
})
