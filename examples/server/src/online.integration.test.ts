import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenShop, openShop } from "./testing/open-shop.ts"
import { fill, shopperAt, soon, toTheTill } from "./testing/shopper.ts"

let shop: OpenShop
beforeAll(async () => { shop = await openShop({ seed: "online" }) })
afterAll(() => shop.close())

type Outcome = NonNullable<Parameters<OpenShop["emulator"]["pay"]>[0]["outcome"]>

/** A guest with an order that waits to be paid, opened at the gateway. */
const waiting = async (sku = "TSHIRT-INDIGO-L") => {
  const shopper = shopperAt(shop.baseUrl)
  await fill(shopper, [[sku, 1]])
  const { sessionId } = await toTheTill(shopper, { method: "upi" })
  const order = (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
  const checkout = (await shopper("POST", "/api/payments", { orderNumber: order.orderNumber })).body
  const { paymentId, gatewayOrderId: orderId } = checkout

  const pay = (outcome: Outcome = "success", more: { readonly webhooks?: "before"; readonly whenPaid?: "pay_again"; readonly method?: "card" | "upi" } = {}) => shop.emulator.pay({ orderId, outcome, ...more })
  const tell = (callback: object | null) => shopper("POST", "/api/payments/verify", { paymentId, ...callback })
  const order_ = async () => (await shopper("GET", `/api/orders/${order.orderNumber}`)).body
  /** Asks until the order stands so, for five seconds. */
  const becomes = async (wanted: object) => {
    for (let asked = 0; asked < 100; asked++) {
      try {
        expect(await order_()).toMatchObject(wanted)
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    expect(await order_()).toMatchObject(wanted)
  }
  return { shopper, order, checkout, pay, tell, look: order_, becomes }
}

const paid = { lifecycle: "confirmed", paymentStatus: "paid", due: 0 }

describe("paying online over HTTP", () => {
  it("opens an order at the gateway for exactly what is due, once", async () => {
    const { checkout, order, shopper } = await waiting()
    expect(checkout).toMatchObject({ gateway: "razorpay", keyId: shop.emulator.keyId, amount: order.totals.grandTotal, currency: "INR", orderNumber: order.orderNumber })
    expect(checkout.scriptUrl).toBe(`${shop.emulator.url}/v1/checkout.js`)
    expect((await shopper("POST", "/api/payments", { orderNumber: order.orderNumber })).body).toEqual(checkout)
    expect(shop.emulator.orders().find(({ id }) => id === checkout.gatewayOrderId)).toMatchObject({ amount: order.totals.grandTotal, receipt: checkout.paymentId, status: "created" })
  })

  it("is confirmed by the browser's callback, with an invoice", async () => {
    const { order, pay, shopper, tell } = await waiting()
    shop.emulator.webhooks.hold()
    const { callback } = await pay("success", { method: "card" })
    const answer = await tell(callback)
    expect(answer).toMatchObject({ status: 200, body: { order: { lifecycle: "confirmed", paymentStatus: "paid", due: 0 }, payment: { status: "captured" } } })
    expect(answer.body.payment.attempts).toMatchObject([{ status: "captured", instrument: { method: "card" } }])
    await shop.emulator.webhooks.release()
    const invoice = await soon(() => shopper("GET", `/api/invoices/order/${order.orderNumber}`))
    expect(invoice).toMatchObject({ status: 200, body: { totals: { grandTotal: order.totals.grandTotal } } })
  })

  it("is confirmed by a webhook alone", async () => {
    const { becomes, pay } = await waiting()
    await pay()
    await becomes(paid)
  })

  it("F15, F18: webhooks before the callback, three times each, backwards: one order, one invoice, nothing to give back", async () => {
    const { becomes, look, order, pay, shopper, tell } = await waiting()
    shop.emulator.webhooks.hold()
    const { callback } = await pay()
    await Promise.all([shop.emulator.webhooks.release({ order: "reversed", times: 3 }), tell(callback), tell(callback), tell(callback)])
    await shop.emulator.webhooks.settled()
    await becomes(paid)
    expect((await look()).history.filter(({ to }: { readonly to: string }) => to === "confirmed")).toHaveLength(1)
    expect(await soon(() => shopper("GET", `/api/invoices/order/${order.orderNumber}`))).toMatchObject({ status: 200 })
    expect(await look()).toMatchObject({ paidAmount: order.totals.grandTotal, refundedAmount: 0 })
  })

  it("fails first, and is captured later under the same id", async () => {
    const { becomes, checkout, pay, shopper } = await waiting()
    const { error, payment } = await pay("failure", { webhooks: "before" })
    expect(error).toMatchObject({ reason: "payment_failed" })
    await becomes({ lifecycle: "pending", payment: { status: "failed" } })
    await shop.emulator.settle(payment.id, "success")
    await becomes(paid)
    expect((await shopper("GET", `/api/payments/${checkout.paymentId}`)).body.attempts).toHaveLength(1)
  })

  it("P07: fails, and is retried with a new payment", async () => {
    const { becomes, checkout, order, pay, shopper } = await waiting()
    expect(await shopper("POST", `/api/payments/${checkout.paymentId}/retry`)).toMatchObject({ status: 409, body: { code: "illegal_transition", now: "pending" } })
    shop.emulator.webhooks.hold()
    await pay("failure")
    const retried = await shopper("POST", `/api/payments/${checkout.paymentId}/retry`, undefined, { "idempotency-key": "again" })
    expect(retried).toMatchObject({ status: 201, body: { status: "pending", amount: order.totals.grandTotal } })
    expect((await shopper("POST", `/api/payments/${checkout.paymentId}/retry`, undefined, { "idempotency-key": "again" })).body).toEqual(retried.body)
    await shop.emulator.webhooks.release()
    const again = (await shopper("POST", "/api/payments", { orderNumber: order.orderNumber })).body
    expect(again.gatewayOrderId).not.toBe(checkout.gatewayOrderId)
    await shop.emulator.pay({ orderId: again.gatewayOrderId })
    await becomes({ ...paid, payment: { paymentId: again.paymentId } })
  })

  it("P16: paid twice, the second goes back", async () => {
    const { becomes, order, pay } = await waiting()
    await pay()
    await becomes(paid)
    await pay("success", { whenPaid: "pay_again" })
    await becomes({ ...paid, paidAmount: 2 * order.totals.grandTotal, refundedAmount: order.totals.grandTotal })
    expect(shop.emulator.refunds().filter(({ amount }) => amount === order.totals.grandTotal).length).toBeGreaterThan(0)
  })

  it("authorised only leaves the order waiting", async () => {
    const { becomes, pay } = await waiting()
    await pay("authorized_only")
    await becomes({ lifecycle: "pending", payment: { status: "authorized" } })
  })
})

describe("when the gateway is in trouble", () => {
  const each = (kind: Parameters<OpenShop["emulator"]["faults"]["add"]>[0]["kind"], method: string, path: string, times: number) => shop.emulator.faults.add({ kind, method, path, times })

  it("F20: an order whose opening got lost is found by its receipt, and opened once", async () => {
    const shopper = shopperAt(shop.baseUrl)
    await fill(shopper, [["TSHIRT-INDIGO-L", 1]])
    const { sessionId } = await toTheTill(shopper, { method: "upi" })
    const { orderNumber, payment } = (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
    each("reset_after", "POST", "/v1/orders", 1)
    const { body, status } = await shopper("POST", "/api/payments", { orderNumber })
    expect(status).toBe(200)
    expect(shop.emulator.orders().filter(({ receipt }) => receipt === payment.paymentId).map(({ id }) => id)).toEqual([body.gatewayOrderId])
  })

  it("says so, and nothing is lost", async () => {
    const shopper = shopperAt(shop.baseUrl)
    await fill(shopper, [["TSHIRT-INDIGO-L", 1]])
    const { sessionId } = await toTheTill(shopper, { method: "upi" })
    const { orderNumber } = (await shopper("POST", "/api/orders", { sessionId, termsAccepted: true })).body
    each("too_many_requests", "POST", "/v1/orders", 9)
    const answer = await shopper("POST", "/api/payments", { orderNumber })
    expect(answer).toMatchObject({ status: 503, type: "application/problem+json", body: { code: "gateway_away" } })
    expect(answer.headers.get("retry-after")).toBe("1")
    shop.emulator.faults.clear()
    each("unauthorized", "POST", "/v1/orders", 9)
    expect(await shopper("POST", "/api/payments", { orderNumber })).toMatchObject({ status: 502, body: { code: "gateway_refused" } })
    shop.emulator.faults.clear()
    expect(await shopper("POST", "/api/payments", { orderNumber })).toMatchObject({ status: 200 })
  })

  it("a callback is answered with how the payment stands, and settled later", async () => {
    const { becomes, pay, tell } = await waiting()
    shop.emulator.webhooks.hold()
    const { callback } = await pay()
    each("html_502", "GET", "/v1/orders/:id/payments", 9)
    expect(await tell(callback)).toMatchObject({ status: 200, body: { payment: { status: "pending" }, order: { lifecycle: "pending" } } })
    shop.emulator.faults.clear()
    await becomes(paid)
    await shop.emulator.webhooks.release()
  })
})

describe("who has no right", () => {
  it("is not told of another's payment", async () => {
    const { checkout, order, pay } = await waiting()
    const { callback } = await pay()
    const stranger = shopperAt(shop.baseUrl)
    await fill(stranger, [["TSHIRT-INDIGO-L", 1]])
    for (const answer of [
      await stranger("POST", "/api/payments", { orderNumber: order.orderNumber }),
      await stranger("POST", "/api/payments/verify", { paymentId: checkout.paymentId, ...callback }),
      await stranger("POST", `/api/payments/${checkout.paymentId}/retry`)
    ]) expect(answer).toMatchObject({ status: 404, type: "application/problem+json" })
  })

  it("is not believed", async () => {
    const { checkout, look, pay, tell } = await waiting()
    shop.emulator.webhooks.hold()
    const { callback } = await pay()
    const { callback: other } = await (await waiting()).pay()
    for (const forged of [
      { ...callback, razorpay_signature: callback!.razorpay_signature.toUpperCase() },
      { ...callback, razorpay_signature: "" + callback!.razorpay_signature.slice(0, -1) },
      { ...other }, { ...callback, razorpay_order_id: other!.razorpay_order_id }, { ...other, razorpay_order_id: checkout.gatewayOrderId }
    ]) expect(await tell(forged)).toMatchObject({ status: 422, body: { code: "payment_signature_wrong" } })
    expect(await tell({ razorpay_payment_id: "", razorpay_signature: "x" })).toMatchObject({ status: 400 })
    expect(await look()).toMatchObject({ lifecycle: "pending" })
    await shop.emulator.webhooks.release()
  })

  it("is not heard as a webhook", async () => {
    const send = (body: string, headers: Record<string, string> = {}) => fetch(`${shop.baseUrl}/api/webhooks/razorpay`, { method: "POST", body, headers: { "content-type": "application/json", ...headers } })
    const body = JSON.stringify({ entity: "event", event: "payment.captured", created_at: 1, payload: {} })
    for (const [headers, code] of [[{}, "signature_missing"], [{ "x-razorpay-signature": "0".repeat(64) }, "signature_wrong"]] as const) {
      const response = await send(body, headers)
      expect(response.status).toBe(400)
      expect(response.headers.get("content-type")).toBe("application/problem+json")
      expect(await response.json()).toMatchObject({ code })
    }
  })
})
