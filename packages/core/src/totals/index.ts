export type { PriceMode } from "../tax/index.ts"
export { calculateTotals } from "./calculate.ts"
export { taxesByRate } from "./tally.ts"
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
