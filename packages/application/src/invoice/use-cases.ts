import type { IssuedDocument, IssuedInvoice } from "@bahi/core/invoice"
import { formatPercent, stateByCode } from "@bahi/core/tax"
import { Effect } from "effect"
import { requireAdmin } from "../caller/guest.ts"
import { findOrder, findOrderById } from "../order/find.ts"
import { InvoiceNotIssuedYet, InvoiceRenderer, Invoices, NotFound, Refused } from "../ports/index.ts"
import type { Input, View } from "../schema/index.ts"
import { issueInvoices } from "./issue.ts"

/** The invoice of an order with its tax summary (I02). `InvoiceNotIssuedYet` when the order is confirmed and it is on its way. */
export const getInvoiceOfOrder = Effect.fn("invoice.ofOrder")(function*(orderNumber: string) {
  return invoiceView(yield* ofOrder(orderNumber))
})

/** The PDF file of an order's invoice (O10). */
export const renderInvoiceOfOrder = Effect.fn("invoice.renderOfOrder")(function*(orderNumber: string) {
  return yield* render(yield* ofOrder(orderNumber))
})

/** The PDF file of an invoice by its number (I03), for who may see its order. */
export const renderInvoice = Effect.fn("invoice.render")(function*(number: string) {
  const invoices = yield* Invoices
  const invoiceId = yield* invoices.byNumber(number)
  const invoice = invoiceId && (yield* invoices.read([invoiceId])).get(invoiceId)!.state
  if (!invoice || invoice.status !== "issued") return yield* new NotFound({ what: "invoice" })
  yield* findOrderById(invoice.orderId).pipe(Effect.catchTag("NotFound", () => Effect.fail(new NotFound({ what: "invoice" }))))
  return yield* render(invoice)
})

/** Issues the invoice of a confirmed order by hand (I01); an order that has one answers it. */
export const issueByHand = Effect.fn("invoice.issueByHand")(function*({ orderNumber }: typeof Input.IssueInvoice.Type) {
  yield* requireAdmin
  yield* issueInvoices([(yield* findOrder(orderNumber)).orderId])
  return invoiceView(yield* ofOrder(orderNumber))
})

const ofOrder = Effect.fnUntraced(function*(orderNumber: string) {
  const order = yield* findOrder(orderNumber)
  const invoices = yield* Invoices
  const issued = (yield* invoices.ofOrders([order.orderId])).get(order.orderId)
  const invoice = issued && (yield* invoices.read([issued.invoiceId])).get(issued.invoiceId)!.state
  if (invoice?.status === "issued") return invoice
  return yield* "confirmedAt" in order ? new InvoiceNotIssuedYet() : new Refused({ refusal: { code: "order_not_confirmed", lifecycle: order.status } })
})

const render = Effect.fnUntraced(function*(invoice: IssuedInvoice) {
  const bytes = yield* (yield* InvoiceRenderer).render(documentOf(invoice))
  return { fileName: `${invoice.number.replaceAll("/", "-")}.pdf`, bytes }
})

const documentOf = ({ document, number, issuedAt }: IssuedInvoice): IssuedDocument => ({ ...document, number, issuedAt })

/** An invoice as its recipient sees it. */
const invoiceView = ({ document, number, financialYear, issuedAt }: IssuedInvoice): typeof View.Invoice.Type => ({
  number,
  financialYear,
  orderNumber: document.orderNumber,
  type: document.type,
  title: document.title,
  ...(document.type === "credit_note" ? { reason: document.reason, original: { number: document.original.number, issuedAt: document.original.issuedAt } } : {}),
  issuedAt,
  currency: document.currency,
  seller: { legalName: document.seller.legalName, gstin: document.seller.gstin },
  buyer: { name: document.buyer.address.name, ...(document.buyer.gstin === undefined ? {} : { gstin: document.buyer.gstin }) },
  placeOfSupply: `${document.placeOfSupply} ${stateByCode(document.placeOfSupply).name}`,
  reverseCharge: document.reverseCharge,
  lines: document.lines.map(({ kind, description, hsnCode, ratePpm, quantity, unit, unitPrice, discount, taxable, cgst, sgst, igst, cess, total }) =>
    ({ kind, description, hsnCode, gstRate: formatPercent(ratePpm), quantity, unit, unitPrice, discount, taxable, cgst, sgst, igst, cess, total })),
  taxSummary: document.taxTable.map(({ hsnCode, ratePpm, taxable, cgst, sgst, igst, cess }) => ({ hsnCode, gstRate: formatPercent(ratePpm), taxable, cgst, sgst, igst, cess })),
  totals: document.totals,
  amountInWords: document.amountInWords
})
