import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { run } from "../machine.ts"
import { amountInWords } from "../money/index.ts"
import { type Order, type OrderCommand, orderMachine, orderPolicy, type PlacedOrder, uncreditedOf } from "../order/index.ts"
import { anyInvoiced, issued } from "./arbitrary.ts"
import { composeCreditNote, type CreditNoteDocument, type SaleDocument, standingOf } from "./index.ts"

const why = { reason: "I ordered it twice", category: "duplicate_order", by: "customer" } as const
const keepsPace = fc.constantFrom("proRata" as const, "withLast" as const)

const anyStep = fc.record({ what: fc.constantFrom("called off", "delivered", "undeliverable", "returned", "refunded"), line: fc.nat(), pieces: fc.nat() })
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never

/** What is said to the order, so that the step happens if it can. */
const commandsFor = ({ lines }: PlacedOrder, { what, line, pieces }: Step, at: number): ReadonlyArray<OrderCommand> => {
  const { lineId, quantity } = lines[line % lines.length]!
  const items = [{ lineId, quantity: 1 + pieces % quantity }]
  const creditId = id<"credit">(`credit-${at}`)
  const shipmentId = id<"shipment">(`shipment-${at}`)
  switch (what) {
    case "called off": return [{ type: "CancelItems", creditId, items, ...why, at }]
    case "delivered": return [{ type: "Ship", shipmentId, items, at }, { type: "RecordDelivery", shipmentId, at }]
    case "undeliverable": return [{ type: "Ship", shipmentId, items, at }, { type: "RecordShipmentReturned", shipmentId, goods: "restocked", at }]
    default: return [{ type: "CreditItems", creditId, because: what as "returned" | "refunded", items, at }]
  }
}

/** Orders that take everything back, in parts and in any way, then whatever is left; their invoices, and the notes of all their credits. */
const anyTakenBack = fc.record({
  invoiced: anyInvoiced, charges: fc.record({ cancellation: keepsPace, return: keepsPace, returnToOrigin: keepsPace }),
  steps: fc.array(anyStep, { maxLength: 12, size: "max" }), rest: fc.constantFrom("Cancel" as const, "CreditItems" as const)
}).map(({ invoiced: { order, document }, charges, steps, rest }) => {
  const machine = orderMachine({ ...orderPolicy, cancelUntil: "delivered", chargesBack: charges })
  let state: Order = machine.evolve(order, { type: "OrderConfirmed", orderId: order.orderId, at: 1 })
  const say = (command: OrderCommand) => {
    const outcome = run(machine, state, command)
    if (outcome.ok) state = outcome.value.state
  }
  steps.forEach((step, i) => commandsFor(state as PlacedOrder, step, i + 2).forEach(say))
  if (rest === "Cancel") say({ type: "Cancel", ...why, at: 50 })
  const left = order.lines.map((line) => ({ lineId: line.lineId, quantity: uncreditedOf(state as PlacedOrder, line) })).filter(({ quantity }) => quantity > 0)
  if (left.length > 0) say({ type: "CreditItems", creditId: id<"credit">("the-rest"), because: "refunded", items: left, at: 51 })
  const { credits } = state as PlacedOrder
  return { document, credits, notes: credits.flatMap((credit) => composeCreditNote(order, credit, issued(document)) ?? []) }
})

const heads = ["taxable", "cgst", "sgst", "igst", "cess"] as const
const figures = [...heads, "tax", "totalBeforeRoundOff", "roundOff", "grandTotal"] as const
const total = (amounts: ReadonlyArray<number>) => amounts.reduce((sum, amount) => sum + amount, 0)

/** What these documents say under each key together, of what is worth anything. */
const summed = <Row>(rows: ReadonlyArray<Row>, keyOf: (row: Row) => string, figuresOf: (row: Row) => ReadonlyArray<number>): Record<string, ReadonlyArray<number>> => {
  const sums = new Map<string, ReadonlyArray<number>>()
  for (const row of rows) {
    const before = sums.get(keyOf(row))
    sums.set(keyOf(row), figuresOf(row).map((figure, i) => figure + (before?.[i] ?? 0)))
  }
  return Object.fromEntries([...sums].filter(([, each]) => each.some((figure) => figure !== 0)))
}
const byRow = (documents: ReadonlyArray<SaleDocument | CreditNoteDocument>) =>
  summed(documents.flatMap(({ taxTable }) => taxTable), ({ hsnCode, ratePpm }) => `${hsnCode} at ${ratePpm}`, (row) => heads.map((head) => row[head]))
