import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Machine, run } from "../machine.ts"
import { type Commands, waysOn } from "./walk.ts"

interface Staged { readonly status: string }
interface Message { readonly type: string }

/** The laws that every machine obeys. A new machine gets them in one line. Of many commands, some are tried `seldom`, so that walks go deep. */
export const machineLaws = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, commands: Commands<C>, { seldom = [] }: { readonly seldom?: ReadonlyArray<C["type"]> } = {}) =>
  describe(`the ${machine.name} machine`, () => {
    const table = machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>
    // Each step carries one of every command and a choice among them, mostly of what the table accepts, so that walks go deep.
    const step = fc.record({
      commands: fc.record(commands as Record<string, fc.Arbitrary<C>>),
      choice: fc.nat(),
      ends: fc.nat(3).map((n) => n === 0),
      lawful: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false))
    })
    type Step = typeof step extends fc.Arbitrary<infer A> ? A : never
    const walk = fc.array(step, { maxLength: 40, size: "max" })

    it("accepts every command somewhere", () => {
      const accepted = new Set(Object.values(table).flatMap((row) => Object.keys(row)))
      expect(Object.keys(commands).filter((verb) => !accepted.has(verb))).toEqual([])
    })

    it("ends where it says it ends", () => {
      const ends = Object.entries(table).filter(([status, row]) => Object.values(row).flat().every((to) => to === status)).map(([status]) => status)
      expect(ends.sort()).toEqual([...machine.terminal].sort())
    })

    /** Walks, and holds every step against the table; says where it came along. */
    const travel = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => {
      const travelled: Array<string> = []
      let state = machine.initial
      const history: Array<E> = []
      for (const { commands, choice, ends, lawful } of steps) {
        const verbs = lawful && !machine.terminal.includes(state.status) ? waysOn(machine, state.status, ends) : Object.keys(commands)
        const usual = verbs.filter((verb) => ends || !(seldom as ReadonlyArray<string>).includes(verb))
        const command = commands[usual[choice % usual.length]!]!
        const targets = table[state.status]![command.type]
        const before = JSON.stringify(state)
        const outcome = run(machine, state, command)
        expect(JSON.stringify(state)).toBe(before)
        if (targets === undefined) expect(outcome).toMatchObject({ ok: false, error: { code: "illegal_transition" } })
        if (!outcome.ok) continue
        expect(targets).toContain(outcome.value.state.status)
        if (outcome.value.events.length > 0 || targets!.includes(state.status)) travelled.push(`${state.status} --${command.type}--> ${outcome.value.state.status}`)
        history.push(...outcome.value.events)
        state = outcome.value.state
      }
      expect((JSON.parse(JSON.stringify(history)) as Array<E>).reduce(machine.evolve, machine.initial)).toEqual(state)
      return travelled
    }

    it("moves only along its table, and replays through JSON to where it stands", () =>
      fc.assert(fc.property(walk, (steps) => { travel(steps) }), { numRuns: 500 }))

    // On a seed of its own: by chance, walks may miss a corner.
    it("goes through all of its table", () => {
      const travelled = new Set<string>()
      fc.assert(fc.property(walk, (steps) => travel(steps).forEach((way) => travelled.add(way))), { seed: 1, numRuns: 1_500 })
      const rows = Object.entries(table).flatMap(([from, row]) => Object.entries(row).flatMap(([verb, to]) => to.map((t) => `${from} --${verb}--> ${t}`)))
      expect([...travelled].sort()).toEqual(rows.sort())
    })
  })
