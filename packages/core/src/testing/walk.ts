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

/** Walks of up to 40 commands that the table accepts. A rule may refuse one, which leaves no step; what only ends the walk is seldom tried. */
export const anyWalk = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, commands: Commands<C>): fc.Arbitrary<Walk<S, C, E>> => {
  const say = sayer(commands)
  const choose = chooser(machine)
  // A generator draws nothing itself: what is filtered out would come again for ever, but for the number that is drawn beside it.
  return fc.tuple(fc.nat(), fc.gen()).map(([, g]) => {
    const steps: Array<Accepted<S, C, E>> = []
    let state = machine.initial
    for (let left = g(upTo, 40); left > 0; left--) {
      const verbs = choose(g, state.status)
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

/** Chooses among what a status accepts. What moves a machine somewhere is tried more than what never does, and what only ends a walk least, so that walks go deep. */
export const chooser = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>) => {
  const rows = Object.entries(machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>)
  const movers = new Set(rows.flatMap(([from, row]) => Object.keys(row).filter((verb) => row[verb]!.some((to) => to !== from))))
  const ways = new Map(rows.map(([from, row]) => {
    const all = Object.keys(row)
    const onward = all.filter((verb) => !row[verb]!.every((to) => to !== from && (machine.terminal as ReadonlyArray<string>).includes(to)))
    return [from, [all, onward, onward.filter((verb) => movers.has(verb))] as const]
  }))
  return (g: fc.GeneratorValue, status: S["status"]): ReadonlyArray<string> => {
    const [all, onward, moving] = ways.get(status)!
    const haste = g(upTo, 7)
    const chosen = haste === 0 ? all : haste < 4 ? onward : moving
    return chosen.length > 0 ? chosen : onward.length > 0 ? onward : all
  }
}

/** Each as likely as the next: a bias to the first and the last would never reach those between. */
export const upTo = (most: number): fc.Arbitrary<number> => fc.noBias(fc.integer({ min: 0, max: most }))

/** Makes a command of a verb when it is its turn: most of what could be said at a step is not. */
export const sayer = <C extends Message>(commands: Commands<C>) => {
  const builders = new Map(Object.entries(commands as Record<string, fc.Arbitrary<C>>).map(([verb, arbitrary]) => [verb, () => arbitrary]))
  return (g: fc.GeneratorValue, verb: string): C => g(builders.get(verb)!)
}
