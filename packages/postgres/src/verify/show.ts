import type { Verdict } from "./verify.ts"

/** A line for each law, what breaks it below, and a last word. */
export const showVerdicts = (verdicts: ReadonlyArray<Verdict>): string => {
  const width = Math.max(...verdicts.map(({ name }) => name.length))
  const broken = verdicts.filter(({ violations }) => violations > 0)
  const rows = verdicts.reduce((total, verdict) => total + verdict.rows, 0)
  return [
    ...verdicts.map(({ name, rows, violations }) => `  ${violations === 0 ? "✓" : "✗"} ${name.padEnd(width)} ${counted(rows).padStart(12)} rows${violations === 0 ? "" : `, ${counted(violations)} broken`}`),
    ...broken.flatMap(({ examples, name, sentence, violations }) => ["", `  ${name}: ${sentence} It does not hold of`, ...examples.map((example) => `    ${example}`), ...(violations > examples.length ? [`    and ${counted(violations - examples.length)} more`] : [])]),
    "",
    broken.length === 0 ? `  ${verdicts.length} laws hold of ${counted(rows)} rows.` : `  ${broken.length} of ${verdicts.length} laws are broken.`
  ].join("\n")
}

const counted = (count: number): string => new Intl.NumberFormat("en-IN").format(count)
