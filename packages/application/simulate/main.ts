// pnpm simulate [steps] [seed]: whole shops played by dice, a few hundred steps each, until so many steps were played (a million), or
// this one seed again. WITHOUT=order/ship.ts:20 (with --import ./without.ts) plays without that guard, and pnpm simulate:guards without each in turn.
import { Effect } from "effect"
import { simulate } from "../src/testing/simulator/simulate.ts"

const STEPS = 400
const wanted = Number(process.argv[2] ?? 1_000_000)
const only = process.env["GAMES"] === "many" ? undefined : process.argv[3]
const inThousands = new Intl.NumberFormat("en-IN")

const outcomes = new Map<string, number>()
let played = 0
let failed = false

const show = (seed: number): void => {
  const bar = "█".repeat(Math.floor(Math.min(1, played / wanted) * 30)).padEnd(30, "░")
  process.stderr.write(`\r  ${bar} ${inThousands.format(played)} of ${inThousands.format(wanted)} steps, seed ${seed} `)
}

const first = process.argv[3] === undefined ? Math.floor(Date.now() / 1000) : Number(process.argv[3])
let shownAt = 0
for (let seed = first; played < wanted && !failed; seed++) {
  const { broken, steps } = await Effect.runPromise(simulate(seed, only === undefined ? STEPS : wanted))
  played += steps.length
  for (const step of steps) {
    const outcome = step.replace(/^\d+ /, "")
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  if (broken.length > 0) {
    failed = true
    console.error(`\n${steps.join("\n")}\n\nSeed ${seed} broke after ${steps.length} steps:\n  ${broken.join("\n  ")}\nPlay it again: pnpm simulate ${only === undefined ? STEPS : wanted} ${seed}`)
  }
  if (Date.now() - shownAt > 500) {
    shownAt = Date.now()
    show(seed)
  }
  if (only !== undefined) break
}
console.log(`\n  ${inThousands.format(played)} steps, ${failed ? "and the books are wrong." : "and the books are straight."}\n`)
for (const [outcome, times] of [...outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1))) console.log(`  ${inThousands.format(times).padStart(12)}  ${outcome}`)
process.exitCode = failed ? 1 : 0
