import fc from "fast-check"
import { expect, it } from "vitest"
import { renderInvoice } from "./render-invoice.ts"
import { invoiceOf } from "./testing/invoices.ts"
import { misplaced, read } from "./testing/read.ts"

const sample = invoiceOf({ paid: 0, cessPpm: 10_000 })

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(..."कखगघचछजटडणतदनपबमयरलवशसहक्षत्रज्ञिीुूेैोौंः्ृँ़ \u200d\u200c"), maxLength: 200 }),
  fc.string({ unit: fc.constantFrom("\ud83d", "\n", "\0", "(", ")", "\\", "%", "\u202e", "fi", "ﷺ"), maxLength: 60 })
)

const address = fc.record({ name: text, line1: text, line2: text, city: text, pincode: text, phone: text })
  .map((fields) => ({ ...sample.deliveryAddress, ...fields }))

const documents = fc.record({ number: text, orderNumber: text, words: text, method: text, seller: address, buyer: address, to: address, name: text, tradeName: text, gstin: text, upiId: text, email: text, description: text, sku: text, hsnCode: text, unit: text })
  .map((any) => ({
    ...sample,
    number: any.number,
    orderNumber: any.orderNumber,
    amountInWords: any.words,
    paymentMethod: any.method,
    seller: { ...sample.seller, legalName: any.name, tradeName: any.tradeName, gstin: any.gstin, upiId: any.upiId, address: any.seller },
    buyer: { ...sample.buyer, gstin: any.gstin, email: any.email, address: any.buyer },
    deliveryAddress: any.to,
    lines: sample.lines.map((line) => ({ ...line, description: any.description, sku: any.sku, hsnCode: any.hsnCode, unit: any.unit })),
    taxTable: sample.taxTable.map((row) => ({ ...row, hsnCode: any.hsnCode }))
  }))

it("any text at all makes an invoice, with nothing outside its pages", { timeout: 60_000 }, () =>
  fc.assert(fc.asyncProperty(documents, async (document) => {
    const reading = await read(await renderInvoice(document))
    expect(reading.pages.at(-1)).toContain(`Page ${reading.pages.length} of ${reading.pages.length}`)
    expect(misplaced(reading)).toEqual([])
  }), { numRuns: 60 }))

it("the same texts make the same bytes", () =>
  fc.assert(fc.asyncProperty(documents, async (document) => {
    const first = await renderInvoice(document)
    await renderInvoice(sample)
    expect(Buffer.from(await renderInvoice(document)).equals(first)).toBe(true)
  }), { numRuns: 20 }))
