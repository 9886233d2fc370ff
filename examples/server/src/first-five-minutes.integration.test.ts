import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type OpenShop, openShop } from "./testing/open-shop.ts"

let shop: OpenShop
beforeAll(async () => { shop = await openShop() })
afterAll(() => shop.close())

it("the first five minutes of the README run as they stand, and leave an invoice", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bahi-first-"))
  try {
    const { stdout } = await promisify(execFile)("bash", [join(import.meta.dirname, "../first-five-minutes.sh"), folder], { env: { ...process.env, BASE_URL: shop.baseUrl } })
    expect(stdout).toContain("\"to\":\"confirmed\"")
    const [pdf] = readdirSync(folder)
    expect(pdf).toMatch(/^ORD-\d{4}-\d{6}\.pdf$/)
    expect(readFileSync(join(folder, pdf!)).subarray(0, 5).toString()).toBe("%PDF-")
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
