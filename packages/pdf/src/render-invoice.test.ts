import { formatRupees, money } from "@bahi/core/money"
import { describe, expect, it } from "vitest"
import { renderInvoice } from "./render-invoice.ts"
import { creditNoteOf, invoiceOf, someGoods, type Wish } from "./testing/invoices.ts"
import { bengaluru, chandigarh, mumbai, seller, sellerInChandigarh } from "./testing/parties.ts"
import { misplaced, read } from "./testing/read.ts"

const textOf = async (wish: Wish) => (await read(await renderInvoice(invoiceOf(wish)))).text

describe("a tax invoice", () => {
  const wish: Wish = { to: mumbai, gstin: "27AABCD1234E1Z8", items: someGoods(5), discount: 50_000 }
  const document = invoiceOf(wish)

  it("carries everything that CGST Rule 46 asks for", async () => {
    const text = await textOf(wish)
    expect(text).toContain("TAX INVOICE ORIGINAL FOR RECIPIENT")
    for (const supplier of ["Kaveri Weaves", seller.legalName, "214, 8th Cross, Sampige Road", "Bengaluru 560003", "State: Karnataka (29)", `GSTIN: ${seller.gstin}`]) expect(text).toContain(supplier)
    expect(text).toContain("Invoice number KW/2026-27/00418")
    expect(text).toContain("Invoice date 20 Nov 2026")
    expect(text).toContain("Order number KW-100427")
    expect(text).toContain("Order date 18 Nov 2026")
    for (const recipient of ["BILLED TO", "SHIPPED TO", "Deccan Retail LLP", "3rd Floor, Laxmi Chambers", "Mumbai 400018", "State: Maharashtra (27)", "GSTIN: 27AABCD1234E1Z8"]) expect(text).toContain(recipient)
    expect(text).toContain("Place of supply Maharashtra (27)")
    expect(text).toContain("Tax payable on reverse charge No")
    expect(text).toContain("no signature is needed")
    expect(text).toContain("Information Technology Act, 2000")
    expect(text).toContain("Page 1 of 1")
  })

  it("shows each line with its code, quantity, unit, rate and amounts", async () => {
    const text = await textOf(wish)
    document.lines.forEach(({ description, sku, hsnCode, quantity, unit, taxable, igst, total, ratePpm }, i) => {
      const figures = [taxable, igst, total].map(bare)
      expect(text).toContain(`${i + 1} ${description}${sku === undefined ? "" : ` SKU ${sku}`} ${hsnCode} ${quantity} ${unit} `)
      expect(text).toContain(`${figures[0]} ${ratePpm / 10_000}% ${figures[1]} ${ratePpm / 10_000}% ${figures[2]}`)
    })
  })

  it("sums the tax up by code and rate, and all of it in figures and words", async () => {
    const { taxTable, totals, amountInWords } = document
    const text = await textOf(wish)
    for (const { hsnCode, ratePpm, taxable, igst } of taxTable) {
      expect(text).toContain(`${hsnCode} ${ratePpm / 10_000}% ${bare(taxable)} ${ratePpm / 10_000}% ${bare(igst)} ${bare(igst)}`)
    }
    expect(text).toContain(`Taxable value ${bare(totals.taxable)} IGST ${bare(totals.igst)} Round off ${bare(totals.roundOff)} Grand total ${formatRupees(totals.grandTotal)}`)
    expect(text).toContain(amountInWords)
  })

  it("names its file after the number and the seller", async () => {
    const { info } = await read(await renderInvoice(document))
    expect(info).toMatchObject({ Title: "KW/2026-27/00418", Author: seller.legalName, CreationDate: "D:20261119190000Z" })
  })
})

describe("a credit note", () => {
  const wish: Wish = { to: mumbai, gstin: "27AABCD1234E1Z8", items: someGoods(5), discount: 50_000, paid: 0 }
  const note = creditNoteOf(wish)
  const noted = async (document = note) => (await read(await renderInvoice(document))).text

  it("carries everything that CGST Rule 53(1A) asks for", async () => {
    const text = await noted()
    expect(text).toContain("CREDIT NOTE ORIGINAL FOR RECIPIENT")
    for (const particular of [
      "Credit note number CRN/2026-27/00031", "Credit note date 25 Nov 2026", "Against invoice KW/2026-27/00418", "Invoice date 20 Nov 2026", "Reason Goods returned", "Order number KW-100427",
      "Place of supply Maharashtra (27)", `GSTIN: ${seller.gstin}`, "GSTIN: 27AABCD1234E1Z8", "BILLED TO", "SHIPPED TO", "no signature is needed", "Page 1 of 1"
    ]) expect(text).toContain(particular)
    expect(text).not.toContain("INVOICE")
  })

  it("shows what is credited of each line, and sums it up by code and rate, in figures and words", async () => {
    const text = await noted()
    for (const { description, hsnCode, quantity, unit, taxable, igst, total, ratePpm } of note.lines) {
      expect(text).toContain(description)
      expect(text).toContain(`${hsnCode} ${quantity} ${unit} `)
      expect(text).toContain(`${bare(taxable)} ${ratePpm / 10_000}% ${bare(igst)} ${ratePpm / 10_000}% ${bare(total)}`)
    }
    for (const { hsnCode, ratePpm, taxable, igst } of note.taxTable) expect(text).toContain(`${hsnCode} ${ratePpm / 10_000}% ${bare(taxable)} ${ratePpm / 10_000}% ${bare(igst)} ${bare(igst)}`)
    expect(text).toContain(`Grand total ${formatRupees(note.totals.grandTotal)}`)
    expect(text).toContain(note.amountInWords)
  })

  it("asks nobody for money, though its invoice was not paid", async () => {
    expect(await textOf(wish)).toContain("Scan to pay")
    expect(await noted()).not.toMatch(/Scan to pay|Amount due|Paid/)
  })

  it("says its name on every page that it goes on to", async () => {
    const { pages } = await read(await renderInvoice(creditNoteOf({ items: someGoods(60) })))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages.slice(1)) expect(page).toContain("Credit note CRN/2026-27/00031 (continued)")
  })

  it("says in a word why it was written, whatever the reason", async () => {
    if (note.type !== "credit_note") throw new Error("A credit note is one.")
    for (const [reason, words] of [
      ["order_cancelled", "Order cancelled"], ["items_cancelled", "Items cancelled"], ["returned_to_origin", "Not delivered"], ["exchanged", "Goods exchanged"], ["refunded", "Price refunded"]
    ] as const) expect(await noted({ ...note, reason })).toContain(`Reason ${words}`)
  })
})

