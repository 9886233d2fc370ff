import { quote, type Quote, type QuoteRequest } from "@bahi/core/checkout"
import { Effect } from "effect"
import { Refused } from "../ports/refused.ts"
import { Shop, type ShopOptions } from "../ports/index.ts"
import type { View } from "../schema/index.ts"

/** Prices a sale with this shop's options. Refuses what cannot be priced. */
export const price = Effect.fnUntraced(function*(request: QuoteRequest) {
  const { pricing } = yield* Shop
  const outcome = quote(pricing, request)
  return outcome.ok ? outcome.value : yield* new Refused({ refusal: outcome.error })
})

/** A quote as callers see it. */
export const totalsView = ({ pricing }: ShopOptions, { totals, placeOfSupply, supply, estimated }: Quote): typeof View.Totals.Type => ({
  currency: "INR",
  priceMode: pricing.priceMode,
  placeOfSupply,
  supply,
  estimated,
  subtotal: totals.subtotal,
  discountTotal: totals.discountTotal,
  charges: totals.charges.map(({ id, amount, taxable, tax, total }) => ({ id, amount, taxable, tax, total })),
  taxable: totals.taxable,
  cgst: totals.cgst,
  sgst: totals.sgst,
  igst: totals.igst,
  cess: totals.cess,
  taxTotal: totals.tax,
  roundOff: totals.roundOff,
  grandTotal: totals.grandTotal
})
