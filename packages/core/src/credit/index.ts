export { creditFor } from "./credit-for.ts"
export { creditNoteFigures, type CreditNoteFigures, type CreditNoteRow, mirrored } from "./credit-note.ts"
export * from "./credit.ts"
export { exchangeDifference, type ExchangeDifference } from "./exchange.ts"
