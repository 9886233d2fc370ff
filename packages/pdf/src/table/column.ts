import { type Money, sum } from "@bahi/core/money"
import { rupees } from "../text/figures.ts"

/** What stands in a cell: the thing itself, and smaller below it what belongs to it. */
export interface CellText {
  readonly text: string
  readonly note?: string
}

/** A column of a table whose rows are of this kind. */
export interface Column<Row> {
  readonly heading: CellText
  readonly align: "left" | "right"
  /** As wide as its widest text, or what is left over. */
  readonly sizing: "natural" | "remaining"
  readonly cell: (row: Row, index: number) => CellText
  /** In the row that ends the table. */
  readonly total?: string
  /** Where a page breaks, of the rows so far. */
  readonly soFar?: (rows: ReadonlyArray<Row>) => string
}

/** A column of text. */
export const words = <Row>(column: Pick<Column<Row>, "heading" | "cell"> & Partial<Column<Row>>): Column<Row> => ({ align: "left", sizing: "natural", ...column })

/** A column of amounts, with their total. */
export const amounts = <Row>({ heading, amountOf, note, total }: {
  readonly heading: CellText
  readonly amountOf: (row: Row) => Money
  readonly note?: (row: Row) => string
  readonly total?: Money
}): Column<Row> => ({
  heading,
  align: "right",
  sizing: "natural",
  cell: (row) => ({ text: rupees(amountOf(row)), ...(note ? { note: note(row) } : {}) }),
  ...(total === undefined ? {} : { total: rupees(total), soFar: (rows) => rupees(sum(rows.map(amountOf))) })
})
