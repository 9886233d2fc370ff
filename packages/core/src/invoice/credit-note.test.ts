import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { run } from "../machine.ts"
import { money } from "../money/index.ts"
import { orderMachine, type OrderCommand, orderPolicy, type PlacedOrder } from "../order/index.ts"
import { atta, attaLine, kurta, kurtaLine, placement, seller } from "../testing/samples.ts"
import { issued } from "./arbitrary.ts"
import { composeCreditNote, composeInvoice, standingOf } from "./index.ts"

const machine = orderMachine({ ...orderPolicy, chargesBack: { cancellation: "withLast", return: "withLast", returnToOrigin: "withLast" } })
const order = machine.evolve({ status: "unplaced" }, { type: "OrderPlaced", ...placement, expiresAt: 9, at: 0 }) as PlacedOrder
const sale = issued(composeInvoice(order, seller, "inclusive"))
const creditsOf = (...commands: ReadonlyArray<OrderCommand>) =>
  (commands.reduce<Parameters<typeof machine.evolve>[0]>((state, command) => {
    const outcome = run(machine, state, command)
    if (!outcome.ok) throw new Error(outcome.error.code)
    return outcome.value.state
  }, machine.evolve(order, { type: "OrderConfirmed", orderId: order.orderId, at: 1 })) as PlacedOrder).credits
const cancel = (creditId: string, ...items: ReadonlyArray<{ readonly lineId: typeof kurtaLine; readonly quantity: number }>): OrderCommand =>
  ({ type: "CancelItems", creditId: id<"credit">(creditId), items, reason: "I ordered it twice", category: "duplicate_order", by: "customer", at: 5 })
const notesOf = (...commands: ReadonlyArray<OrderCommand>) => creditsOf(...commands).map((credit) => composeCreditNote(order, credit, sale))

describe("a credit note", () => {
  const [note] = notesOf(cancel("credit-1", { lineId: kurtaLine, quantity: 1 }))

  it("names the invoice that it corrects, by number and date (CGST Rule 53(1A)(g)), and why", () =>
    expect(note).toMatchObject({
      type: "credit_note", title: "credit_note", creditId: "credit-1", reason: "items_cancelled", original: { invoiceId: sale.invoiceId, number: "INV-2026-000001", issuedAt: 10 },
      orderNumber: "ORD-2026-000001", buyer: sale.document.buyer, due: 0
    }))

  it("has only what is credited, under the words and codes of the invoice: one of two kurtas, and no shipping yet", () => {
    expect(note!.lines).toEqual([{
      kind: "goods", description: "Cotton kurta", sku: "kurta", hsnCode: kurta.hsnCode, unit: "NOS", ratePpm: 50_000,
      quantity: 1, unitPrice: 105_000, gross: 105_000, discount: 0, taxable: 100_000, cgst: 2_500, sgst: 2_500, igst: 0, cess: 0, total: 105_000
    }])
    expect(note!.taxTable).toEqual([{ hsnCode: kurta.hsnCode, ratePpm: 50_000, taxable: 100_000, cgst: 2_500, sgst: 2_500, igst: 0, cess: 0 }])
    expect(note!.totals).toEqual({ taxable: 100_000, cgst: 2_500, sgst: 2_500, igst: 0, cess: 0, tax: 5_000, totalBeforeRoundOff: 105_000, roundOff: 0, grandTotal: 105_000 })
    expect(note!.amountInWords).toBe("Rupees One Thousand Fifty Only")
  })

  it("carries each part of the shipping under the code that the invoice gave it, with the last piece", () => {
    const rest = notesOf(cancel("credit-1", { lineId: kurtaLine, quantity: 1 }), { type: "Cancel", reason: "I ordered it twice", category: "duplicate_order", by: "customer", at: 6 })[1]!
    const charges = (lines: typeof rest.lines) => lines.filter(({ kind }) => kind === "charge")
    expect(charges(rest.lines)).toEqual(charges(sale.document.lines))
    expect(charges(rest.lines).map(({ hsnCode }) => hsnCode)).toEqual([atta.hsnCode, kurta.hsnCode])
    expect(rest).toMatchObject({ reason: "order_cancelled", totals: { grandTotal: sale.document.totals.grandTotal - 105_000 } })
  })

  it("keeps the discount of its pieces", () => {
    const line = placement.quote.totals.lines[0]!
    const discounted = { ...order, quote: { ...order.quote, totals: { ...order.quote.totals, lines: [{ ...line, net: money(line.gross - 1_000), lineDiscount: money(1_000) }, placement.quote.totals.lines[1]!] } } }
    const credit = creditsOf(cancel("credit-1", { lineId: kurtaLine, quantity: 1 }))[0]!
    expect(composeCreditNote(discounted, credit, sale)!.lines[0]).toMatchObject({ gross: 105_000, discount: 500 })
  })

  it("is not written for a credit that is worth nothing: its money went back before", () => {
    const items = [{ lineId: attaLine, quantity: 1 }]
    const credits = creditsOf(
      { type: "CreditItems", creditId: id<"credit">("credit-1"), because: "refunded", items, at: 5 },
      { type: "CancelItems", creditId: id<"credit">("credit-2"), items, reason: "I ordered it twice", category: "duplicate_order", by: "customer", at: 6 }
    )
    expect(credits.map(({ amount }) => amount)).toEqual([27_500, 0])
    expect(credits.map((credit) => composeCreditNote(order, credit, sale)?.creditId)).toEqual(["credit-1", undefined])
  })
})

describe("an invoice", () => {
  it("stands as issued, credited in part, or cancelled, by the notes that correct it", () => {
    const notes = notesOf(cancel("credit-1", { lineId: kurtaLine, quantity: 1 }), { type: "Cancel", reason: "I ordered it twice", category: "duplicate_order", by: "customer", at: 6 }) as ReadonlyArray<NonNullable<ReturnType<typeof composeCreditNote>>>
    expect([standingOf(sale, []), standingOf(sale, notes.slice(0, 1)), standingOf(sale, notes)]).toEqual(["issued", "partially_credited", "cancelled"])
  })
})
