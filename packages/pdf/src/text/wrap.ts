import { type Style, widthOf } from "./style.ts"

/** A text as it can be printed: one line, single spaces, no controls, no marks that reverse its direction. */
export const printable = (text: string): string => plain.test(text) ? text : cleaned(text)

// Most of what is printed, and an invoice has hundreds of texts.
const plain = /^[!-~₹]+(?: [!-~₹]+)*$/

const cleaned = (text: string): string =>
  text.toWellFormed().normalize("NFC").replace(invisible, "").replace(/[\s\p{Cc}]+/gu, " ").trim()

// Zero-width joiners stay: Devanagari is written with them.
const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g

/** Breaks a text into lines no wider than this many points: at spaces, and within a word only where it is wider itself. */
export const wrap = (text: string, style: Style, width: number): ReadonlyArray<string> => {
  const clean = printable(text)
  if (clean === "") return []
  if (fits(clean, style, width)) return [clean]
  const lines: Array<string> = []
  let line = ""
  for (const word of clean.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`
    if (fits(longer, style, width)) {
      line = longer
      continue
    }
    if (line !== "") lines.push(line)
    const pieces = broken(word, style, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1)!
  }
  return [...lines, line]
}

const fits = (text: string, style: Style, width: number): boolean => widthOf(text, style) <= width + ROUNDING

/** A column as wide as its widest text must hold it, whatever the sums say in their last bits. */
const ROUNDING = 0.01

const broken = (word: string, style: Style, width: number): ReadonlyArray<string> => {
  if (fits(word, style, width)) return [word]
  const pieces: Array<string> = []
  let piece = ""
  let pieceWidth = 0
  for (const { segment } of graphemes.segment(word)) {
    const segmentWidth = widthOf(segment, style)
    if (piece !== "" && pieceWidth + segmentWidth > width) {
      pieces.push(piece)
      piece = ""
      pieceWidth = 0
    }
    piece += segment
    pieceWidth += segmentWidth
  }
  return [...pieces, piece]
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" })