const byDescription = (documents: ReadonlyArray<SaleDocument | CreditNoteDocument>) =>
  summed(documents.flatMap(({ lines }) => lines.filter(({ kind }) => kind === "goods")), ({ description, hsnCode, ratePpm }) => `${description} ${hsnCode} ${ratePpm}`, (line) => [line.quantity, line.gross, line.discount, line.total])

const law = (sentence: string, holds: (notes: ReadonlyArray<CreditNoteDocument>, sale: SaleDocument, credits: PlacedOrder["credits"]) => void) =>
  it(sentence, () => fc.assert(fc.property(anyTakenBack, ({ notes, document, credits }) => { holds(notes, document, credits) }), { numRuns: 300 }))

describe("the credit notes of an order that takes everything back", () => {
  law("make its invoice: in every figure, row by row of the tax table, and goods by goods", (notes, sale, credits) => {
    for (const figure of figures) expect(total(notes.map(({ totals }) => totals[figure]))).toBe(sale.totals[figure])
    expect(byRow(notes)).toEqual(byRow([sale]))
    // A credit that is worth nothing has no note to name its goods.
    if (notes.length === credits.length) expect(byDescription(notes)).toEqual(byDescription([sale]))
  })

  law("leave the invoice cancelled, and partially credited before the last", (notes, sale) => {
    expect(standingOf(issued(sale), [])).toBe("issued")
    if (notes.length > 0) expect(standingOf(issued(sale), notes)).toBe("cancelled")
    const { grandTotal } = sale.totals
    if (notes.length > 1 && notes.at(-1)!.totals.grandTotal > 0 && grandTotal > 0) expect(standingOf(issued(sale), notes.slice(0, -1))).toBe("partially_credited")
  })

  law("add up each: lines to totals, totals to the tax table, and CGST is SGST", (notes) => {
    for (const { lines, taxTable, totals, amountInWords: words, due } of notes) {
      for (const line of lines) {
        expect(line.total).toBe(total(heads.map((head) => line[head])))
        expect(line.cgst).toBe(line.sgst)
        expect(line.discount).toBeGreaterThanOrEqual(0)
        if (line.kind === "goods") expect(line.gross).toBe(line.unitPrice * line.quantity)
      }
      for (const head of heads) {
        expect(total(lines.map((line) => line[head]))).toBe(totals[head])
        expect(total(taxTable.map((row) => row[head]))).toBe(totals[head])
      }
      expect(totals.tax).toBe(totals.cgst + totals.sgst + totals.igst + totals.cess)
      expect(total(lines.map((line) => line.total))).toBe(totals.totalBeforeRoundOff)
      expect(totals.totalBeforeRoundOff + totals.roundOff).toBe(totals.grandTotal)
      expect({ words, due }).toEqual({ words: amountInWords(totals.grandTotal), due: 0 })
    }
  })

  law("name the parties, the place and the words of the invoice, and are plain data", (notes, sale) => {
    const alike = ({ seller, buyer, deliveryAddress, placeOfSupply, supply, priceMode, orderNumber }: SaleDocument | CreditNoteDocument) => ({ seller, buyer, deliveryAddress, placeOfSupply, supply, priceMode, orderNumber })
    for (const note of notes) {
      expect(alike(note)).toEqual(alike(sale))
      expect(note).toMatchObject({ type: "credit_note", title: "credit_note", original: { number: "INV-2026-000001", issuedAt: 10 } })
      expect(JSON.parse(JSON.stringify(note))).toStrictEqual(note)
    }
  })

  it("are as many as its credits that are worth anything", () =>
    fc.assert(fc.property(anyTakenBack, ({ notes, credits }) => {
      const worth = credits.filter(({ amount }) => amount !== 0).map(({ creditId }) => creditId)
      expect(notes.map(({ creditId }) => creditId)).toEqual(expect.arrayContaining(worth))
      expect(new Set(notes.map(({ creditId }) => creditId)).size).toBe(notes.length)
    })))
})
