import type { TaxFigures } from "../invoice/index.ts"
import type { RatePpm } from "../tax/index.ts"
import type { ReportedDocument } from "./document.ts"
import { figuresOf, netted } from "./figures.ts"

/** What was sold under one HSN code at one rate, credit notes taken away, in paise. */
export interface TaxSummaryRow extends TaxFigures {
  readonly hsnCode: string
  readonly ratePpm: RatePpm
}

/** The taxes of a period by HSN code and rate (I09). The rows add up to the documents, head by head. */
export const taxSummary = (documents: ReadonlyArray<ReportedDocument>): { readonly rows: ReadonlyArray<TaxSummaryRow>; readonly totals: TaxFigures } => {
  const rows = netted(documents.flatMap((of) => of.lines.map((figures) => ({ key: `${figures.hsnCode} ${String(figures.ratePpm).padStart(7, "0")}`, of, figures }))))
    .map(([key, figures]) => {
      const [hsnCode, ratePpm] = key.split(" ")
      return { hsnCode: hsnCode!, ratePpm: Number(ratePpm), ...figures }
    })
  return { rows, totals: figuresOf(rows) }
}
