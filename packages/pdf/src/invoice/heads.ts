import type { InvoiceDocument, TaxFigures } from "@bahi/core/invoice"
import type { Money } from "@bahi/core/money"
import { type RatePpm, stateByCode } from "@bahi/core/tax"

/** A head of tax as the invoice names it, and its part of the rate. */
export interface Head {
  readonly name: string
  readonly amountOf: (figures: TaxFigures) => Money
  /** Absent for cess, which may be by quantity. */
  readonly rateOf?: (ratePpm: RatePpm) => RatePpm
}

/** The heads that an invoice shows: CGST with SGST or UTGST, or IGST; cess only where there is any. */
export const headsOf = ({ supply, placeOfSupply, totals, lines }: InvoiceDocument): ReadonlyArray<Head> => [
  ...(supply === "inter" ? [integrated] : [central, { ...local, name: stateByCode(placeOfSupply).localTax ?? local.name }]),
  ...(totals.cess !== 0 || lines.some((line) => line.cess !== 0) ? [cess] : [])
]

const half = (ratePpm: RatePpm): RatePpm => ratePpm / 2

const central: Head = { name: "CGST", amountOf: ({ cgst }) => cgst, rateOf: half }
const local: Head = { name: "SGST", amountOf: ({ sgst }) => sgst, rateOf: half }
const integrated: Head = { name: "IGST", amountOf: ({ igst }) => igst, rateOf: (ratePpm) => ratePpm }
const cess: Head = { name: "Cess", amountOf: (figures) => figures.cess }