describe("the heads of tax", () => {
  it("are CGST and SGST within a state, each at half the rate", async () => {
    const document = invoiceOf()
    const text = await textOf({})
    const { taxable, cgst, sgst, total } = document.lines[2]!
    expect(text).toContain(`${bare(taxable)} 18% ${bare(cgst)} 9% ${bare(sgst)} 9% ${bare(total)}`)
    expect(text).not.toMatch(/IGST|UTGST|Cess/)
  })

  it("are CGST and UTGST within a Union territory without legislature", async () => {
    const text = await textOf({ from: sellerInChandigarh, to: chandigarh })
    expect(text).toContain("Place of supply Chandigarh (04)")
    expect(text).toContain("UTGST rate")
    expect(text).not.toMatch(/SGST|IGST/)
  })

  it("show cess where there is any", async () => {
    const document = invoiceOf({ cessPpm: 120_000 })
    expect(await textOf({ cessPpm: 120_000 })).toContain(`Cess ${bare(document.totals.cess)} Round off`)
  })
})

describe("prices", () => {
  it("say whether they hold the tax", async () => {
    expect(await textOf({ priceMode: "inclusive" })).toContain("Unit price incl. tax Discount incl. tax")
    expect(await textOf({ priceMode: "exclusive" })).toContain("Unit price excl. tax Discount excl. tax")
  })
})

describe("the recipient", () => {
  it("may be a consumer", async () => {
    expect(await textOf({})).toContain("GSTIN: Unregistered")
  })

  it("may be billed in one place and have it sent to another", async () => {
    const text = await textOf({ to: bengaluru, billTo: mumbai })
    expect(text).toContain("Deccan Retail LLP")
    expect(text).toContain("Flat 12B, Prestige Lakeside")
  })
})

describe("the payment", () => {
  it("is asked for by UPI while something is due", async () => {
    const text = await textOf({ paid: 100_000, paymentMethod: "cod" })
    const { due } = invoiceOf({ paid: 100_000, paymentMethod: "cod" })
    expect(text).toContain(`Scan to pay ${formatRupees(due)} by UPI kaveriweaves@okaxis`)
    expect(text).toContain("Payment method Cash on delivery")
    expect(text).toContain(`Paid ₹1,000.00 Amount due ${formatRupees(due)}`)
  })

  it("is not asked for when all is paid, or the seller takes no UPI", async () => {
    const { upiId: _, ...sellerWithoutUpi } = seller
    expect(await textOf({})).not.toContain("Scan to pay")
    expect(await textOf({})).toContain("Amount due ₹0.00")
    expect(await textOf({ from: sellerWithoutUpi, paid: 0 })).not.toContain("Scan to pay")
  })
})

describe("the same document", () => {
  it("gives the same bytes, whatever else is rendered in between", async () => {
    const hindi = invoiceOf({ items: [{ ...someGoods(1)[0]!, name: "क्षत्रिय कुर्ता – श्रृंगार" }], paid: 0 })
    const first = await renderInvoice(hindi)
    await renderInvoice(invoiceOf({ items: [{ ...someGoods(1)[0]!, name: "र्\u200dया ज़री – क़लम" }] }))
    expect(Buffer.from(await renderInvoice(hindi)).equals(first)).toBe(true)
  })
})

describe("amounts of lakhs of crores", () => {
  it("find room", async () => {
    const reading = await read(await renderInvoice(invoiceOf({ items: [{ ...someGoods(1)[0]!, unitPrice: money(10_000_000_000_000) }, ...someGoods(2)], cessPpm: 10_000, paid: 0 })))
    expect(reading.text).toContain("1,00,00,00,00,000.00")
    expect(misplaced(reading)).toEqual([])
  })
})

const bare = (amount: Parameters<typeof formatRupees>[0]): string => formatRupees(amount).replace("₹", "")
