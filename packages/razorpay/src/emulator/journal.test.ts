import { spawn } from "node:child_process"
import { once } from "node:events"
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { JournalTaken } from "./journal.ts"
import { shop } from "./testing/shop.ts"
import { call, clientOf, started } from "./testing/started.ts"

const journalFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "bahi-razorpay-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, "journal.jsonl")
}
const key = { "X-Refund-Idempotency": "refund-0001" }

it("remembers over a restart, also what was torn off at its end", async () => {
  const journal = journalFile()
  const first = await started({ journal })
  const { id: orderId } = await first.razorpay.orders.create({ amount: 50_000, currency: "INR" })
  const { payment } = await first.emulator.pay({ orderId })
  const refund = await call(first.emulator, "POST", `/v1/payments/${payment.id}/refund`, { amount: 1000 }, key)
  const before = [first.emulator.orders(), first.emulator.payments(), first.emulator.refunds()]
  await first.emulator.stop()
  appendFileSync(journal, "{\"drawn\":99,\"changes\":[[\"order\",{\"id\":\"ord")

  const second = await started({ journal })
  expect([second.emulator.orders(), second.emulator.payments(), second.emulator.refunds()]).toEqual(before)
  expect(await call(second.emulator, "POST", `/v1/payments/${payment.id}/refund`, { amount: 1000 }, key)).toEqual(refund)
  const next = await second.razorpay.orders.create({ amount: 100, currency: "INR" })
  await second.emulator.stop()

  const third = await started({ journal })
  expect(third.emulator.orders().map(({ id }) => id)).toEqual([orderId, next.id])
  for (const line of readFileSync(journal, "utf8").trimEnd().split("\n")) expect(() => JSON.parse(line)).not.toThrow()
})

it("goes on with what was under way: deliveries, late successes, pending refunds", async () => {
  const journal = journalFile()
  const heard = await shop({ answers: [500] })
  const options = { journal, webhooks: [heard.webhook], refunds: "pending", refundPendingMs: 500, lateSuccessMs: 500 } as const
  const first = await started({ ...options, timeScale: 1 / 10 })
  const orders = [await first.razorpay.orders.create({ amount: 50_000, currency: "INR" }), await first.razorpay.orders.create({ amount: 50_000, currency: "INR" })]
  const late = await first.emulator.pay({ orderId: orders[0].id, outcome: "late_success", webhooks: "before" })
  const { payment } = await first.emulator.pay({ orderId: orders[1].id })
  const refund = await first.razorpay.payments.refund(payment.id, {})
  await first.emulator.stop()

  const second = await started({ ...options, timeScale: 1 / 1000 })
  await expect.poll(async () => (await second.razorpay.payments.fetch(late.payment.id)).status, { timeout: 10_000 }).toBe("captured")
  await expect.poll(async () => (await second.razorpay.refunds.fetch(refund.id)).status, { timeout: 10_000 }).toBe("processed")
  await second.emulator.webhooks.settled()
  const [retried] = second.emulator.webhooks.deliveries()
  expect(retried).toMatchObject({ event: "payment.failed", status: "delivered", attempts: [{ outcome: 500 }, { outcome: 200 }] })
  expect(second.emulator.webhooks.deliveries().every(({ status }) => status === "delivered")).toBe(true)
})

it("survives a kill of the process", async () => {
  const journal = journalFile()
  const port = await freePort()
  const target = { url: `http://127.0.0.1:${port}`, keyId: "rzp_test_killed", keySecret: "secret" }
  const start = async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
      env: { ...process.env, PORT: String(port), RAZORPAY_KEY_ID: target.keyId, RAZORPAY_KEY_SECRET: target.keySecret, JOURNAL: journal },
      stdio: ["ignore", "pipe", "inherit"]
    })
    onTestFinished(() => void child.kill("SIGKILL"))
    await once(child.stdout, "data")
    return child
  }
  const child = await start()
  const { id } = await clientOf(target).orders.create({ amount: 50_000, currency: "INR" })
  const { body: paid } = await call(target, "POST", `/_emulator/orders/${id}/pay`)
  child.kill("SIGKILL")
  await once(child, "exit")

  await start()
  expect(await clientOf(target).payments.fetch(paid.payment.id)).toEqual(paid.payment)
  expect((await clientOf(target).orders.fetch(id)).status).toBe("paid")
})

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

it("is written by one emulator at a time; what a killed one left behind is free", async () => {
  const journal = journalFile()
  const first = await started({ journal })
  await expect(started({ journal })).rejects.toThrow(JournalTaken)
  await first.emulator.stop()
  writeFileSync(`${journal}.lock`, "999999999")
  await (await started({ journal })).emulator.stop()
  expect(existsSync(`${journal}.lock`)).toBe(false)
})
