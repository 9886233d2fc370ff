// The same paise in a browser's page and in its worker as on the server: the built package, as it is, without a bundler.
import { calculateTotals } from "@bahi/core/totals"
import { execFileSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import { join, normalize } from "node:path"
import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"

const core = join(import.meta.dirname, "../../../packages/core")
const bin = (name: string) => join(import.meta.dirname, "../../../node_modules/.bin", name)

const worker = `import { calculateTotals } from "/totals/index.js"
onmessage = ({ data }) => postMessage(data.map((document) => calculateTotals(document)))`

let server: Server
let browser: Browser
let origin: string

beforeAll(async () => {
  execFileSync(bin("tsup"), { cwd: core, stdio: "pipe" })
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url!, "http://localhost").pathname)
    const send = (type: string, body: string | Buffer) => response.writeHead(200, { "content-type": type }).end(body)
    if (path === "/") return send("text/html", "<!doctype html><title>totals</title>")
    if (path === "/worker.js") return send("text/javascript", worker)
    readFile(join(core, "dist", path)).then((file) => send("text/javascript", file), () => response.writeHead(404).end())
  }).listen(0, "127.0.0.1")
  await new Promise((resolve) => server.once("listening", resolve))
  origin = `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
  })
})
afterAll(async () => {
  await browser.close()
  server.close()
})

/** Carts with all that a document can carry; amounts near crores, so that products pass 2⁵³. */
const documents = Array.from({ length: 200 }, (_, i) => ({
  priceMode: i % 2 === 0 ? "inclusive" : "exclusive",
  supply: i % 3 === 0 ? "inter" : "intra",
  lines: Array.from({ length: 1 + i % 9 }, (_, n) => ({ id: `l${n}`, unitPrice: 1 + (i * 7_919_993 + n * 104_729) % 999_999_999, quantity: 1 + (i + n) % 40, ratePpm: [0, 2_500, 30_000, 50_000, 180_000, 400_000][(i + n) % 6]!, discount: n % 3 })),
  orderDiscounts: [{ id: "d", amount: 1 + i * 977 }],
  charges: [{ id: "shipping", amount: i * 100, taxPolicy: "proRata" }],
  roundOff: i % 5 === 0 ? "rupee" : "none"
})) as unknown as ReadonlyArray<Parameters<typeof calculateTotals>[0]>

it("calculates in a page and in a worker what it calculates here", async () => {
  const here = JSON.stringify(documents.map((document) => calculateTotals(document)))
  const page = await browser.newPage()
  await page.goto(origin)
  const there = await page.evaluate(`(async (documents) => {
    const { calculateTotals } = await import("/totals/index.js")
    const worker = new Worker("/worker.js", { type: "module" })
    const inWorker = await new Promise((resolve, reject) => { worker.onmessage = ({ data }) => resolve(data); worker.onerror = reject; worker.postMessage(documents) })
    return { inPage: JSON.stringify(documents.map((document) => calculateTotals(document))), inWorker: JSON.stringify(inWorker) }
  })(${JSON.stringify(documents)})`) as { readonly inPage: string; readonly inWorker: string }
  expect(here).toContain("\"ok\":true")
  expect(there.inPage).toBe(here)
  expect(there.inWorker).toBe(here)
})
