import { type Browser, chromium, type Page } from "playwright-core"
import { readFileSync } from "node:fs"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { type OpenShop, openShop } from "./testing/open-shop.ts"

let shop: OpenShop
let browser: Browser
beforeAll(async () => {
  shop = await openShop()
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
  })
})
afterAll(async () => {
  await browser.close()
  await shop.close()
})
afterEach(async () => {
  shop.emulator.faults.clear()
  await shop.emulator.webhooks.release()
})

/** A person at the pay page, on a phone, and whatever went wrong or abroad there. */
const person = async (address = `${shop.baseUrl}/pay`) => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
  const requested: Array<URL> = []
  const wrong: Array<string> = []
  page.on("request", (request) => requested.push(new URL(request.url())))
  page.on("pageerror", (error) => wrong.push(error.message))
  page.on("console", (message) => { if (message.text().includes("Content Security Policy")) wrong.push(message.text()) })
  await page.goto(address)
  const button = (name: string | RegExp) => page.getByRole("button", { name })
  return {
    page, wrong, requested, button,
    press: (name: string | RegExp) => button(name).click(),
    /** What is chosen in the emulator's checkout, which stands in a frame over the page. */
    atTheBank: (choice: string) => page.frameLocator("iframe").getByRole("button", { name: choice, exact: true }).click(),
    reads: (title: string | RegExp) => page.getByRole("heading", { level: 1, name: title }).waitFor()
  }
}
type Person = Awaited<ReturnType<typeof person>>

const ordering = async (): Promise<Person> => {
  const someone = await person()
  await someone.press("Order")
  await someone.reads("Your order waits to be paid")
  return someone
}

const timeline = (page: Page) => page.getByRole("listitem").allInnerTexts()
const lastOpened = () => shop.emulator.orders().at(-1)!

describe("a person at the pay page", () => {
  it("orders, pays by UPI, and takes the invoice along", async () => {
    const { page, press, atTheBank, reads, button, wrong, requested } = await person()
    // The page itself has to show the gateway's proof.
    shop.emulator.webhooks.hold()
    await page.getByLabel("Ravi Kulkarni").check()
    await press("Order")
    await button(/^Pay ₹/).click()
    await atTheBank("Success")
    await reads("Thank you, your order is paid")
    const download = page.waitForEvent("download")
    await press("Download invoice")
    const pdf = readFileSync(await (await download).path())
    expect(pdf.subarray(0, 4).toString()).toBe("%PDF")

    const { amount, status } = lastOpened()
    expect(status).toBe("paid")
    const shown = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" }).format(amount / 100)
    await page.getByRole("row", { name: `Paid ${shown}` }).waitFor()
    await page.getByRole("row", { name: "of it IGST" }).waitFor()
    expect(await timeline(page)).toContainEqual(expect.stringContaining(`${shown} captured`))

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360)
    expect(wrong).toEqual([])
    expect(new Set(requested.filter(({ protocol }) => protocol.startsWith("http")).map(({ origin }) => origin))).toEqual(new Set([shop.baseUrl, shop.emulator.url]))
    const token = new URLSearchParams(new URL(page.url()).hash.slice(1)).get("token")!
    expect(requested.filter(({ href }) => href.split("#")[0]!.includes(token))).toEqual([])
  })

  it("tries again in the checkout after a failed attempt", async () => {
    const { page, press, atTheBank, reads } = await ordering()
    await press(/^Pay ₹/)
    await atTheBank("Failure")
    await page.getByText("declined by the bank").first().waitFor()
    await atTheBank("Success")
    await reads("Thank you, your order is paid")
    expect((await timeline(page)).filter((entry) => /₹\S+ (?:failed|captured)/.test(entry))).toHaveLength(2)
  })

  it("leaves the checkout after a failed attempt, and pays with a new payment", async () => {
    const { atTheBank, press, reads } = await ordering()
    await press(/^Pay ₹/)
    await atTheBank("Failure")
    await atTheBank("Close")
    await reads("The payment failed")
    const failed = lastOpened()
    await press(/^Try again: pay ₹/)
    await atTheBank("Success")
    await reads("Thank you, your order is paid")
    expect(lastOpened()).toMatchObject({ amount: failed.amount, status: "paid" })
    expect(lastOpened().id).not.toBe(failed.id)
  })

  it("leaves the checkout, pays elsewhere, and sees it when the bank says so", async () => {
    const { atTheBank, press, reads } = await ordering()
    await press(/^Pay ₹/)
    await atTheBank("Dismiss")
    await reads("You left the checkout")
    await shop.emulator.pay({ orderId: lastOpened().id })
    await reads("Thank you, your order is paid")
  })

  it("is told what is wrong when the gateway is away, and pays a little later", async () => {
    const { page, atTheBank, press, reads } = await ordering()
    shop.emulator.faults.add({ kind: "too_many_requests", method: "POST", path: "/v1/orders", times: 99 })
    await press(/^Pay ₹/)
    await page.getByRole("alert").getByText("The payment gateway does not answer right now.").waitFor()
    shop.emulator.faults.clear()
    await press(/^Pay ₹/)
    await atTheBank("Success")
    await reads("Thank you, your order is paid")
  })
})

describe("a person who comes back", () => {
  it("sees that what was paid twice went back", async () => {
    const { page, atTheBank, press, reads } = await ordering()
    await press(/^Pay ₹/)
    await atTheBank("Success")
    await reads("Thank you, your order is paid")
    await shop.emulator.pay({ orderId: lastOpened().id, whenPaid: "pay_again" })
    const later = await person(page.url())
    await later.page.getByText(/You had paid more than once: ₹\S+ went back to you/).waitFor()
  })

  it("sees that the order has expired, and can pay it no more", async () => {
    const { page } = await ordering()
    const later = await browser.newPage()
    await later.route("**/api/orders/*", async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...await response.json(), lifecycle: "expired" } })
    })
    await later.goto(page.url())
    await later.getByRole("heading", { name: "The order has expired" }).waitFor()
    expect(await later.getByRole("button").count()).toBe(0)
  })

  it("goes back, and finds the goods as they were", async () => {
    const { page, reads } = await ordering()
    await page.getByRole("link", { name: "Order something else" }).click()
    await reads("What would you like?")
    await page.goBack()
    await reads("Your order waits to be paid")
    await page.evaluate("location.hash = ''")
    await reads("What would you like?")
    expect(await page.getByRole("radio", { name: "₹" }).count()).toBe(6)
  })

  it("is shown nothing of another's order", async () => {
    const { page } = await ordering()
    const stranger = await person(page.url().replace(/token=.*/, "token=somebody-else"))
    await stranger.page.getByRole("alert").getByText(/\w/).waitFor()
    expect(await stranger.page.getByRole("heading", { level: 1 }).count()).toBe(0)
  })
})
