import { describe, expect, it } from "vitest"
import { shop } from "./testing/shop.ts"
import { call, started } from "./testing/started.ts"

const asked = { amount: 50_000, currency: "INR" }

describe("over HTTP", () => {
  it("a test in another process pays, settles and refunds", async () => {
    const { emulator, razorpay } = await started({ refunds: "pending" })
    const { id: orderId } = await razorpay.orders.create(asked)
    const pending = await call(emulator, "POST", `/_emulator/orders/${orderId}/pay`, { method: "card", outcome: "pending", email: "asha@example.com" })
    expect(pending.body).toMatchObject({ callback: null, payment: { status: "created", method: "card", email: "asha@example.com" } })
    const paid = await call(emulator, "POST", `/_emulator/payments/${pending.body.payment.id}/settle`, { outcome: "success" })
    expect(paid.body).toMatchObject({ callback: { razorpay_order_id: orderId }, payment: { status: "captured" } })
    const refund = await razorpay.payments.refund(pending.body.payment.id, {})
    expect((await call(emulator, "POST", `/_emulator/refunds/${refund.id}/settle`, { outcome: "processed" })).body.status).toBe("processed")
    for (const kind of ["orders", "payments", "refunds"] as const) expect((await call(emulator, "GET", `/_emulator/${kind}`)).body).toEqual(emulator[kind]())
  })

  it("webhooks are held, released, repeated and replayed", async () => {
    const heard = await shop()
    const { emulator, razorpay } = await started({ webhooks: [heard.webhook] })
    const { id: orderId } = await razorpay.orders.create(asked)
    await call(emulator, "POST", "/_emulator/webhooks/hold")
    await call(emulator, "POST", `/_emulator/orders/${orderId}/pay`, { webhooks: "before" })
    expect(heard.names()).toEqual([])
    await call(emulator, "POST", "/_emulator/webhooks/release", { order: ["order.paid"], times: 2 })
    expect(heard.names().slice(0, 2)).toEqual(["order.paid", "order.paid"])
    const before = heard.received.length
    const { body: events } = await call(emulator, "GET", "/_emulator/events")
    await call(emulator, "POST", `/_emulator/events/${events[0].id}/replay`)
    expect((await call(emulator, "POST", "/_emulator/webhooks/settled")).body.at(-1)).toMatchObject({ event: "payment.authorized", status: "delivered" })
    expect(heard.received).toHaveLength(before + 1)
  })

  it.each([
    ["/_emulator/orders/order_AAAAAAAAAAAAAA/pay", {}, "The id provided does not exist"],
    ["/_emulator/orders/order_AAAAAAAAAAAAAA/pay", { outcome: "wealth" }, "The outcome must be one of success, failure, pending, late_success, authorized_only."],
    ["/_emulator/faults", {}, "The kind field is required."],
    ["/_emulator/shoes", {}, "The requested URL was not found on the server."]
  ])("%s with %j is refused", async (path, body, description) => {
    const { emulator } = await started()
    expect(await call(emulator, "POST", path, body)).toMatchObject({ status: 400, body: { error: { description } } })
  })
})

describe("the pages", () => {
  it("say what happened, with nothing from outside and no words of others as HTML", async () => {
    const { emulator, razorpay } = await started()
    const { id: orderId } = await razorpay.orders.create({ ...asked, receipt: "<b>1</b>" })
    await emulator.pay({ orderId })
    const { body } = await call(emulator, "GET", "/")
    expect(body).toContain(orderId)
    expect(body).toContain("₹500.00")
    expect(body).not.toContain("<b>1")
    expect(body).not.toMatch(/(?:src|href)=/)
  })

  it("of the checkout shows what is due, to the right key and order", async () => {
    const { emulator, razorpay } = await started()
    const { id } = await razorpay.orders.create({ ...asked, amount: 1_234_550 })
    const page = async (query: Record<string, string>) => (await call(emulator, "GET", `/_emulator/checkout?${new URLSearchParams(query)}`)).body
    const shown = await page({ key: emulator.keyId, order_id: id, name: "<i>Asha</i>" })
    for (const words of ["₹12,345.50", "Emulator — no money moves", "&#60;i&#62;Asha", "UPI", "Card", "Netbanking", "Wallet", "Success", "Failure", "Dismiss"]) expect(shown).toContain(words)
    expect(shown).not.toContain(emulator.keySecret)
    expect(await page({ key: "rzp_test_other", order_id: id })).toContain("The api key provided is invalid")
    expect(await page({ key: emulator.keyId, order_id: "order_AAAAAAAAAAAAAA" })).toContain("The id provided does not exist")
  })

  it.each(["/checkout.js", "/v1/checkout.js"])("of a shop load %s without a key", async (path) => {
    const { emulator } = await started()
    const response = await fetch(emulator.url + path)
    expect(response.headers.get("content-type")).toContain("text/javascript")
    expect(await response.text()).toContain("window.Razorpay = ")
  })
})
