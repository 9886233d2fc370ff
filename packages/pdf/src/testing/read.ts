import { getDocumentProxy } from "unpdf"

/** A piece of text where it stands on its page, in points from the bottom left corner. */
export interface Piece {
  readonly text: string
  readonly page: number
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
}

export interface Reading {
  readonly pieces: ReadonlyArray<Piece>
  /** The text of each page, pieces one space apart. */
  readonly pages: ReadonlyArray<string>
  readonly text: string
  readonly info: Readonly<Record<string, unknown>>
}

/** Reads a PDF file as a viewer does. */
export const read = async (bytes: Uint8Array): Promise<Reading> => {
  // The reader takes the bytes away from their owner.
  const file = await getDocumentProxy(bytes.slice())
  const pieces: Array<Piece> = []
  for (let page = 1; page <= file.numPages; page++) {
    const { items } = await (await file.getPage(page)).getTextContent()
    for (const item of items) {
      if (!("str" in item) || item.str.trim() === "") continue
      const [, , , size, left, baseline] = item.transform as [number, number, number, number, number, number]
      pieces.push({ text: item.str, page, left, right: left + item.width, baseline, size })
    }
  }
  const pages = Array.from({ length: file.numPages }, (_, i) => pieces.filter(({ page }) => page === i + 1).map(({ text }) => text).join(" "))
  const { info } = await file.getMetadata()
  return { pieces, pages, text: pages.join(" "), info: info as Record<string, unknown> }
}

/** The text without any spaces: a long word may be broken over lines, but nothing of it may be lost. */
export const unspaced = (text: string): string => text.replace(/\s/g, "")

/** The pieces that lie over another, or outside their page. */
export const misplaced = ({ pieces }: Reading): ReadonlyArray<string> => pieces.flatMap((piece, i) => {
  if (piece.left < 0 || piece.right > 595.3 || piece.baseline < 0 || piece.baseline > 841.9) return [`outside: ${piece.text}`]
  return pieces.slice(i + 1).filter((other) => overlap(piece, other)).map((other) => `${piece.text} | ${other.text}`)
})

/** Half the height of a letter and a point of width may touch; a line of text over another does not pass. */
const overlap = (one: Piece, other: Piece): boolean =>
  one.page === other.page &&
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
  Math.abs(one.baseline - other.baseline) < Math.min(one.size, other.size) * 0.8
