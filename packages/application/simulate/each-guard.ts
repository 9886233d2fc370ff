// pnpm simulate:guards [steps]: plays without each guard of the machines in turn, and writes down which games break for want of it.
import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Guard, guards } from "./guards.ts"

const steps = Number(process.argv[2] ?? 8_000)
const AT_ONCE = 2
const inThousands = new Intl.NumberFormat("en-IN")

/** After how many steps a game without this guard breaks; nothing if none does. Always the same games. */
const missedAfter = (guard: Guard): Promise<number | undefined> => new Promise((resolve) => {
  const game = spawn(process.execPath, ["--import", join(import.meta.dirname, "without.ts"), join(import.meta.dirname, "main.ts"), String(steps), "1"], {
    env: { ...process.env, WITHOUT: guard.place, GAMES: "many" }, stdio: ["ignore", "pipe", "ignore"]
  })
  let said = ""
  game.stdout.on("data", (chunk: Buffer) => { said += chunk.toString() })
  game.on("close", (code) => {
    const played = /([\d,]+) steps/.exec(said)?.[1]
    resolve(code === 0 ? undefined : Number((played ?? "0").replaceAll(",", "")))
  })
})

const missed = new Map<Guard, number | undefined>()
const waiting = [...guards]
const show = () => process.stderr.write(`\r  ${missed.size} of ${guards.length} guards, ${[...missed.values()].filter((after) => after !== undefined).length} missed   `)
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let guard = waiting.shift(); guard !== undefined; guard = waiting.shift()) {
    missed.set(guard, await missedAfter(guard))
    show()
  }
}))

const rows = guards.map((guard) => `| \`${guard.place}\` | \`${guard.code}\` | ${missed.get(guard) === undefined ? "not missed" : `${inThousands.format(missed.get(guard)!)} steps`} |`)
const caught = guards.filter((guard) => missed.get(guard) !== undefined).length
const unmissed = guards.filter((guard) => missed.get(guard) === undefined)
writeFileSync(join(import.meta.dirname, "../../../docs/reference/guards.md"), `<!-- Written by \`pnpm simulate:guards\`. -->
# Guards

The whole shop is played by dice without each guard of its machines in turn, up to ${inThousands.format(steps)} steps. A referee looks on who knows in words of its own what must have been true for each thing that happened, and people wish for what nobody may have. ${caught} of ${guards.length} guards are missed: by the referee, by an invariant, or by a process that dies of what it should never have seen. Every guard has its story besides.
${unmissed.length === 0 ? "" : `
Those that no game missed:

${unmissed.map(({ place, code }) => `- \`${place}\` (\`${code}\`)`).join("\n")}
`}
| guard | refuses | missed after |
|---|---|---|
${rows.join("\n")}
`)
console.log(`\n  ${caught} of ${guards.length} guards are missed.`)
