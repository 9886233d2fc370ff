import { Schema } from "effect"
import { heads, Instant, Money } from "./primitives.ts"

/** A document of tax, invoice or credit note, as it was issued. */
export const Invoice = Schema.Struct({
  number: Schema.String,
  financialYear: Schema.String,
  orderNumber: Schema.String,
  type: Schema.Literals(["sale", "credit_note"]),
  title: Schema.Literals(["tax_invoice", "bill_of_supply", "invoice_cum_bill_of_supply", "credit_note"]),
  /** Of a credit note: why, and the invoice that it corrects. */
  reason: Schema.optionalKey(Schema.String),
  original: Schema.optionalKey(Schema.Struct({ number: Schema.String, issuedAt: Instant })),
  issuedAt: Instant,
  currency: Schema.Literal("INR"),
  seller: Schema.Struct({ legalName: Schema.String, gstin: Schema.String }),
  buyer: Schema.Struct({ name: Schema.String, gstin: Schema.optionalKey(Schema.String) }),
  placeOfSupply: Schema.String,
  reverseCharge: Schema.Boolean,
  lines: Schema.Array(Schema.Struct({
    kind: Schema.Literals(["goods", "charge"]),
    description: Schema.String,
    hsnCode: Schema.String,
    gstRate: Schema.String,
    quantity: Schema.Int,
    unit: Schema.String,
    unitPrice: Money,
    discount: Money,
    ...heads,
    total: Money
  })),
  taxSummary: Schema.Array(Schema.Struct({ hsnCode: Schema.String, gstRate: Schema.String, ...heads })),
  totals: Schema.Struct({ ...heads, tax: Money, totalBeforeRoundOff: Money, roundOff: Money, grandTotal: Money }),
  amountInWords: Schema.String
})
