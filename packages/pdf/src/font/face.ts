import { createRequire } from "node:module"
import { deflateSync } from "node:zlib"
import { type FontFile, type Glyph, parseFont, type Run, shaper } from "./shaping.ts"

export type Weight = "regular" | "bold"

/** The part of a font that is embedded: its file, and for each code of the PDF text its width and its characters. */
export interface Subset {
  readonly deflated: Uint8Array
  readonly widths: ReadonlyArray<number>
  readonly characters: ReadonlyArray<ReadonlyArray<number>>
}

/** A font, parsed once per process, with the subset that most documents share. */
export interface Face {
  readonly file: FontFile
  readonly runOf: (word: string) => Run
  /** The PDF code of each shared glyph. */
  readonly sharedCodes: ReadonlyMap<number, number>
  readonly shared: Subset
  /** The shared subset and these glyphs after it. */
  readonly subsetWith: (glyphs: ReadonlyArray<Glyph>) => Subset
}

/** The font of a weight; the first call reads it, and every later one shares it. */
export const faceOf = (weight: Weight): Face => faces[weight] ??= openFace(weight)

const faces: Partial<Record<Weight, Face>> = {}

const fontFiles = {
  regular: "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
  bold: "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf"
} as const satisfies Record<Weight, string>

/** What invoices are written with, so that almost none needs a subset of its own: Latin-1 and some signs. */
const sharedCharacters = [...range(0x20, 0x7e), ...range(0xa1, 0xac), ...range(0xae, 0xff), ..."₹–—‘’“”…•".split("").map((sign) => sign.codePointAt(0)!)]

const openFace = (weight: Weight): Face => {
  const file = parseFont(createRequire(import.meta.url).resolve(fontFiles[weight]))
  const runOf = shaper(file)
  const sharedGlyphs = sharedCharacters.flatMap((character) => runOf(String.fromCodePoint(character)).glyphs)
  const distinct = sharedGlyphs.filter(({ id }, i) => id !== 0 && sharedGlyphs.findIndex((other) => other.id === id) === i)
  return {
    file,
    runOf,
    // Code 0 is the box that stands for characters of which the font has no picture.
    sharedCodes: new Map([[0, 0], ...distinct.map(({ id }, i): [number, number] => [id, i + 1])]),
    shared: subsetOf(file, distinct),
    subsetWith: (glyphs) => subsetOf(file, [...distinct, ...glyphs])
  }
}

const subsetOf = (file: FontFile, glyphs: ReadonlyArray<Glyph>): Subset => {
  const subset = file.createSubset()
  for (const { id } of glyphs) subset.includeGlyph(id)
  const { glyphs: [missing] } = shaper(file)("\uffff")
  return {
    deflated: deflateSync(subset.encode()),
    widths: [missing!, ...glyphs].map(({ width }) => width),
    characters: [[0xfffd], ...glyphs.map(({ codePoints }) => codePoints)]
  }
}

function range(from: number, to: number): ReadonlyArray<number> {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
