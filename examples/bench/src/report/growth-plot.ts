/** One operation, and how many times as much it costs in the large database. */
export interface GrowthBar {
  readonly label: string
  readonly times: number
}

const ROW = 26
const LEFT = 270
const UNIT = 150

/** Bars from nothing to twice as much, with lines at the same cost and at the target. */
export const growthPlot = (bars: ReadonlyArray<GrowthBar>, target: number): string => {
  const height = bars.length * ROW + 50
  const lineAt = (times: number, text: string, dash: string) =>
    `<line x1="${LEFT + times * UNIT}" y1="24" x2="${LEFT + times * UNIT}" y2="${height - 18}" stroke="#555"${dash}/><text x="${LEFT + times * UNIT}" y="16" text-anchor="middle">${text}</text>`
  const bar = ({ label, times }: GrowthBar, place: number) => {
    const y = 30 + place * ROW
    const width = Math.min(times, 2.2) * UNIT
    return `<text x="${LEFT - 8}" y="${y + 14}" text-anchor="end">${label}</text>`
      + `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="18" fill="${times <= target ? "#3b7a57" : "#b5452c"}"/>`
      + `<text x="${(LEFT + width + 6).toFixed(1)}" y="${y + 14}">${times.toFixed(2)}</text>`
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + 2.6 * UNIT} ${height}" font-family="sans-serif" font-size="13" role="img" aria-label="Cost with many orders, as a multiple of the cost with few">
<rect width="100%" height="100%" fill="#fff"/>
${bars.map(bar).join("\n")}
${lineAt(1, "the same", "")}
${lineAt(target, `target ${target}`, " stroke-dasharray=\"4 3\"")}
</svg>
`
}
