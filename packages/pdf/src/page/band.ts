import { type Colour, leadingOf, type Style, widthOf } from "../text/style.ts"
import { wrap } from "../text/wrap.ts"
import { paper } from "./paper.ts"
import type { Pen } from "./pen.ts"

/** A strip of a page. Its height is known before it is drawn, and no page break goes through it. */
export interface Band {
  readonly height: number
  readonly draw: (pen: Pen, top: number) => void
}

export interface Paragraph {
  readonly text: string
  readonly style: Style
}

/** A column of text within a band; long text wraps to its width. */
export interface Cell {
  readonly x: number
  readonly width: number
  readonly align?: "left" | "right"
  readonly paragraphs: ReadonlyArray<Paragraph>
}

/** Cells side by side, their first lines on one height. */
export const cells = (columns: ReadonlyArray<Cell>): Band => {
  const set = aligned(columns.map(linesOf))
  return {
    height: Math.max(0, ...set.map((lines) => lines.reduce((height, line) => height + line.height, 0))),
    draw: (pen, top) => {
      for (const lines of set) {
        let y = top
        for (const { text, style, x, height } of lines) {
          // Letters stand between accents and descenders, a little below the middle of their line.
          pen.text(text, style, { x, baseline: y + height / 2 + style.size * 0.34 })
          y += height
        }
      }
    }
  }
}

interface Line extends Paragraph {
  readonly x: number
  readonly height: number
}

/** First lines of different scripts or sizes share the height of the tallest. */
const aligned = (set: ReadonlyArray<ReadonlyArray<Line>>): ReadonlyArray<ReadonlyArray<Line>> => {
  const height = Math.max(0, ...set.map(([first]) => first?.height ?? 0))
  return set.map(([first, ...rest]) => first ? [{ ...first, height }, ...rest] : [])
}

const linesOf = ({ x, width, align, paragraphs }: Cell): ReadonlyArray<Line> =>
  paragraphs.flatMap(({ text, style }) => wrap(text, style, width).map((line) => ({
    text: line,
    style,
    x: align === "right" ? x + width - widthOf(line, style) : x,
    height: leadingOf(line, style)
  })))

/** One under the other. */
export const stack = (bands: ReadonlyArray<Band>): Band => ({
  height: bands.reduce((height, band) => height + band.height, 0),
  draw: (pen, top) => {
    let y = top
    for (const band of bands) {
      band.draw(pen, y)
      y += band.height
    }
  }
})

/** Side by side: each says itself where its text begins. */
export const beside = (...bands: ReadonlyArray<Band>): Band => ({
  height: Math.max(...bands.map((band) => band.height)),
  draw: (pen, top) => {
    for (const band of bands) band.draw(pen, top)
  }
})

/** Room above and below. */
export const padded = (band: Band, { above, below }: { readonly above: number; readonly below: number }): Band => ({
  height: above + band.height + below,
  draw: (pen, top) => band.draw(pen, top + above)
})

export const gap = (height: number): Band => ({ height, draw: () => {} })

/** A line across the page, or part of it. */
export const rule = ({ colour, thickness, x = paper.left, width = paper.contentWidth }: { readonly colour: Colour; readonly thickness: number; readonly x?: number; readonly width?: number }): Band => ({
  height: thickness,
  draw: (pen, top) => pen.box(colour, { x, y: top, width, height: thickness })
})

/** A band on a coloured ground. */
export const tinted = (band: Band, { colour, x = paper.left, width = paper.contentWidth }: { readonly colour: Colour; readonly x?: number; readonly width?: number }): Band => ({
  height: band.height,
  draw: (pen, top) => {
    pen.box(colour, { x, y: top, width, height: band.height })
    band.draw(pen, top)
  }
})
