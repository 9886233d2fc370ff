import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import { methods } from "./customer.ts"
import { feeOf } from "./payment.ts"
import { call, refusedWith, started } from "./testing/started.ts"

const withOrder = async (order: object = {}, options = {}) => {
  const { emulator, razorpay } = await started(options)
  const { id } = await razorpay.orders.create({ amount: 250_000, currency: "INR", ...order })
  return { emulator, razorpay, orderId: id as string, order: () => razorpay.orders.fetch(id), payment: (paymentId: string) => razorpay.payments.fetch(paymentId) }
}

describe("paying", () => {
  it.each(methods)("by %s captures, and hands the browser what checkout.js does", async (method) => {
    const { emulator, orderId, order, payment } = await withOrder()
    const paid = await emulator.pay({ orderId, method })
    expect(Object.keys(paid.callback!)).toEqual(["razorpay_payment_id", "razorpay_order_id", "razorpay_signature"])
    expect(paid.callback!.razorpay_signature)
      .toBe(createHmac("sha256", emulator.keySecret).update(`${orderId}|${paid.payment.id}`).digest("hex"))
    expect(await payment(paid.payment.id)).toMatchObject({ status: "captured", captured: true, method, order_id: orderId, fee: 5900, tax: 900, error_code: null })
    expect(await order()).toMatchObject({ status: "paid", amount_paid: 250_000, amount_due: 0, attempts: 1 })
  })

  it("fails, and can be tried again", async () => {
    const { emulator, razorpay, orderId, order } = await withOrder()
    const failed = await emulator.pay({ orderId, outcome: "failure" })
    expect(failed).toMatchObject({
      callback: null,
      payment: { status: "failed", captured: false, error_reason: "payment_failed", fee: null },
      error: { code: "BAD_REQUEST_ERROR", step: "payment_authorization", metadata: { order_id: orderId, payment_id: failed.payment.id } }
    })
    expect(await order()).toMatchObject({ status: "attempted", amount_paid: 0, attempts: 1 })
    const paid = await emulator.pay({ orderId })
    expect((await razorpay.orders.fetchPayments(orderId)).items.map((each: { id: string }) => each.id)).toEqual([paid.payment.id, failed.payment.id])
    expect(await order()).toMatchObject({ status: "paid", attempts: 2 })
  })

  it.each([["success", "captured"], ["failure", "failed"], ["authorized_only", "authorized"]] as const)("waits for the bank, then: %s", async (outcome, status) => {
    const { emulator, orderId, order, payment } = await withOrder()
    const { payment: pending, callback } = await emulator.pay({ orderId, outcome: "pending" })
    expect({ callback, status: pending.status, order: (await order()).status }).toEqual({ callback: null, status: "created", order: "attempted" })
    await emulator.settle(pending.id, outcome)
    expect((await payment(pending.id)).status).toBe(status)
    expect((await order()).status).toBe(status === "captured" ? "paid" : "attempted")
    await expect(emulator.settle(pending.id, "failure")).rejects.toThrow("The payment has already been processed.")
  })

  it("succeeds late, under the id that failed", async () => {
    const { emulator, orderId, order, payment } = await withOrder({}, { lateSuccessMs: 1 })
    const { payment: failed, error } = await emulator.pay({ orderId, outcome: "late_success" })
    expect(error).not.toBeNull()
    await expect.poll(async () => (await payment(failed.id)).status, { timeout: 10_000 }).toBe("captured")
    expect(await payment(failed.id)).toMatchObject({ error_code: null, error_reason: null })
    expect((await order()).status).toBe("paid")
  })

  it("cannot start on a paid order, nor beside an authorized payment", async () => {
    const { emulator, orderId } = await withOrder()
    const { payment } = await emulator.pay({ orderId, outcome: "authorized_only" })
    await expect(emulator.pay({ orderId })).rejects.toThrow("Request failed because another payment operation is in progress.")
    const { status, body } = await call(emulator, "POST", `/v1/payments/${payment.id}/capture`, { amount: 250_000, currency: "INR" })
    expect({ status, body }).toMatchObject({ status: 200, body: { status: "captured" } })
    await expect(emulator.pay({ orderId })).rejects.toThrow("order is already paid")
  })

  it("pays twice when both were started before either was captured", async () => {
    const { emulator, orderId, order } = await withOrder()
    const [one, two] = [await emulator.pay({ orderId, outcome: "pending" }), await emulator.pay({ orderId, outcome: "pending", method: "card" })]
    for (const { payment } of [one, two]) expect((await emulator.settle(payment.id, "success")).payment.status).toBe("captured")
    expect(await order()).toMatchObject({ status: "paid", amount_paid: 500_000, amount_due: 0, attempts: 2 })
    expect(emulator.webhooks.events().filter(({ name }) => name === "order.paid")).toHaveLength(1)
  })

  it("pays again on demand", async () => {
    const { emulator, orderId, order } = await withOrder()
    await emulator.pay({ orderId })
    expect((await emulator.pay({ orderId, whenPaid: "pay_again" })).payment.status).toBe("captured")
    expect((await order()).amount_paid).toBe(500_000)
  })

  it("late, on an order paid since, is given back at once, or kept on accounts that do", async () => {
    for (const [lateOnPaidOrder, status, captured] of [["refunded", "refunded", false], ["captured", "captured", true]] as const) {
      const { emulator, orderId, payment } = await withOrder({}, { lateOnPaidOrder })
      const { payment: failed } = await emulator.pay({ orderId, outcome: "failure" })
      await emulator.pay({ orderId })
      await emulator.settle(failed.id, "success")
      expect(await payment(failed.id)).toMatchObject({ status, captured })
    }
  })

  it("in parts is taken by orders that say so", async () => {
    const { emulator, orderId, order } = await withOrder({ partial_payment: true })
    await emulator.pay({ orderId, amount: 50_000 })
    expect(await order()).toMatchObject({ status: "attempted", amount_paid: 50_000, amount_due: 200_000 })
    await emulator.pay({ orderId })
    expect(await order()).toMatchObject({ status: "paid", amount_due: 0 })
    const whole = await withOrder()
    await expect(whole.emulator.pay({ orderId: whole.orderId, amount: 50_000 })).rejects.toThrow("different from the amount due")
  })
})

