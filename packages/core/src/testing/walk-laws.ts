import fc from "fast-check"
import { expect, it } from "vitest"
import type { Machine } from "../machine.ts"
import type { Commands } from "./walk.ts"
import { anyWalk, type Walk } from "./walk.ts"

interface Staged { readonly status: string }
interface Message { readonly type: string }

/** States laws over every walk of a machine: `law(sentence, (walk) => …)`. */
export const walkLaws = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, commands: Commands<C>) =>
  (sentence: string, holds: (walk: Walk<S, C, E>) => void) =>
    it(sentence, () => fc.assert(fc.property(anyWalk(machine, commands), (walk) => { holds(walk) }), { numRuns: 300 }))

/** The law that `evolve` never shrugs: an event throws in a status that accepts no command which could bring it about. */
export const foreignEventsThrow = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, commands: Commands<C>) =>
  it("throws on an event that cannot follow", () => {
    const events = new Map<string, E>()
    const causes = new Map<string, Set<string>>()
    const states = new Map<string, S>([[machine.initial.status, machine.initial]])
    fc.assert(fc.property(anyWalk(machine, commands), ({ steps }) => {
      for (const step of steps) {
        states.set(step.state.status, step.state)
        for (const event of step.events) {
          events.set(event.type, event)
          causes.set(event.type, (causes.get(event.type) ?? new Set()).add(step.command.type))
        }
      }
    }), { numRuns: 300 })

    const canFollow = (event: E, state: S) => Object.keys(machine.transitions[state.status as S["status"]]).some((verb) => causes.get(event.type)!.has(verb))
    const shrugs = [...events.values()].flatMap((event) =>
      [...states.values()].filter((state) => !canFollow(event, state) && !throws(() => machine.evolve(state, event))).map((state) => `${event.type} after ${state.status}`))
    expect(shrugs).toEqual([])
  })

const throws = (act: () => unknown): boolean => {
  try {
    act()
    return false
  } catch {
    return true
  }
}
