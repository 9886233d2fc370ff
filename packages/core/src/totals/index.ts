export type { PriceMode } from "../tax/index.ts"
export { type SellerRefusal, type SellerTotals, totalsBySeller } from "./by-seller.ts"
export { calculateTotals } from "./calculate.ts"
export { explain, type LineExplanation, type TaxStep } from "./explain.ts"
export { taxesByRate } from "./tally.ts"
export { applyTenders, type Payable, type Tender, type TenderRefusal } from "./tender.ts"
export type {
  Charge,
  ChargeTotals,
  LineTotals,
  OrderDiscount,
  OrderDiscountTotals,
  TaxByRate,
  Totals,
  TotalsInput,
  TotalsLine,
  TotalsRefusal
} from "./totals.ts"
