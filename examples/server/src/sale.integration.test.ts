import { amountInWords, money } from "@bahi/core/money"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { extractText, getDocumentProxy } from "unpdf"
import { ADMIN_KEY, type OpenShop, openShop } from "./testing/open-shop.ts"
import { asha, fill, inStock, shopperAt, soon, toTheTill } from "./testing/shopper.ts"

let shop: OpenShop
beforeAll(async () => { shop = await openShop() })
afterAll(() => shop.close())

const GSTIN_MYSURU = "29AAFCC9980M1ZR"
const textOf = async (pdf: Uint8Array): Promise<string> => (await extractText(await getDocumentProxy(pdf), { mergePages: true })).text.replaceAll(/\s+/g, " ")
/** As tables print it: 1,23,456.78 */
const printed = (paise: number): string => new Intl.NumberFormat("en-IN", { minimumFractionDigits: 2 }).format(paise / 100)

/** What a newcomer would find on the shelf. */
const stockOf = async (sku: string): Promise<{ readonly available: number }> => {
  const visitor = shopperAt(shop.baseUrl)
  await fill(visitor, [[sku, 1]])
  const [line] = (await visitor("GET", "/api/cart")).body.lines
  await visitor("DELETE", `/api/cart/items/${line.itemId}`)
  return { available: line.stock.available + 1 }
}

