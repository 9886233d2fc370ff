export type { PriceMode } from "../tax/index.ts"
export { taxesByRate } from "./add-up.ts"
export { calculateTotals } from "./calculate.ts"
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
