import { expect } from "vitest"
import type { IllegalTransition, Machine } from "../machine.ts"

/** Stories: `given(past events).when(command).then(events)`, or `.refuses(code)`. */
export const specify = <S extends { readonly status: string }, C extends { readonly type: string }, E extends { readonly type: string }, F extends { readonly code: string }>(
  machine: Machine<S, C, E, F>
) => ({
  given: (...past: ReadonlyArray<E>) => ({
    when: (command: C) => {
      const state = past.reduce(machine.evolve, machine.initial)
      const outcome = machine.decide(state, command)
      return {
        then: (...events: ReadonlyArray<E>) => expect(outcome).toEqual({ ok: true, value: events }),
        refuses: (code: F["code"] | IllegalTransition["code"], facts: object = {}) =>
          expect(outcome).toMatchObject({ ok: false, error: { code, ...facts } }),
        leadsTo: (expected: object) => {
          expect(outcome).toMatchObject({ ok: true })
          if (outcome.ok) expect(outcome.value.reduce(machine.evolve, state)).toMatchObject(expected)
        }
      }
    }
  })
})
