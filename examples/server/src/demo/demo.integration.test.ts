import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenShop, openShop } from "../testing/open-shop.ts"
import { type Guest, guestOf } from "./client.ts"
import { onlineSteps } from "./online.ts"

let shop: OpenShop
let folder: string
beforeAll(async () => {
  shop = await openShop()
  folder = mkdtempSync(join(tmpdir(), "bahi-demo-"))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await shop.close()
})

describe("the demo", () => {
  it("plays a sale in cash and one online, and leaves both invoices", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "../demo.ts")], { cwd: folder, env: { ...process.env, BASE_URL: shop.baseUrl } })
    expect(stdout).toMatch(/is confirmed, ₹\S+ due at the door/)
    expect(stdout).toMatch(/ failed → \S+ captured/)
    expect(stdout).toContain("is confirmed and paid")
    const invoices = readdirSync(folder)
    expect(invoices).toHaveLength(2)
    for (const invoice of invoices) expect(readFileSync(join(folder, invoice)).subarray(0, 5).toString()).toBe("%PDF-")
  })

  it("leaves the paying to a person where the gateway is Razorpay itself", async () => {
    const guest = guestOf(shop.baseUrl)
    const atRazorpay: Guest = {
      ...guest,
      json: async <A>(...request: Parameters<Guest["json"]>) => {
        const answer = await guest.json<object>(...request)
        return ("scriptUrl" in answer ? { ...answer, scriptUrl: "https://checkout.razorpay.com/v1/checkout.js" } : answer) as A
      }
    }
    const shown: Array<string> = []
    for (const { run } of onlineSteps(atRazorpay, async () => {})) shown.push(...await run())
    expect(shown).toContainEqual(expect.stringContaining(`${shop.baseUrl}/pay#order=ORD-`))
    expect(shown.at(-1)).toContain("this is Razorpay itself")
  })
})
