// pnpm bench: the calculators beside others, and every request beside a bare server, into docs/performance.md.
// `pnpm bench calculators` and `pnpm bench requests [operation]` print a part; `pnpm bench profile [operation]` tells where our server's time goes;
// `pnpm bench growth [orders]` compares ten thousand orders with a million; `pnpm bench export [orders]` writes that many as CSV.
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { timeCalculators } from "./calculator/table.ts"
import { measureExport } from "./export.ts"
import { measureGrowth } from "./growth.ts"
import { growthPlot } from "./report/growth-plot.ts"
import { occasion, writeFigure, writePart } from "./report/page.ts"
import { profileTable } from "./report/profile.ts"
import { progressEnds } from "./report/progress.ts"
import { markdown, parallelLine, requestTable, short } from "./report/table.ts"
import { measureRequests } from "./requests.ts"

const print = (text: string): void => {
  progressEnds()
  console.log(`\n${text}`)
}

const calculators = (): string => {
  const rows = timeCalculators()
  return markdown(["totals of a cart", "lines", "µs", "× Bahi", "to reach"], rows.map(({ atMostUs, lines, name, timesOurs, us }, place) =>
    [name, String(lines), short(us), short(timesOurs), rows[place - 1]?.lines === lines ? "" : `≤ ${atMostUs} µs`]))
}

const requests = async (operation?: string): Promise<string> => {
  const table = await measureRequests(operation)
  return `${requestTable(table)}\n\n${parallelLine(table)}`
}

const ATMOST = 1.5

const growth = async (orders: number): Promise<void> => {
  const { diskMb, rows, sizes } = await measureGrowth([10_000, orders])
  const times = (row: (typeof rows)[number]) => row.rounds[1]!.p50Ms / row.rounds[0]!.p50Ms
  const [few, many] = sizes.map((size) => size.toLocaleString("en"))
  const table = markdown(["operation", "clients", `${few} orders, p50 ms`, `${many} orders, p50 ms`, "times"], [
    ...rows.map((row) => [row.name, String(row.concurrency), short(row.rounds[0]!.p50Ms), short(row.rounds[1]!.p50Ms), `${times(row).toFixed(2)}${times(row) > ATMOST ? " (above target)" : ""}`]),
    ["on disk, MB", "", String(diskMb[0]), String(diskMb[1]), ""]
  ])
  writeFigure("growth.svg", growthPlot(rows.map((row) => ({ label: `${row.name}, ${row.concurrency} at once`, times: times(row) })), ATMOST))
  writePart("growth", `${occasion()}\n\n${table}\n\n![Cost with ${many} orders, as a multiple of the cost with ${few}](growth.svg)`)
  print(table)
}

const exported = async (orders: number): Promise<void> => {
  const { firstByteMs, memoryMb: { before, peak }, perSecond, rows } = await measureExport(orders)
  const table = markdown(["orders as CSV", "rows/s", "first byte, ms", "server memory before, MB", "at most, MB"], [[rows.toLocaleString("en"), short(perSecond), short(firstByteMs), String(before), String(peak)]])
  writePart("export", `${occasion()}\n\n${table}`)
  print(table)
}

const [part, argument] = process.argv.slice(2)
switch (part) {
  case undefined: {
    const [timed, measured] = [calculators(), await requests()]
    writePart("requests", `${occasion()}\n\n${measured}`)
    writePart("calculators", timed)
    print(`${timed}\n\n${measured}\n\nWritten to docs/performance.md.`)
    break
  }
  case "calculators":
    print(calculators())
    break
  case "requests":
    print(await requests(argument))
    break
  case "profile": {
    const folder = mkdtempSync(join(tmpdir(), "bahi-profile-"))
    const table = await measureRequests(argument, ["--cpu-prof", `--cpu-prof-dir=${folder}`])
    print(`${requestTable(table)}\n\n${profileTable(folder)}\n\nThe whole profile is in ${folder}.`)
    break
  }
  case "growth":
    await growth(Number(argument ?? 1_000_000))
    break
  case "export":
    await exported(Number(argument ?? 100_000))
    break
  default:
    console.error(`There is no part "${part}": leave it out, or say calculators, requests [operation], profile [operation], growth [orders] or export [orders].`)
    process.exitCode = 1
}
