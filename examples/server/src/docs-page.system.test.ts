import { chromium } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type OpenShop, openShop } from "./testing/open-shop.ts"

let shop: OpenShop
beforeAll(async () => { shop = await openShop() })
afterAll(() => shop.close())

it("shows the documentation page in a browser, without reaching out to anybody else", async () => {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
  })
  try {
    const page = await browser.newPage()
    const others = new Set<string>()
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url())
      if (protocol.startsWith("http") && origin !== shop.baseUrl) others.add(origin)
    })
    await page.goto(`${shop.baseUrl}/docs`)
    await page.getByRole("heading", { name: "Bahi", exact: true }).first().waitFor()
    await page.getByText("/api/checkout/start").first().waitFor()
    expect([...others]).toEqual([])
  } finally {
    await browser.close()
  }
})
