import { describe, expect, it } from "vitest"
import { type Credited, nothingCredited } from "../credit/index.ts"
import { everythingOf } from "../credit/figures.ts"
import { id } from "../id.ts"
import { composeCreditNote, composeInvoice, type IssuedDocument, type IssuedNote, type IssuedSale } from "../invoice/index.ts"
import { money } from "../money/index.ts"
import { originalOf } from "../order/index.ts"
import { kurtaLine, pending } from "../testing/samples.ts"
import { issuedAt, monthOf, seller, toCompany } from "../testing/story/gst-return.ts"
import { bucketOf, eInvoice, reportedCreditNote, reportedInvoice, taxSummary } from "./index.ts"

describe("an invoice as it was issued", () => {
  const order = { ...pending, status: "confirmed", placedAt: issuedAt, confirmedAt: issuedAt } as const
  const issued: IssuedDocument = { ...composeInvoice(order, seller, "inclusive"), number: "INV-2026-000001", issuedAt }

  it("is reported with its own figures, its prices without tax", () => {
    const reported = reportedInvoice(issued)
    expect(reported.totals).toBe(issued.totals)
    expect(reported.lines.map(({ taxable }) => taxable)).toEqual(issued.lines.map(({ taxable }) => taxable))
    for (const { discount, gross, taxable } of reported.lines) expect(gross - discount).toBe(taxable)
    expect(taxSummary([reported]).rows.map(({ hsnCode, ratePpm, taxable }) => ({ hsnCode, ratePpm, taxable }))).toEqual(issued.taxTable.map(({ hsnCode, ratePpm, taxable }) => ({ hsnCode, ratePpm, taxable })))
  })

  it("keeps why a line is not taxed", () => {
    const exempt = { ...issued, lines: issued.lines.map((line) => ({ ...line, ratePpm: 0, treatment: "exempt" as const })) }
    expect(reportedInvoice(exempt).lines.every(({ treatment }) => treatment === "exempt")).toBe(true)
  })

  it("holds what has no rate as nil rated, unless the shop knows better", () => {
    expect(reportedInvoice(issued).lines.filter(({ ratePpm }) => ratePpm === 0).every(({ treatment }) => treatment === "nil_rated")).toBe(true)
    expect(reportedInvoice({ ...issued, lines: issued.lines.map((line) => ({ ...line, ratePpm: 0 })) }, () => "exempt").lines[0]!.treatment).toBe("exempt")
  })
})

describe("a credit note as it was issued", () => {
  const order = { ...pending, status: "confirmed", placedAt: issuedAt, confirmedAt: issuedAt } as const
  const sale: IssuedSale = { ...composeInvoice(order, seller, "inclusive"), number: "INV-2026-000001", issuedAt }
  const invoice = { status: "issued", invoiceId: id<"invoice">("invoice-1"), orderId: order.orderId, document: sale, number: sale.number, financialYear: "2026-27", issuedAt } as const
  const noteOf = (before: Credited, credited: Credited, number: string): IssuedNote => {
    const note = composeCreditNote(order, { creditId: id<"credit">(number), because: "returned", items: [], before, credited, amount: money(0), at: issuedAt }, invoice)
    return { ...note!, number, issuedAt }
  }
  const aKurta: Credited = { lines: { [kurtaLine]: 1 }, charges: {} }
  const notes = [noteOf(nothingCredited, aKurta, "CRN-2026-000001"), noteOf(aKurta, everythingOf(originalOf(order)), "CRN-2026-000002")]
  const reported = [reportedInvoice(sale), ...notes.map((note) => reportedCreditNote(note, sale))]

  it("names the invoice that it corrects, with what that came to", () =>
    expect(reported[1]).toMatchObject({ type: "credit_note", number: "CRN-2026-000001", totals: notes[0]!.totals, original: { number: "INV-2026-000001", issuedAt, grandTotal: sale.totals.grandTotal } }))

  it("leaves nothing of the invoice once all of it is taken back", () => {
    for (const { taxable, cgst, sgst, igst, cess } of taxSummary(reported).rows) expect([taxable, cgst, sgst, igst, cess]).toEqual([0, 0, 0, 0, 0])
    expect(monthOf(reported)).toMatchObject({ ok: true })
  })

  it("goes to a registered buyer under its own number, and holds as an e-invoice", () => {
    const company = reported.map((document) => toCompany(document))
    expect(company.map(bucketOf)).toEqual(["b2b", "cdnr", "cdnr"])
    expect(monthOf(company)).toMatchObject({ ok: true, value: { cdnr: [{ nt: [{ nt_num: "CRN-2026-000001" }, { nt_num: "CRN-2026-000002" }] }] } })
    for (const note of company.slice(1)) expect(eInvoice(note)).toMatchObject({ ok: true, value: { DocDtls: { Typ: "CRN" } } })
  })
})
