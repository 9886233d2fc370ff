export { type FinancialYear, financialYearOf, indianDateOf } from "./financial-year.ts"
export { type IrnFacts, irnOf } from "./irn.ts"
export { formatNumber, creditNoteSeries, invoiceSeries, type NumberRefusal, orderSeries, periodOf, type Series } from "./series.ts"
