import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cartMachine } from "./cart/index.ts"
import { checkoutMachine } from "./checkout/index.ts"
import { invoiceMachine } from "./invoice/index.ts"
import type { Machine } from "./machine.ts"
import {
  cartGivers, checkoutGivers, type Givers, invoiceGivers, optionsOf, orderGivers, paymentGivers, type Question, refundGivers, reservationGivers, returnGivers, roles
} from "./options.ts"
import { orderMachine } from "./order/index.ts"
import { paymentMachine } from "./payment/index.ts"
import { refundMachine } from "./refund/index.ts"
import { reservationMachine } from "./reservation/index.ts"
import { returnMachine } from "./return/index.ts"
import { anyWalk, cartCommands, checkoutCommands, type Commands, invoiceCommands, orderCommands, paymentCommands, refundCommands, reservationCommands, returnCommands } from "./testing/index.ts"

/** What is seen has to be complete, so the walks are the same each time: by chance they may miss a corner. */
const onASeed = { numRuns: 300, seed: 1 }

const tellsTheTruth = <S extends { readonly status: string }, C extends { readonly type: string }, E extends { readonly type: string }, F extends { readonly code: string }>(
  machine: Machine<S, C, E, F>,
  givers: Givers<C>,
  commands: Commands<C>
) => describe(`of the ${machine.name}`, () => {
  const anyTried = fc.record(commands as Record<string, fc.Arbitrary<C>>)
  const codeOf = (state: S, command: C) => {
    const outcome = machine.decide(state, command)
    return outcome.ok ? undefined : outcome.error.code
  }

  it("call possible by status exactly what is no illegal transition, and name every status where it is none", () => {
    const accepted = new Set<string>()
    const named = new Set<string>()
    fc.assert(fc.property(anyWalk(machine, commands), anyTried, fc.constantFrom(...roles), ({ steps }, tried, role) => {
      for (const state of [machine.initial, ...steps.map((step) => step.state)]) {
        for (const option of optionsOf(machine, givers, { state, role })) {
          const isLegal = codeOf(state, tried[option.command]!) !== "illegal_transition"
          if (isLegal) accepted.add(`${option.command} in ${state.status}`)
          if (option.answer !== "not_yours") expect(option.answer).toBe(isLegal ? "open" : "not_now")
          if (option.answer === "not_now") for (const status of option.acceptedIn) named.add(`${option.command} in ${status}`)
        }
      }
    }), onASeed)
    expect([...named].sort()).toEqual([...accepted].sort())
  })

  it("say of every command whose it is, and of one that was tried what its rule says", () => {
    const seen = new Set<string>()
    fc.assert(fc.property(anyWalk(machine, commands), anyTried, fc.constantFrom(...roles), ({ state }, tried, role) => {
      const options = optionsOf(machine, givers, { state, role, tried: tried as Required<Question<S, C>>["tried"] })
      expect(options.map(({ command }) => command)).toEqual(Object.keys(givers))
      for (const option of options) {
        seen.add(option.answer)
        const code = codeOf(state, tried[option.command]!)
        const expected = code === undefined ? "open" : code === "illegal_transition" ? "not_now" : "refused"
        expect(option.answer).toBe(givers[option.command].includes(role) ? expected : "not_yours")
        if (option.answer === "refused") expect({ ok: false, error: option.refusal }).toEqual(machine.decide(state, tried[option.command]!))
      }
    }), onASeed)
    expect([...seen].sort()).toEqual(["not_now", "not_yours", "open", "refused"])
  })
})

describe("the options", () => {
  tellsTheTruth(cartMachine(), cartGivers, cartCommands)
  tellsTheTruth(reservationMachine, reservationGivers, reservationCommands)
  tellsTheTruth(checkoutMachine(), checkoutGivers, checkoutCommands)
  tellsTheTruth(orderMachine(), orderGivers, orderCommands)
  tellsTheTruth(paymentMachine, paymentGivers, paymentCommands)
  tellsTheTruth(refundMachine, refundGivers, refundCommands)
  tellsTheTruth(returnMachine(), returnGivers, returnCommands)
  tellsTheTruth(invoiceMachine, invoiceGivers, invoiceCommands)
})