describe("a sale over HTTP", () => {
  it("ends with a PDF that agrees with the order, to the paisa", async () => {
    const shopper = shopperAt(shop.baseUrl)
    await fill(shopper, [["TSHIRT-INDIGO-M", 2], ["BOOK-PANCHATANTRA-HI", 1], ["MIXER-750W", 1], ["COLA-CAN-300ML", 6], ["PAYAL-SILVER", 1]])
    const session = await toTheTill(shopper, { billing: { address: { ...asha, name: "Rao Textiles" }, gstin: GSTIN_MYSURU } })
    const order = (await shopper("POST", "/api/orders", { sessionId: session.sessionId, termsAccepted: true })).body
    expect(order).toMatchObject({ lifecycle: "confirmed", paymentStatus: "unpaid", totals: session.totals })

    const invoice = (await soon(() => shopper("GET", `/api/invoices/order/${order.orderNumber}`))).body
    expect(invoice.number).toMatch(/^INV-\d{4}-\d{6}$/)
    for (const head of ["taxable", "cgst", "sgst", "igst", "cess"]) {
      expect(invoice.totals[head]).toBe(order.totals[head])
      expect(invoice.lines.reduce((sum: number, line: any) => sum + line[head], 0)).toBe(order.totals[head])
      expect(invoice.taxSummary.reduce((sum: number, row: any) => sum + row[head], 0)).toBe(order.totals[head])
    }
    expect(invoice.totals.grandTotal).toBe(order.totals.grandTotal)

    const text = await textOf((await shopper("GET", `/api/invoices/${invoice.number}/download`)).bytes)
    const { totals } = order
    for (const said of [
      invoice.number, order.orderNumber, "29AAHCM7727Q1ZI", GSTIN_MYSURU, "Rao Textiles", "Asha Rao", "Karnataka (29)",
      amountInWords(money(totals.grandTotal)), `₹${printed(totals.grandTotal)}`, printed(totals.taxable), printed(totals.cgst), printed(totals.sgst),
      ...invoice.taxSummary.flatMap((row: any) => [row.hsnCode, printed(row.taxable)]),
      ...order.lines.flatMap((line: any) => [line.sku, printed(line.total)])
    ]) expect(text).toContain(said)
    expect((await shopper("GET", `/api/orders/${order.orderNumber}/invoice`)).bytes).toEqual((await shopper("GET", `/api/invoices/${invoice.number}/download`)).bytes)
  })

  it("is taxed by IGST to another state", async () => {
    const shopper = shopperAt(shop.baseUrl)
    await fill(shopper, [["MIXER-750W", 1]])
    const { totals } = await toTheTill(shopper, { address: { ...asha, city: "Mumbai", stateCode: "27", pincode: "400050" } })
    expect(totals).toMatchObject({ supply: "inter", placeOfSupply: "27", cgst: 0, sgst: 0, estimated: false })
    expect(totals.igst).toBe(totals.taxTotal)
  })

  it("is taxed where the buyer is registered when another takes the goods on the buyer's order", async () => {
    const shopper = shopperAt(shop.baseUrl)
    await fill(shopper, [["MIXER-750W", 1]])
    const mumbai = { ...asha, city: "Mumbai", stateCode: "27", pincode: "400050" }
    const { totals } = await toTheTill(shopper, { address: mumbai, billing: { address: asha, gstin: GSTIN_MYSURU, deliveredTo: "another" } })
    expect(totals).toMatchObject({ supply: "intra", placeOfSupply: "29", igst: 0 })
  })

  it("is delivered, and paid at the door", async () => {
    const shopper = shopperAt(shop.baseUrl)
    const admin = shopperAt(shop.baseUrl, { authorization: `Bearer ${ADMIN_KEY}` })
    await fill(shopper, [["TOWEL-TERRY-SAND", 2]])
    const { sessionId } = await toTheTill(shopper)
    const { orderId, orderNumber, payment } = (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
    expect((await shopper("POST", `/api/admin/orders/${orderId}/shipments`, {})).status).toBe(401)
    const send = () => admin("POST", `/api/admin/orders/${orderId}/shipments`, { carrier: "India Post", trackingNumber: "EM123456789IN" }, { "idempotency-key": `parcel-of-${orderId}` })
    const [shipped, sentAgain] = [await send(), await send()]
    expect(sentAgain.body).toEqual(shipped.body)
    expect(shipped).toMatchObject({ status: 201, body: { fulfilmentStatus: "shipped" } })
    const delivered = await admin("POST", `/api/admin/orders/${orderId}/shipments/${shipped.body.shipments[0].shipmentId}/delivered`)
    expect(delivered).toMatchObject({ status: 200, body: { lifecycle: "completed", paymentStatus: "paid", due: 0 } })
    const again = await admin("POST", `/api/admin/orders/${orderId}/shipments/${shipped.body.shipments[0].shipmentId}/delivered`)
    expect(again).toMatchObject({ status: 200, body: delivered.body })
    expect((await shopper("GET", `/api/payments/${payment.paymentId}`)).body).toMatchObject({ status: "captured", capturedAmount: payment.amount })
    expect((await admin("POST", `/api/admin/orders/${orderId}/shipments`, {})).body).toMatchObject({ status: 409, code: "illegal_transition", now: "completed" })
    const { items } = (await shopper("GET", `/api/orders/${orderNumber}/timeline`)).body
    expect(items.at(-1)).toMatchObject({ axis: "lifecycle", from: "processing", to: "completed", actor: "admin" })
    expect((await shopper("GET", `/api/orders/${orderNumber}/status-history`)).body.items).toEqual(items)
  })

  it("takes a bundle from the stock of its parts, together with the lines that take them too", async () => {
    const shopper = shopperAt(shop.baseUrl)
    const { available } = await stockOf("TEA-ASSAM-250G")
    await fill(shopper, [["BOX-CHAI-TIME", 3], ["TEA-ASSAM-250G", 2]])
    expect((await shopper("GET", "/api/cart")).body.lines.map((line: any) => line.stock)).toMatchObject([{ status: "reserved" }, { status: "reserved", available: available - 5 }])
    const refused = await shopper("POST", "/api/cart/items", { productId: inStock("BOX-CHAI-TIME").item.productId, quantity: 500 })
    expect(refused).toMatchObject({ status: 422, body: { code: "insufficient_stock" } })
    const { sessionId } = await toTheTill(shopper)
    expect((await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).status).toBe(201)
    expect(await stockOf("TEA-ASSAM-250G")).toEqual({ available: available - 5 })
  })

  it("belongs to its guest: to others the order is not there", async () => {
    const shopper = shopperAt(shop.baseUrl)
    const stranger = shopperAt(shop.baseUrl)
    await fill(stranger, [["BULB-LED-9W", 1]])
    await fill(shopper, [["BULB-LED-9W", 1]])
    const { sessionId } = await toTheTill(shopper)
    const { orderNumber, payment } = (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
    const { number } = (await soon(() => shopper("GET", `/api/invoices/order/${orderNumber}`))).body
    for (const path of [
      `/api/checkout/${sessionId}/summary`, `/api/orders/${orderNumber}`, `/api/orders/${orderNumber}/confirmation`, `/api/orders/${orderNumber}/timeline`,
      `/api/orders/${orderNumber}/invoice`, `/api/invoices/order/${orderNumber}`, `/api/invoices/${number}/download`, `/api/payments/${payment.paymentId}`
    ]) {
      expect(await stranger("GET", path), path).toMatchObject({ status: 404, body: { type: "urn:bahi:problem:not-found" } })
      expect(await shopperAt(shop.baseUrl)("GET", path), path).toMatchObject({ status: 404 })
      expect((await shopper("GET", path)).status, path).toBe(200)
    }
  })

  it("says that it is up, what it depends on, and how to call it", async () => {
    const anybody = shopperAt(shop.baseUrl)
    expect((await anybody("GET", "/health")).body).toEqual({ status: "up" })
    expect((await anybody("GET", "/health/dependencies")).body).toEqual({ status: "up", dependencies: [{ name: "postgres", status: "up" }] })
    const { paths } = (await anybody("GET", "/openapi.json")).body
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(["/api/cart/items", "/api/checkout/start", "/api/orders", "/api/payments/cod", "/api/invoices/{invoiceNumber}/download"]))
    expect((await anybody("GET", "/docs")).type).toContain("text/html")
  })
})
