import { formatRupees, sum } from "@bahi/core/money"
import { describe, expect, it } from "vitest"
import { renderInvoice } from "./render-invoice.ts"
import { invoiceOf, someGoods } from "./testing/invoices.ts"
import { varanasi } from "./testing/parties.ts"
import { misplaced, read, type Reading, unspaced } from "./testing/read.ts"

const items = (count: number) => someGoods(count).map((item, i) => ({ ...item, name: `Handloom article ${i + 1} of many`, sku: `SKU-${i + 1}-END` }))

describe("an invoice of any length", () => {
  for (const [count, pages] of [[1, 1], [20, 1], [60, 3], [200, undefined]] as const) {
    it(`keeps every one of ${count} lines, and its totals`, async () => {
      const document = invoiceOf({ items: items(count), paid: 0 })
      const reading = await read(await renderInvoice(document))
      for (const { description, sku } of document.lines) expect(reading.text).toContain(`${description} ${sku === undefined ? "" : `SKU ${sku} `}`)
      expect(reading.text).toContain(`Grand total ${formatRupees(document.totals.grandTotal)}`)
      expect(reading.text.match(/Grand total/g)).toHaveLength(1)
      expect(misplaced(reading)).toEqual([])
      if (pages !== undefined) expect(reading.pages).toHaveLength(pages)
    })
  }

  it("repeats the headings and counts the pages", async () => {
    const { pages } = await read(await renderInvoice(invoiceOf({ items: items(60) })))
    pages.forEach((page, i) => {
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`)
      if (i > 0) expect(page).toContain("Tax invoice KW/2026-27/00418 (continued)")
    })
    expect(pages[0]).toContain("# Description HSN/SAC")
    expect(pages[1]).toContain("# Description HSN/SAC")
  })

  it("carries the amounts over from page to page", async () => {
    const { lines } = invoiceOf({ items: items(60) })
    const { pages } = await read(await renderInvoice(invoiceOf({ items: items(60) })))
    const onFirst = lines.filter(({ sku }) => sku !== undefined && pages[0]!.includes(`SKU ${sku}`))
    const total = formatRupees(sum(onFirst.map((line) => line.total))).replace("₹", "")
    expect(pages[0]).toMatch(new RegExp(`Carried over [\\d,. ]+ ${total}`))
    expect(pages[1]).toMatch(new RegExp(`Brought forward [\\d,. ]+ ${total}`))
  })

  it("never leaves the totals without a line above them", async () => {
    for (let count = 20; count <= 34; count++) {
      const { pages } = await read(await renderInvoice(invoiceOf({ items: items(count) })))
      const withTotals = pages.find((page) => page.includes("Grand total"))!
      expect(withTotals).toMatch(/(Handloom article|Shipping)/)
    }
  })
})

describe("texts that are hard to set", () => {
  const only = (name: string) => invoiceOf({ items: [{ ...someGoods(1)[0]!, name }, ...someGoods(2)], paid: 0 })
  const readName = async (name: string): Promise<Reading> => read(await renderInvoice(only(name)))

  it("wrap when they are long", async () => {
    const name = "A brocade that was woven by hand over many weeks ".repeat(5).slice(0, 200).trim()
    const reading = await readName(name)
    expect(unspaced(reading.text)).toContain(unspaced(name))
    expect(misplaced(reading)).toEqual([])
  })

  it("break within a word that has no end", async () => {
    for (const name of ["W".repeat(200), "i".repeat(200), "-".repeat(200), "a/".repeat(100)]) {
      const reading = await readName(name)
      expect(unspaced(reading.text)).toContain(name)
      expect(misplaced(reading)).toEqual([])
    }
  })

  it("may be long in the names and addresses of both sides", async () => {
    const sample = only("Saree")
    const long = { ...sample.buyer.address, name: "Name ".repeat(40).trim(), line1: "x".repeat(200), line2: "Lane ".repeat(40).trim() }
    const reading = await read(await renderInvoice({
      ...sample,
      seller: { ...sample.seller, legalName: "Company ".repeat(25).trim(), tradeName: "Z".repeat(200), address: long },
      buyer: { ...sample.buyer, address: long, email: `${"e".repeat(200)}@example.in` },
      deliveryAddress: long
    }))
    expect(unspaced(reading.text)).toContain("x".repeat(200))
    expect(unspaced(reading.text)).toContain("Z".repeat(200))
    expect(misplaced(reading)).toEqual([])
  })

  it("may be in Hindi", async () => {
    const reading = await read(await renderInvoice(invoiceOf({ to: varanasi, items: [{ ...someGoods(1)[0]!, name: "नमक" }] })))
    expect(reading.text).toContain("नमक")
    // Vowel signs stand before their consonant on paper; the letters are all there.
    for (const letter of unspaced(varanasi.name)) expect(reading.text).toContain(letter)
    expect(misplaced(reading)).toEqual([])
  })

  it("are drawn smaller, not cut, when they would fill more than a page", async () => {
    const reading = await readName(`${"far too long ".repeat(1_000)}END`)
    expect(reading.text).toMatch(/END/)
    expect(misplaced(reading).filter((text) => text.startsWith("outside"))).toEqual([])
  })
})
