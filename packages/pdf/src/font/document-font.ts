import type { Pdf } from "../page/pdf.ts"
import type { Face, Subset } from "./face.ts"
import type { Glyph } from "./shaping.ts"

/** An object of the PDF file, to which others may refer. */
interface Reference {
  readonly data: object
  readonly end: (stream?: Uint8Array) => void
}

/** A font within one document: hands out the codes of its glyphs, and embeds what was used of it. */
export interface DocumentFont {
  /** The name under which pages know it. */
  readonly name: string
  readonly reference: Reference
  readonly codeOf: (glyph: Glyph) => number
  readonly embed: () => void
}

export const documentFont = (pdf: Pdf, face: Face, name: string): DocumentFont => {
  const reference = referenceTo(pdf, {})
  const ownCodes = new Map<number, number>()
  const ownGlyphs: Array<Glyph> = []
  return {
    name,
    reference,
    codeOf: (glyph) => {
      const code = face.sharedCodes.get(glyph.id) ?? ownCodes.get(glyph.id)
      if (code !== undefined) return code
      ownGlyphs.push(glyph)
      const next = face.shared.widths.length + ownGlyphs.length - 1
      ownCodes.set(glyph.id, next)
      return next
    },
    embed: () => embed(pdf, reference, face, ownGlyphs.length === 0 ? face.shared : face.subsetWith(ownGlyphs))
  }
}

/** Writes a composite font whose codes are the glyph numbers of its subset (ISO 32000-1, 9.7). */
const embed = (pdf: Pdf, reference: Reference, { file }: Face, subset: Subset): void => {
  const scale = 1000 / file.unitsPerEm
  const { minX, minY, maxX, maxY } = file.bbox
  // Six capitals mark a subset (9.6.4); the same ones for the same weight.
  const name = `BAHIPD+${file.postscriptName}`
  const fontFile = written(pdf, { Filter: "FlateDecode" }, subset.deflated)
  const descriptor = written(pdf, {
    Type: "FontDescriptor",
    FontName: name,
    Flags: 4,
    FontBBox: [minX, minY, maxX, maxY].map((edge) => edge * scale),
    ItalicAngle: file.italicAngle,
    Ascent: file.ascent * scale,
    Descent: file.descent * scale,
    CapHeight: file.capHeight * scale,
    XHeight: file.xHeight * scale,
    StemV: 0,
    FontFile2: fontFile
  })
  const descendant = written(pdf, {
    Type: "Font",
    Subtype: "CIDFontType2",
    BaseFont: name,
    // Boxed strings are written as strings, plain ones as names.
    CIDSystemInfo: { Registry: new String("Adobe"), Ordering: new String("Identity"), Supplement: 0 },
    FontDescriptor: descriptor,
    W: [0, subset.widths],
    CIDToGIDMap: "Identity"
  })
  Object.assign(reference.data, {
    Type: "Font",
    Subtype: "Type0",
    BaseFont: name,
    Encoding: "Identity-H",
    DescendantFonts: [descendant],
    ToUnicode: written(pdf, {}, Buffer.from(charactersByCode(subset.characters)))
  })
  reference.end()
}

const written = (pdf: Pdf, dictionary: object, stream?: Uint8Array): Reference => {
  const reference = referenceTo(pdf, dictionary)
  reference.end(stream)
  return reference
}

const referenceTo = (pdf: Pdf, dictionary: object): Reference => pdf.ref(dictionary) as unknown as Reference

/** The table from which readers copy and search text (9.10.3). */
const charactersByCode = (characters: ReadonlyArray<ReadonlyArray<number>>): string => {
  const entries = characters.map((codePoints, code) => `<${hex(code)}> <${Buffer.from(String.fromCodePoint(...codePoints), "utf16le").swap16().toString("hex")}>`)
  const blocks = []
  for (let i = 0; i < entries.length; i += 100) {
    const block = entries.slice(i, i + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${blocks.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}

const hex = (code: number): string => code.toString(16).padStart(4, "0")
