import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { orderMachine, type PlacedOrder } from "../order/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { placement, seller } from "../testing/samples.ts"
import { composeInvoice, invoiceMachine, type InvoiceEvent, type InvoiceRefusal } from "./index.ts"

const { given } = specify(invoiceMachine)

const order = orderMachine().evolve({ status: "unplaced" }, { type: "OrderPlaced", ...placement, expiresAt: 10, at: 0 }) as PlacedOrder
const document = composeInvoice(order, seller, "inclusive")
const [invoiceId, orderId] = [id<"invoice">("invoice-1"), placement.orderId]

const drafted: InvoiceEvent = { type: "InvoiceDrafted", invoiceId, orderId, document, at: 0 }
const issue = (number: string) => ({ type: "Issue", number, financialYear: "2026-27", at: 5 }) as const

describe("an invoice", () => {
  it("is drafted without a number", () => {
    const draft = { type: "Draft", invoiceId, orderId, document, at: 5 } as const
    given().when(draft).then({ ...drafted, at: 5 })
    given().when(draft).leadsTo({ status: "draft", invoiceId, orderId, document })
    expect(invoiceMachine.evolve(invoiceMachine.initial, drafted)).not.toHaveProperty("number")
  })

  it("gets its number and its date when it is issued", () => {
    given(drafted).when(issue("INV-2026-000001")).then({ type: "InvoiceIssued", invoiceId, orderId, number: "INV-2026-000001", financialYear: "2026-27", at: 5 })
    given(drafted).when(issue("INV-2026-000001")).leadsTo({ status: "issued", number: "INV-2026-000001", financialYear: "2026-27", issuedAt: 5, document })
  })

  it("takes every number that the law allows", () => {
    for (const number of ["1", "A/1", "INV-2026-9999999", "9-/"]) given(drafted).when(issue(number)).leadsTo({ number })
  })

  it("is never issued again", () =>
    given(drafted, { type: "InvoiceIssued", invoiceId, orderId, number: "INV-2026-000001", financialYear: "2026-27", at: 5 })
      .when(issue("INV-2026-000002")).refuses("illegal_transition", { from: "issued", accepted: [] }))

  it("is not issued before it is written", () => given().when(issue("INV-2026-000001")).refuses("illegal_transition", { accepted: ["Draft"] }))
})

describe("an invoice", () => refusals<InvoiceRefusal["code"]>({
  invoice_has_no_lines: {
    "nobody is billed for nothing": (code) => given().when({ type: "Draft", invoiceId, orderId, document: { ...document, lines: [] }, at: 5 }).refuses(code)
  },
  invoice_number_not_allowed: {
    "seventeen characters": (code) => given(drafted).when(issue("INV-2026-10000000")).refuses(code, { number: "INV-2026-10000000" }),
    "beginning with zero or a sign": (code) => {
      for (const number of ["0001", "-1", "/1"]) given(drafted).when(issue(number)).refuses(code, { number })
    },
    "nothing, small letters, a space, or a letter of another script": (code) => {
      for (const number of ["", "inv-1", "INV 1", "INV_1", "चालान-1", "INV-1\n"]) given(drafted).when(issue(number)).refuses(code, { number })
    }
  }
}))
