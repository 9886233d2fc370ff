import fc from "fast-check"
import { type Machine, run } from "../machine.ts"

interface Staged { readonly status: string }
interface Message { readonly type: string }

/** One arbitrary per command; the keys make a forgotten command a type error. */
export type Commands<C extends Message> = { readonly [V in C["type"]]: fc.Arbitrary<Extract<C, { readonly type: V }>> }

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
  const say = sayer(commands)
  // A generator draws nothing itself: what is filtered out would come again for ever, but for the number that is drawn beside it.
  return fc.tuple(fc.nat(), fc.gen()).map(([, g]) => {
    const steps: Array<Accepted<S, C, E>> = []
    let state = machine.initial
    for (let left = g(upTo, 25); left > 0; left--) {
      const verbs = waysOn(machine, state.status, g(upTo, 3) === 0)
      if (verbs.length === 0) break
      const command = say(g, verbs[g(upTo, verbs.length - 1)]!)
      const outcome = run(machine, state, command)
      if (!outcome.ok) continue
      steps.push({ before: state, command, ...outcome.value })
      state = outcome.value.state
    }
    return { state, steps, events: steps.flatMap((step) => step.events) }
  })
}

/** What a status accepts; without what only ends the walk, unless nothing else is left or it `ends`. */
export const waysOn = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, status: S["status"], ends: boolean): ReadonlyArray<string> => {
  const table = machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>
  const terminal: ReadonlyArray<string> = machine.terminal
  const row = Object.entries(table[status]!)
  const onward = row.filter(([, targets]) => ends || !targets.every((to) => to !== status && terminal.includes(to)))
  return (onward.length > 0 ? onward : row).map(([verb]) => verb)
}

export const upTo = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most })

/** Makes a command of a verb when it is its turn: most of what could be said at a step is not. */
export const sayer = <C extends Message>(commands: Commands<C>) => {
  const builders = new Map(Object.entries(commands as Record<string, fc.Arbitrary<C>>).map(([verb, arbitrary]) => [verb, () => arbitrary]))
  return (g: fc.GeneratorValue, verb: string): C => g(builders.get(verb)!)
}
