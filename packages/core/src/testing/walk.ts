import fc from "fast-check"
import { expect, it } from "vitest"
import { type Machine, run } from "../machine.ts"
import type { Commands } from "./laws.ts"

interface Staged { readonly status: string }
interface Message { readonly type: string }

/** A command that was accepted, and what it did. */
export interface Accepted<S, C, E> {
  readonly before: S
  readonly command: C
  readonly events: ReadonlyArray<E>
  readonly state: S
}

/** What a machine went through, and where it stands. */
export interface Walk<S, C, E> {
  readonly state: S
  readonly steps: ReadonlyArray<Accepted<S, C, E>>
  readonly events: ReadonlyArray<E>
}

/** Walks of up to 25 commands that the table accepts. A rule may refuse one, which leaves no step; what only ends the walk is seldom tried. */
export const anyWalk = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, commands: Commands<C>): fc.Arbitrary<Walk<S, C, E>> => {
  const table = machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>
  const terminal: ReadonlyArray<string> = machine.terminal
  const choice = fc.record({ commands: fc.record(commands as Record<string, fc.Arbitrary<C>>), pick: fc.nat(), ends: fc.nat(3).map((n) => n === 0) })
  return fc.array(choice, { maxLength: 25, size: "max" }).map((choices) => {
    const steps: Array<Accepted<S, C, E>> = []
    let state = machine.initial
    for (const { commands, pick, ends } of choices) {
      const row = Object.entries(table[state.status]!)
      const onward = row.filter(([, targets]) => ends || !targets.every((to) => to !== state.status && terminal.includes(to)))
      const verbs = (onward.length > 0 ? onward : row).map(([verb]) => verb)
      if (verbs.length === 0) break
      const command = commands[verbs[pick % verbs.length]!]!
      const outcome = run(machine, state, command)
      if (!outcome.ok) continue
      steps.push({ before: state, command, ...outcome.value })
      state = outcome.value.state
    }
    return { state, steps, events: steps.flatMap((step) => step.events) }
  })
}

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
