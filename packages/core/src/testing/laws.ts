import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Machine, run } from "../machine.ts"
import { type Commands, sayer, upTo, waysOn } from "./walk.ts"

interface Staged { readonly status: string }
interface Message { readonly type: string }

/** The laws that every machine obeys. A new machine gets them in one line. Of many commands, some are tried `seldom`, so that walks go deep. */
export const machineLaws = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, commands: Commands<C>, { seldom = [] }: { readonly seldom?: ReadonlyArray<C["type"]> } = {}) =>
  describe(`the ${machine.name} machine`, () => {
    const table = machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>
    const say = sayer(commands)
    const verbsOf = Object.keys(commands)

    it("accepts every command somewhere", () => {
      const accepted = new Set(Object.values(table).flatMap((row) => Object.keys(row)))
      expect(Object.keys(commands).filter((verb) => !accepted.has(verb))).toEqual([])
    })

    it("ends where it says it ends", () => {
      const ends = Object.entries(table).filter(([status, row]) => Object.values(row).flat().every((to) => to === status)).map(([status]) => status)
      expect(ends.sort()).toEqual([...machine.terminal].sort())
    })

    /** Walks, mostly by what the table accepts, so that it goes deep; holds every step against the table; and says where it came along. */
    const travel = (g: fc.GeneratorValue): ReadonlyArray<string> => {
      const travelled: Array<string> = []
      let state = machine.initial
      const history: Array<E> = []
      for (let left = g(upTo, 40); left > 0; left--) {
        const isLawful = g(upTo, 4) > 0 && !machine.terminal.includes(state.status)
        const ends = g(upTo, 3) === 0
        const usual = (isLawful ? waysOn(machine, state.status, ends) : verbsOf).filter((verb) => ends || !(seldom as ReadonlyArray<string>).includes(verb))
        const command = say(g, usual[g(upTo, usual.length - 1)]!)
        const targets = table[state.status]![command.type]
        const before = JSON.stringify(state)
        const outcome = run(machine, state, command)
        expect(JSON.stringify(state)).toBe(before)
        // What was stored and sent decides like what was never written down.
        expect(JSON.stringify(run(machine, JSON.parse(before) as S, throughJson(command)))).toBe(JSON.stringify(outcome))
        if (targets === undefined) expect(outcome).toMatchObject({ ok: false, error: { code: "illegal_transition" } })
        if (!outcome.ok) continue
        expect(targets).toContain(outcome.value.state.status)
        if (outcome.value.events.length > 0 || targets!.includes(state.status)) travelled.push(`${state.status} --${command.type}--> ${outcome.value.state.status}`)
        history.push(...outcome.value.events)
        state = outcome.value.state
      }
      expect(throughJson(history).reduce(machine.evolve, machine.initial)).toEqual(state)
      return travelled
    }

    it("moves only along its table; states, commands and events go through JSON, and events replay to where it stands", () =>
      fc.assert(fc.property(fc.gen(), (g) => { travel(g) }), { numRuns: 500 }))

    // On seeds of its own, as many as it takes: by chance, walks may miss a corner for long.
    it("goes through all of its table", () => {
      const rows = Object.entries(table).flatMap(([from, row]) => Object.entries(row).flatMap(([verb, to]) => to.map((t) => `${from} --${verb}--> ${t}`)))
      const travelled = new Set<string>()
      for (let seed = 1; seed <= 60 && rows.some((row) => !travelled.has(row)); seed++) {
        fc.assert(fc.property(fc.gen(), (g) => travel(g).forEach((way) => travelled.add(way))), { seed, numRuns: 200 })
      }
      expect([...travelled].sort()).toEqual(rows.sort())
    }, 60_000)
  })

const throughJson = <A>(value: A): A => JSON.parse(JSON.stringify(value)) as A
