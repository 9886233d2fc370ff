import type { RequestRow, RequestTable } from "../requests.ts"

/** A table of Markdown that can be read in a terminal too. */
export const markdown = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: ReadonlyArray<string>): string => `| ${cells.map((cell, column) => column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)).join(" | ")} |`
  return [line(head), `|${widths.map((width, column) => column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`).join("|")}|`, ...rows.map(line)].join("\n")
}

export const short = (value: number): string => new Intl.NumberFormat("en", { maximumSignificantDigits: value >= 100 ? 4 : 3 }).format(value)

const pair = ({ p50Ms, perSecond }: RequestRow["rounds"][number]): string => Number.isNaN(perSecond) ? short(p50Ms) : `${short(p50Ms)} · ${short(perSecond)}`

/** How much of the bare server's rate is left; where there is no rate, how much of its quickness. */
export const ratioOf = ({ rounds: [ours, bare] }: RequestRow): number =>
  Number.isNaN(ours!.perSecond) ? bare!.p50Ms / ours!.p50Ms : ours!.perSecond / bare!.perSecond

const TARGET = 0.4

/** Ours beside the bare server. */
export const requestTable = ({ memoryMb: [ours, bare], rows }: RequestTable): string =>
  markdown(["operation", "clients", "Bahi p50 ms · req/s", "bare p50 ms · req/s", "Bahi of bare", "CPU ms each, Bahi / bare"], [
    ...rows.map((row) => [row.name, String(row.concurrency), pair(row.rounds[0]!), pair(row.rounds[1]!), `${Math.round(ratioOf(row) * 100)} %${ratioOf(row) < TARGET ? " (below target)" : ""}`, Number.isNaN(row.rounds[0]!.cpuMs) ? "" : `${short(row.rounds[0]!.cpuMs)} / ${short(row.rounds[1]!.cpuMs)}`]),
    ["server memory after the run, MB", "", String(ours), String(bare), ours! <= 200 ? "" : "(above 200)", ""]
  ])

/** Whether parallel additions were lost. */
export const parallelLine = ({ parallel: [ours] }: RequestTable): string =>
  `Sixteen parallel "+1" on one cart of one: **${ours!.quantity}**, ${ours!.accepted} of 16 answered with success.`
