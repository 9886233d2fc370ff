import { encode } from "uqr"
import { colours } from "../text/style.ts"
import type { Pen } from "./pen.ts"

/** Draws a text as a QR code in a square of this side; the clear margin around it (four modules) is the caller's. */
export const drawQr = (pen: Pen, text: string, { x, y, side }: { readonly x: number; readonly y: number; readonly side: number }): void => {
  const { data, size } = encode(text, { ecc: "M", border: 0 })
  const module = side / size
  data.forEach((row, down) => {
    for (const { from, to } of darkRuns(row)) {
      // A hair higher than a module, or some viewers show white lines between rows.
      pen.box(colours.black, { x: x + from * module, y: y + down * module, width: (to - from) * module, height: module * 1.02 })
    }
  })
}

const darkRuns = (row: ReadonlyArray<boolean>): ReadonlyArray<{ readonly from: number; readonly to: number }> => {
  const runs = []
  for (let at = 0; at < row.length; at++) {
    if (!row[at]) continue
    const from = at
    while (row[at + 1]) at++
    runs.push({ from, to: at + 1 })
  }
  return runs
}