describe("capturing", () => {
  const authorized = async (options = {}) => {
    const it = await withOrder({ payment: { capture: "manual" } }, options)
    const { payment } = await it.emulator.pay({ orderId: it.orderId })
    expect(payment).toMatchObject({ status: "authorized", captured: false, fee: null, tax: null })
    return { ...it, paymentId: payment.id }
  }

  it("takes the authorized amount, once", async () => {
    const { razorpay, paymentId, order } = await authorized()
    expect(await razorpay.payments.capture(paymentId, 250_000, "INR")).toMatchObject({ status: "captured", fee: 5900, tax: 900 })
    expect((await order()).status).toBe("paid")
    expect(await razorpay.payments.capture(paymentId, 250_000, "INR").catch((error: unknown) => error)).toMatchObject({ statusCode: 400 })
  })

  it("says in several ways that it was done before, by the seed", async () => {
    const texts = await Promise.all(["1", "2", "3", "4", "5", "6"].map(async (seed) => {
      const { razorpay, paymentId } = await authorized({ seed })
      await razorpay.payments.capture(paymentId, 250_000, "INR")
      return razorpay.payments.capture(paymentId, 250_000, "INR").catch(({ error }: { error: { description: string } }) => error.description)
    }))
    expect(new Set(texts).size).toBeGreaterThan(1)
  })

  it("refuses what differs from the payment", async () => {
    const { emulator, razorpay, paymentId, orderId } = await authorized()
    const path = `/v1/payments/${paymentId}/capture`
    await refusedWith(razorpay.payments.capture(paymentId, 249_999, "INR"), 400, "Capture amount must be equal to the amount authorized.")
    await refusedWith(razorpay.payments.capture(paymentId, 250_000, "USD"), 400, "Capture request currency must be same as payment currency.")
    expect((await call(emulator, "POST", path, {})).body.error.description).toContain("required key is missing")
    expect((await call(emulator, "POST", path, { amount: 250_000 })).body.error.description).toBe("The currency field is required.")
    expect((await call(emulator, "POST", path, { amount: "250000" })).body.error.description).toBe("The amount must be an integer.")
    await refusedWith(razorpay.payments.capture("pay_AAAAAAAAAAAAAA", 100, "INR"), 400, "The id provided does not exist")
    expect((await razorpay.orders.fetch(orderId)).amount_paid).toBe(0)
  })

  it("refuses a payment that failed, or whose order another one paid", async () => {
    const { emulator, razorpay, orderId } = await withOrder({ payment_capture: 0 })
    const failed = await emulator.pay({ orderId, outcome: "failure" })
    await refusedWith(razorpay.payments.capture(failed.payment.id, 250_000, "INR"), 400, "Payment is not in authorized state.")
    const [one, two] = [await emulator.pay({ orderId, outcome: "pending" }), await emulator.pay({ orderId, outcome: "pending" })]
    for (const { payment } of [one, two]) await emulator.settle(payment.id, "success")
    await razorpay.payments.capture(one.payment.id, 250_000, "INR")
    await refusedWith(razorpay.payments.capture(two.payment.id, 250_000, "INR"), 400, "Payment already done for this order.")
  })

  it("that never comes gives the payment back, when the account says so", async () => {
    const { emulator, paymentId, payment } = await authorized({ giveBackMs: 1 })
    await expect.poll(async () => (await payment(paymentId)).status, { timeout: 10_000 }).toBe("refunded")
    expect(await payment(paymentId)).toMatchObject({ captured: false, refund_status: "full", amount_refunded: 250_000 })
    expect(emulator.refunds()).toHaveLength(1)
  })
})

describe("a payment", () => {
  it("has the fields of its method", async () => {
    const { emulator, razorpay, orderId } = await withOrder()
    const { payment } = await emulator.pay({ orderId, method: "card", email: "asha@example.com", contact: "+919000000001" })
    expect(payment).toMatchObject({ card_id: expect.stringMatching(/^card_/), vpa: null, bank: null, email: "asha@example.com", contact: "+919000000001" })
    expect("card" in (await razorpay.payments.fetch(payment.id))).toBe(false)
    expect((await razorpay.payments.fetch(payment.id, { "expand[]": "card" })).card).toMatchObject({ id: payment.card_id, network: "Visa" })
  })

  it("changes its notes", async () => {
    const { emulator, razorpay, orderId } = await withOrder()
    const { payment } = await emulator.pay({ orderId })
    await razorpay.payments.edit(payment.id, { notes: { order: "1001" } })
    expect((await razorpay.payments.fetch(payment.id)).notes).toEqual({ order: "1001" })
  })

  it.each([
    ["upi", 250_000, 5900, 900], ["upi", 2100, 50, 8], ["wallet", 250_000, 5900, 900], ["upi", 1000, 24, 4],
    ["card", 9900, 198, 0], ["upi", 479_030, 11_305, 1724]
  ] as const)("by %s of %i paise costs %i, %i of it tax", (method, amount, fee, tax) => expect(feeOf({ method, amount })).toEqual({ fee, tax }))
})
