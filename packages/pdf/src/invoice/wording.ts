import type { Address } from "@bahi/core/checkout"
import type { Instant } from "@bahi/core/id"
import type { InvoiceDocument } from "@bahi/core/invoice"
import { indianDateOf } from "@bahi/core/numbering"
import type { CreditCause } from "@bahi/core/order"
import { stateByCode, type StateCode } from "@bahi/core/tax"

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** The date in India: "20 Nov 2026". */
export const indianDate = (at: Instant): string => {
  const { year, month, day } = indianDateOf(at)
  return `${day} ${months[month - 1]} ${year}`
}

/** A state with its code, as a place of supply is named: "Karnataka (29)". */
export const stateWithCode = (code: StateCode): string => `${stateByCode(code).name} (${code})`

/** The lines of an address under its name. */
export const addressLines = ({ line1, line2, city, pincode, stateCode }: Address): ReadonlyArray<string> => [
  line1,
  ...(line2 === undefined ? [] : [line2]),
  `${city} ${pincode}`,
  `State: ${stateWithCode(stateCode)}`
]

/** What the law calls the document, in capitals. */
export const titles: Readonly<Record<InvoiceDocument["title"], string>> = {
  tax_invoice: "TAX INVOICE",
  bill_of_supply: "BILL OF SUPPLY",
  invoice_cum_bill_of_supply: "INVOICE-CUM-BILL OF SUPPLY",
  credit_note: "CREDIT NOTE"
}

/** Why a note credits what it does. */
export const creditReasons: Readonly<Record<CreditCause, string>> = {
  order_cancelled: "Order cancelled",
  items_cancelled: "Items cancelled",
  returned_to_origin: "Not delivered",
  returned: "Goods returned",
  exchanged: "Goods exchanged",
  refunded: "Price refunded"
}

const paymentMethods: Readonly<Record<string, string>> = {
  upi: "UPI",
  card: "Card",
  netbanking: "Net banking",
  wallet: "Wallet",
  cod: "Cash on delivery",
  bank_transfer: "Bank transfer",
  store_credit: "Store credit"
}

/** The name of a way to pay; one that has none here keeps its own. */
export const paymentMethodName = (method: string): string => Object.hasOwn(paymentMethods, method) ? paymentMethods[method]! : method
