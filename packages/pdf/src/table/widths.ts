import { paper } from "../page/paper.ts"
import { type Style, widthOf } from "../text/style.ts"
import { printable } from "../text/wrap.ts"
import type { CellText, Column } from "./column.ts"

/** The styles of a table: of headings, cells, the notes below them, and totals. */
export interface TableStyle {
  readonly heading: Style
  readonly cell: Style
  readonly note: Style
  readonly total: Style
  /** Above and below the text of a row, in points. */
  readonly rowPadding: number
}

/** Where each column stands, and by how much its type had to shrink for everything to fit. */
export interface Setting {
  readonly columns: ReadonlyArray<{ readonly x: number; readonly width: number }>
  readonly style: TableStyle
}

/** Between the texts of neighbouring columns, in points. */
const GUTTER = 7
/** A description is not squeezed below this, unless amounts of lakhs of crores leave no choice. */
const COMFORTABLE_REMAINDER = 110
/** Codes and units wider than this wrap. */
const WIDEST_WORDS = 62
const INDENT = 5

/** Gives every column its width: amounts as wide as the widest of them, in smaller type when they would crowd out the description. */
export const setColumns = <Row>(columns: ReadonlyArray<Column<Row>>, rows: ReadonlyArray<Row>, style: TableStyle): Setting => {
  const natural = columns.map((column) => naturalWidth(column, rows, style))
  const needed = natural.reduce((total, width) => total + width, 0)
  const room = paper.contentWidth - 2 * INDENT - GUTTER * (columns.length - 1)
  const remaining = columns.filter((column) => column.sizing === "remaining").length
  const scale = [1, 0.95, 0.9, 0.85, 0.8, 0.75].find((factor) => room - needed * factor >= remaining * COMFORTABLE_REMAINDER) ?? 0.68
  const spare = Math.max(0, room - needed * scale)
  // Without a column that takes what is left, all take a share of it.
  const share = remaining === 0 ? spare / columns.length : 0
  let x: number = paper.left + INDENT
  return {
    columns: columns.map((column, i) => {
      const width = column.sizing === "remaining" ? Math.max(spare / remaining, GUTTER) : natural[i]! * scale + share
      const place = { x, width }
      x += width + GUTTER
      return place
    }),
    style: scaled(style, scale)
  }
}

const naturalWidth = <Row>(column: Column<Row>, rows: ReadonlyArray<Row>, style: TableStyle): number => {
  if (column.sizing === "remaining") return 0
  const width = (cell: CellText, main: Style) =>
    Math.max(widthOf(printable(cell.text), main), cell.note === undefined ? 0 : widthOf(printable(cell.note), style.note))
  const cellWidth = Math.max(...rows.map((row, index) => width(column.cell(row, index), style.cell)), widthOf(column.total ?? "", style.total))
  const capped = column.align === "left" ? Math.min(cellWidth, WIDEST_WORDS) : cellWidth
  return Math.max(capped, width(column.heading, style.heading))
}

const scaled = (style: TableStyle, factor: number): TableStyle => ({
  ...style,
  heading: { ...style.heading, size: style.heading.size * factor },
  cell: { ...style.cell, size: style.cell.size * factor },
  note: { ...style.note, size: style.note.size * factor },
  total: { ...style.total, size: style.total.size * factor }
})
