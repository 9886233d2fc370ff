import { type Band, cells, padded, rule, stack, tinted } from "../page/band.ts"
import type { Section } from "../page/paginate.ts"
import { colours, type Style } from "../text/style.ts"
import type { CellText, Column } from "./column.ts"
import { setColumns, type Setting, type TableStyle } from "./widths.ts"

/** Sets a table: its rows, which may go on over pages under the same headings, and the row of totals, which never stands alone. */
export const table = <Row>(columns: ReadonlyArray<Column<Row>>, rows: ReadonlyArray<Row>, style: TableStyle): readonly [Section, Section] => {
  const setting = setColumns(columns, rows, style)
  const totalStyle = setting.style.total
  const soFar = (label: string, count: number) =>
    footRow(columns, setting, { ...totalStyle, weight: "regular", colour: colours.muted }, (column, i) =>
      column.soFar?.(rows.slice(0, count)) ?? (isLabel(columns, i) ? label : undefined))
  const body: Section = {
    heading: headingRow(columns, setting),
    bands: rows.map((row, index) => bodyRow(columns, setting, row, index)),
    keepWithNext: true,
    ...(columns.some((column) => column.soFar) ? { carried: (count) => ({ over: soFar("Carried over", count), forward: soFar("Brought forward", count) }) } : {})
  }
  return [body, { bands: [tinted(footRow(columns, setting, totalStyle, (column, i) => column.total ?? (isLabel(columns, i) ? "Total" : undefined)), { colour: colours.tint })] }]
}

/** The words of a totals row stand in the column that takes what is left, or in the first. */
const isLabel = <Row>(columns: ReadonlyArray<Column<Row>>, index: number): boolean =>
  index === Math.max(0, columns.findIndex((column) => column.sizing === "remaining"))

const headingRow = <Row>(columns: ReadonlyArray<Column<Row>>, setting: Setting): Band => {
  const note: Style = { ...setting.style.note, colour: colours.muted }
  const row = rowOf(columns, setting, (column) => paragraphsOf(column.heading, setting.style.heading, note))
  return stack([tinted(padded(row, { above: 3, below: 3 }), { colour: colours.tint }), rule({ colour: colours.accent, thickness: 0.8 })])
}

const bodyRow = <Row>(columns: ReadonlyArray<Column<Row>>, setting: Setting, row: Row, index: number): Band => {
  const { cell, note, rowPadding } = setting.style
  const text = rowOf(columns, setting, (column) => paragraphsOf(column.cell(row, index), cell, note))
  return stack([padded(text, { above: rowPadding, below: rowPadding }), rule({ colour: colours.line, thickness: 0.4 })])
}

const footRow = <Row>(columns: ReadonlyArray<Column<Row>>, setting: Setting, style: Style, textOf: (column: Column<Row>, index: number) => string | undefined): Band =>
  padded(rowOf(columns, setting, (column, i) => [{ text: textOf(column, i) ?? "", style }]), { above: 3, below: 3 })

const rowOf = <Row>(columns: ReadonlyArray<Column<Row>>, setting: Setting, paragraphs: (column: Column<Row>, index: number) => ReturnType<typeof paragraphsOf>): Band =>
  cells(columns.map((column, i) => ({ ...setting.columns[i]!, align: column.align, paragraphs: paragraphs(column, i) })))

const paragraphsOf = ({ text, note }: CellText, main: Style, small: Style) =>
  [{ text, style: main }, ...(note === undefined ? [] : [{ text: note, style: small }])]
