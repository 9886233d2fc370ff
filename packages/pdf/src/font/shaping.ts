import PDFDocument from "pdfkit"

/** A glyph as it is set: its own width, how far the pen moves on, and where it stands, in thousandths of the type size. */
export interface Glyph {
  readonly id: number
  readonly codePoints: ReadonlyArray<number>
  readonly width: number
  readonly advance: number
  readonly xOffset: number
  readonly yOffset: number
}

/** A word turned into glyphs. */
export interface Run {
  readonly glyphs: ReadonlyArray<Glyph>
  readonly width: number
}

/** What is used of a parsed font file. */
export interface FontFile {
  readonly unitsPerEm: number
  readonly postscriptName: string
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly xHeight: number
  readonly italicAngle: number
  readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number }
  readonly layout: (text: string, features: Readonly<Record<string, boolean>>) => {
    readonly glyphs: ReadonlyArray<{ readonly id: number; readonly codePoints: ReadonlyArray<number>; readonly advanceWidth: number }>
    readonly positions: ReadonlyArray<{ readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }>
  }
  readonly createSubset: () => { readonly includeGlyph: (id: number) => number; readonly encode: () => Uint8Array }
  /** fontkit remembers each glyph with the characters that asked for it first. */
  _glyphs: object
}

/** Parses a font file. The parser is pdfkit's own, reached through a document that is never written. */
export const parseFont = (path: string): FontFile =>
  (new PDFDocument({ font: path, autoFirstPage: false }) as unknown as { readonly _font: { readonly font: FontFile } })._font.font

/** Shapes words of a font: kerning, Devanagari conjuncts and reordering. Words come back often, so their runs are remembered. */
export const shaper = (font: FontFile): (word: string) => Run => {
  const known = new Map<string, Run>()
  const runOf = (word: string): Run => {
    const remembered = known.get(word)
    if (remembered) return remembered
    const run = word.length > 1 && figure.test(word) ? joined([...word].map(runOf)) : shape(font, word)
    if (known.size >= REMEMBERED_WORDS) known.clear()
    known.set(word, run)
    return run
  }
  return runOf
}

const REMEMBERED_WORDS = 20_000

/** Amounts, rates and dates differ on every invoice, and their signs need no shaping. */
const figure = /^[0-9.,₹%/:-]+$/

// Without ligatures, so that Latin text stays within the glyphs that every document shares.
const features = { liga: false }

const shape = (font: FontFile, word: string): Run => {
  // Forgotten for each word: a document's bytes must not depend on what was rendered before it.
  font._glyphs = {}
  const { glyphs, positions } = font.layout(word, features)
  const scale = 1000 / font.unitsPerEm
  return joined([{
    width: 0,
    glyphs: glyphs.map(({ id, codePoints, advanceWidth }, i) => ({
      id,
      codePoints,
      width: advanceWidth * scale,
      advance: positions[i]!.xAdvance * scale,
      xOffset: positions[i]!.xOffset * scale,
      yOffset: positions[i]!.yOffset * scale
    }))
  }])
}

const joined = (runs: ReadonlyArray<Run>): Run => {
  const glyphs = runs.flatMap((run) => run.glyphs)
  return { glyphs, width: glyphs.reduce((width, glyph) => width + glyph.advance, 0) }
}
