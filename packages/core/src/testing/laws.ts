import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Machine, run } from "../machine.ts"
import { chooser, type Commands, sayer, upTo } from "./walk.ts"

interface Staged { readonly status: string }
interface Message { readonly type: string }

/** The laws that every machine obeys. A new machine gets them in one line. */
export const machineLaws = <S extends Staged, C extends Message, E extends Message, F>(machine: Machine<S, C, E, F>, commands: Commands<C>) =>
  describe(`the ${machine.name} machine`, () => {
    const table = machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>
    const say = sayer(commands)
    const choose = chooser(machine)
    const verbsOf = Object.keys(commands)

    it("accepts every command somewhere", () => {
      const accepted = new Set(Object.values(table).flatMap((row) => Object.keys(row)))
      expect(Object.keys(commands).filter((verb) => !accepted.has(verb))).toEqual([])
    })

    it("ends where it says it ends", () => {
      const ends = Object.entries(table).filter(([status, row]) => Object.values(row).flat().every((to) => to === status)).map(([status]) => status)
      expect(ends.sort()).toEqual([...machine.terminal].sort())
    })

    type Step = { readonly state: S; readonly command: C; readonly outcome: ReturnType<typeof run<S, C, E, F>> }

    /** Walks, mostly by what the table accepts, so that it goes deep. Where it has been shows what it would rather say next. */
    const travel = (g: fc.GeneratorValue, tell: (step: Step) => void, wish: (status: string) => ReadonlyArray<string> = () => []): S => {
      let state = machine.initial
      for (let left = g(upTo, 60); left > 0; left--) {
        const isLawful = g(upTo, 4) > 0 && !machine.terminal.includes(state.status)
        const wished = isLawful && g(upTo, 1) === 0 ? wish(state.status) : []
        const verbs = wished.length > 0 ? wished : isLawful ? choose(g, state.status) : verbsOf
        const command = say(g, verbs[g(upTo, verbs.length - 1)]!)
        const outcome = run(machine, state, command)
        tell({ state, command, outcome })
        if (outcome.ok) state = outcome.value.state
      }
      return state
    }

    const holdAgainstTable = ({ state, command, outcome }: Step) => {
      const targets = table[state.status]![command.type]
      if (targets === undefined) expect(outcome).toMatchObject({ ok: false, error: { code: "illegal_transition" } })
      else if (outcome.ok) expect(targets).toContain(outcome.value.state.status)
    }

    it("moves only along its table; states, commands and events go through JSON, and events replay to where it stands", () =>
      fc.assert(fc.property(fc.gen(), (g) => {
        const history: Array<E> = []
        let stood = JSON.stringify(machine.initial)
        const end = travel(g, (step) => {
          const { state, command, outcome } = step
          holdAgainstTable(step)
          // To decide changes nothing, and what was stored and sent decides like what was never written down.
          expect(JSON.stringify(state)).toBe(stood)
          expect(JSON.stringify(run(machine, JSON.parse(stood) as S, throughJson(command)))).toBe(JSON.stringify(outcome))
          if (!outcome.ok) return
          history.push(...outcome.value.events)
          stood = JSON.stringify(outcome.value.state)
        })
        expect(throughJson(history).reduce(machine.evolve, machine.initial)).toEqual(end)
      }), { numRuns: 300 }))

    // On seeds of its own, as many as it takes, and rather where it has not been: by chance, walks may miss a corner for long.
    it("goes through all of its table", () => {
      const rows = Object.entries(table).flatMap(([from, row]) => Object.entries(row).flatMap(([verb, to]) => to.map((t) => `${from} --${verb}--> ${t}`)))
      const travelled = new Set<string>()
      const wish = (status: string) => Object.entries(table[status]!).filter(([verb, to]) => to.some((t) => !travelled.has(`${status} --${verb}--> ${t}`))).map(([verb]) => verb)
      const tell = (step: Step) => {
        const { state, command, outcome } = step
        holdAgainstTable(step)
        if (outcome.ok && (outcome.value.events.length > 0 || table[state.status]![command.type]!.includes(state.status))) travelled.add(`${state.status} --${command.type}--> ${outcome.value.state.status}`)
      }
      for (let seed = 1; seed <= 60 && rows.some((row) => !travelled.has(row)); seed++) {
        fc.assert(fc.property(fc.gen(), (g) => { travel(g, tell, wish) }), { seed, numRuns: 100 })
      }
      expect([...travelled].sort()).toEqual(rows.sort())
    }, 60_000)
  })

const throughJson = <A>(value: A): A => JSON.parse(JSON.stringify(value)) as A
