// Orders for a spreadsheet: RFC 4180, one line each. `packages/postgres/src/order-list/csv.ts` writes the same in SQL.
import type { Money } from "@bahi/core/money"
import type { ListedOrder } from "../ports/index.ts"

/** A listed order with what only an export tells. */
export interface ExportedOrder extends ListedOrder {
  readonly phone: string
  readonly paymentMethod: string
  readonly subtotal: Money
  readonly discountTotal: Money
  readonly shippingTotal: Money
  readonly taxTotal: Money
  readonly roundOff: Money
}

/** What anybody typed is quoted; what a spreadsheet would take for a formula, and is no number with a plus, is told by an apostrophe to be text. */
const text = (typed: string): string => `"${/^[\t\r\n=+\-@＝＋－＠]/.test(typed) && !/^\+\d+$/.test(typed) ? "'" : ""}${typed.replaceAll("\"", "\"\"")}"`

const columns: ReadonlyArray<readonly [name: string, cell: (order: ExportedOrder) => string | number]> = [
  ["order_number", ({ orderNumber }) => text(orderNumber)],
  ["order_id", ({ orderId }) => orderId],
  ["placed_at", ({ placedAt }) => `${new Date(placedAt).toISOString().slice(0, 19)}Z`],
  ["status", ({ lifecycle }) => lifecycle],
  ["payment_status", ({ paymentStatus }) => paymentStatus],
  ["fulfilment_status", ({ fulfilmentStatus }) => fulfilmentStatus],
  ["source", ({ source }) => source],
  ["payment_method", ({ paymentMethod }) => paymentMethod],
  ["customer_id", ({ customerId = "" }) => customerId],
  ["customer_name", ({ customerName }) => text(customerName)],
  ["email", ({ email }) => text(email)],
  ["phone", ({ phone }) => text(phone)],
  ["tags", ({ tags }) => text(tags.join("; "))],
  ["currency", ({ currency }) => currency],
  ["subtotal_paise", ({ subtotal }) => subtotal],
  ["discount_total_paise", ({ discountTotal }) => discountTotal],
  ["shipping_total_paise", ({ shippingTotal }) => shippingTotal],
  ["tax_total_paise", ({ taxTotal }) => taxTotal],
  ["round_off_paise", ({ roundOff }) => roundOff],
  ["grand_total_paise", ({ grandTotal }) => grandTotal],
  ["paid_paise", ({ paidAmount }) => paidAmount],
  ["refunded_paise", ({ refundedAmount }) => refundedAmount]
]

/** The first line of an export: what its columns are called. Amounts are integer paise, instants ISO 8601 in UTC, to the second. */
export const orderCsvHeader = `${columns.map(([name]) => name).join(",")}\r\n`

/** An order as a line of an export. */
export const orderCsvLine = (order: ExportedOrder): string => `${columns.map(([, cell]) => cell(order)).join(",")}\r\n`
