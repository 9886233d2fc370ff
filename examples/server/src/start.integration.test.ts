import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { freePort, printedBy, type ShopProcess, spawnShop, startShop } from "./testing/shop-process.ts"
import { fill, shopperAt, toTheTill } from "./testing/shopper.ts"

let folder: string
let port: number
let env: Record<string, string>
const started = new Set<ShopProcess>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bahi-start-"))
  port = await freePort()
  env = { EMULATOR_PORT: String(await freePort()) }
})
afterAll(async () => {
  for (const shop of started) await shop.stop("SIGTERM")
  rmSync(folder, { recursive: true, force: true })
})

const start = async (): Promise<ShopProcess> => {
  const shop = await startShop(port, env, folder)
  started.add(shop)
  return shop
}

describe("the example server", () => {
  it("opens with PostgreSQL and a Razorpay of its own, says where they are, and finds everything again after a stop and after a SIGKILL", async () => {
    const first = await start()
    const shopper = shopperAt(`http://127.0.0.1:${port}`)
    await fill(shopper, [["MIXER-750W", 1]])
    const { cartId } = (await shopper("GET", "/api/cart")).body
    expect(first.printed()).toContain(`http://localhost:${port}/docs`)
    expect(first.printed()).toContain(`:${env["EMULATOR_PORT"]}`)
    await first.stop("SIGKILL")

    const second = await start()
    expect((await shopper("GET", "/api/cart")).body.cartId).toBe(cartId)
    const { sessionId } = await toTheTill(shopper, { method: "card" })
    const { orderNumber } = (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
    const checkout = (await shopper("POST", "/api/payments", { orderNumber })).body
    await second.stop("SIGTERM")

    await start()
    const paid = await fetch(`${new URL(checkout.scriptUrl).origin}/_emulator/orders/${checkout.gatewayOrderId}/pay`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" })
    const { callback } = await paid.json() as { readonly callback: object }
    expect((await shopper("POST", "/api/payments/verify", { paymentId: checkout.paymentId, ...callback })).body.order).toMatchObject({ lifecycle: "confirmed", paymentStatus: "paid" })
    await fill(shopper, [["MIXER-750W", 1]])
  }, 60_000)

  it.each([
    [{ RAZORPAY_KEY_ID: "" }, "RAZORPAY_KEY_ID is empty"],
    [{ RAZORPAY_KEY_ID: "rzp_test_x" }, "set RAZORPAY_KEY_SECRET"],
    [{ RAZORPAY_KEY_ID: "rzp_test_x", RAZORPAY_KEY_SECRET: "s" }, "set RAZORPAY_WEBHOOK_SECRET"]
  ])("says what to set when Razorpay is half configured: %o", async (half, told) => {
    const server = spawnShop({ PORT: String(await freePort()), ...half }, folder)
    const printed = printedBy(server)
    const [code] = await once(server, "exit")
    expect(code).not.toBe(0)
    expect(printed()).toContain(told)
    expect(printed()).not.toContain("    at ")
  }, 60_000)

  it("says what to do when its port is taken", async () => {
    const server = spawnShop({ PORT: String(port), ...env }, folder)
    const printed = printedBy(server)
    const [code] = await once(server, "exit")
    expect(code).not.toBe(0)
    expect(printed()).toContain(`Port ${port} is taken`)

    const ended = async (env: Record<string, string>) => {
      const shop = spawnShop({ PORT: String(await freePort()), ...env }, folder)
      const said = printedBy(shop)
      await once(shop, "exit")
      return said()
    }
    expect(await ended({ ...env, DATA_DIR: "elsewhere" })).toContain(`EMULATOR_PORT=${Number(env["EMULATOR_PORT"]) + 1}`)
    expect(await ended({ EMULATOR_PORT: String(await freePort()) })).toContain("DATA_DIR=.data-2")
  }, 60_000)
})
