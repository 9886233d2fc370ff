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
  const choice = fc.record({ commands: fc.record(commands as Record<string, fc.Arbitrary<C>>), pick: fc.nat(), ends: fc.nat(3).map((n) => n === 0) })
  return fc.array(choice, { maxLength: 25, size: "max" }).map((choices) => {
    const steps: Array<Accepted<S, C, E>> = []
    let state = machine.initial
    for (const { commands, pick, ends } of choices) {
      const verbs = waysOn(machine, state.status, ends)
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

/** What a status accepts; without what only ends the walk, unless nothing else is left or it `ends`. */
export const waysOn = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, status: S["status"], ends: boolean): ReadonlyArray<string> => {
  const table = machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>
  const terminal: ReadonlyArray<string> = machine.terminal
  const row = Object.entries(table[status]!)
  const onward = row.filter(([, targets]) => ends || !targets.every((to) => to !== status && terminal.includes(to)))
  return (onward.length > 0 ? onward : row).map(([verb]) => verb)
}
