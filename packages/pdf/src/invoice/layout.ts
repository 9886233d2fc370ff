import type { IssuedDocument } from "@bahi/core/invoice"
import { type Band, cells, gap, rule, stack } from "../page/band.ts"
import { type PageFrame, paginate, type Placed, type Section } from "../page/paginate.ts"
import { paper } from "../page/paper.ts"
import { colours, type Style } from "../text/style.ts"
import { wrap } from "../text/wrap.ts"
import { closing } from "./closing.ts"
import { comfortable, compact, dense, type Density } from "./density.ts"
import { masthead, recipients } from "./parties.ts"
import { lineTable, taxTable } from "./tables.ts"

/** The pages of an invoice, each with what is drawn on it: set as comfortably as one page allows, or compactly over several. */
export const layOut = (document: IssuedDocument): ReadonlyArray<ReadonlyArray<Placed>> => {
  const running = runningHead(document)
  const frame: PageFrame = { firstTop: paper.top, nextTop: paper.top + running.height, bottom: paper.bottom }
  const set = (density: Density) => paginate(sectionsOf(document, density), frame)
  const closely = set(compact)
  const pages = closely.length === 1 ? onePage(set(comfortable)) ?? closely : onePage(set(dense)) ?? closely
  return pages.map((page, i) => [
    ...(i === 0 ? [] : [{ band: running, top: paper.top }]),
    ...page,
    { band: foot(i + 1, pages.length), top: paper.footTop }
  ])
}

const onePage = <Page>(pages: ReadonlyArray<Page>): ReadonlyArray<Page> | undefined => pages.length === 1 ? pages : undefined

const sectionsOf = (document: IssuedDocument, density: Density): ReadonlyArray<Section> => {
  const [lines, linesTotal] = lineTable(document, density)
  const [taxes, taxesTotal] = taxTable(document, density)
  return [
    { bands: [masthead(document, density)] },
    { bands: [recipients(document, density)], gapBefore: density.gap * 0.8 },
    { ...lines, gapBefore: density.gap },
    { ...linesTotal, keepWithNext: true },
    { bands: [closing(document, density)], gapBefore: density.gap * 0.8 },
    { ...taxes, gapBefore: density.gap },
    taxesTotal
  ]
}

const small: Style = { weight: "regular", size: 6.4, leading: 1.25, colour: colours.muted }

/** On every page but the first. */
const runningHead = ({ number, type }: IssuedDocument): Band => {
  const style: Style = { ...small, size: 7.5 }
  const [name = ""] = wrap(number, style, paper.contentWidth / 2)
  return stack([
    cells([{ x: paper.left, width: paper.contentWidth, paragraphs: [{ text: `${type === "sale" ? "Tax invoice" : "Credit note"} ${name} (continued)`, style }] }]),
    gap(4),
    rule({ colour: colours.line, thickness: 0.4 }),
    gap(10)
  ])
}

/** CGST Rule 46, proviso to (q): an electronic invoice needs no signature. */
const declaration = "Computer-generated document: no signature is needed on one issued electronically under the Information Technology Act, 2000."

const foot = (page: number, pages: number): Band => cells([
  { x: paper.left, width: paper.contentWidth - 80, paragraphs: [{ text: declaration, style: small }] },
  { x: paper.right - 70, width: 70, align: "right", paragraphs: [{ text: `Page ${page} of ${pages}`, style: small }] }
])
