import { documentFont } from "../font/document-font.ts"
import { faceOf } from "../font/face.ts"
import type { Glyph } from "../font/shaping.ts"
import { type Colour, isLatin, type Style } from "../text/style.ts"
import type { Pdf } from "./pdf.ts"

/** Draws on the current page. Points from the top left corner. */
export interface Pen {
  readonly text: (text: string, style: Style, at: { readonly x: number; readonly baseline: number }) => void
  readonly box: (colour: Colour, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }) => void
  /** Draws something at a fraction of its size, from this corner. */
  readonly scaled: (factor: number, corner: { readonly x: number; readonly y: number }, draw: () => void) => void
  readonly endPage: () => void
  readonly endDocument: () => void
}

export const penFor = (pdf: Pdf): Pen => {
  const fonts = { regular: documentFont(pdf, faceOf("regular"), "F1"), bold: documentFont(pdf, faceOf("bold"), "F2") }
  let operators: Array<string> = []
  let filled: Colour | undefined
  const fill = (colour: Colour) => {
    if (colour !== filled) operators.push(`${colour.join(" ")} rg`)
    filled = colour
  }
  return {
    text: (text, style, { x, baseline }) => {
      fill(style.colour)
      const set = `BT /${fonts[style.weight].name} ${points(style.size)} Tf ${shown(text, style, x, baseline, fonts[style.weight].codeOf)} ET`
      // What other scripts are read and copied as: their glyphs stand in the order of the eye.
      operators.push(isLatin(text) ? set : `/Span << /ActualText <feff${utf16(text)}> >> BDC ${set} EMC`)
    },
    box: (colour, { x, y, width, height }) => {
      fill(colour)
      operators.push(`${points(x)} ${points(y)} ${points(width)} ${points(height)} re f`)
    },
    scaled: (factor, { x, y }, draw) => {
      operators.push(`q ${factor} 0 0 ${factor} ${points(x * (1 - factor))} ${points(y * (1 - factor))} cm`)
      draw()
      operators.push("Q")
      filled = undefined
    },
    endPage: () => {
      for (const { name, reference } of Object.values(fonts)) pageFonts(pdf)[name] = reference
      pdf.addContent(operators.join("\n"))
      operators = []
      filled = undefined
    },
    endDocument: () => {
      for (const font of Object.values(fonts)) font.embed()
    }
  }
}

/** Shows the glyphs of a text: a run of codes, with kerning between them, and a new position wherever a mark stands off the line. */
const shown = (text: string, { weight, size }: Style, x: number, baseline: number, codeOf: (glyph: Glyph) => number): string => {
  const { runOf } = faceOf(weight)
  const glyphs = text.split(" ").flatMap((word, i) => i === 0 ? runOf(word).glyphs : [...runOf(" ").glyphs, ...runOf(word).glyphs])
  const parts: Array<string> = []
  const moveTo = (xNow: number, yNow: number) => parts.push(`1 0 0 -1 ${points(xNow)} ${points(yNow)} Tm`)
  let array = ""
  let codes = ""
  const flush = () => {
    if (codes !== "") array += `<${codes}>`
    if (array !== "") parts.push(`[${array}] TJ`)
    array = codes = ""
  }
  moveTo(x, baseline)
  let travelled = 0
  for (const glyph of glyphs) {
    const offset = glyph.xOffset !== 0 || glyph.yOffset !== 0
    if (offset) {
      flush()
      moveTo(x + (travelled + glyph.xOffset) * size / 1000, baseline - glyph.yOffset * size / 1000)
    }
    codes += codeOf(glyph).toString(16).padStart(4, "0")
    travelled += glyph.advance
    if (offset) {
      flush()
      moveTo(x + travelled * size / 1000, baseline)
    } else if (glyph.advance !== glyph.width) {
      array += `<${codes}>${points(glyph.width - glyph.advance)}`
      codes = ""
    }
  }
  flush()
  return parts.join(" ")
}

const pageFonts = (pdf: Pdf): Record<string, unknown> => (pdf.page as unknown as { readonly fonts: Record<string, unknown> }).fonts

const utf16 = (text: string): string => Buffer.from(text, "utf16le").swap16().toString("hex")

const points = (value: number): number => Math.round(value * 1000) / 1000
