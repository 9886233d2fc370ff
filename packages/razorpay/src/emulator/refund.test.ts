import { describe, expect, it } from "vitest"
import { call, refusedWith, started } from "./testing/started.ts"

const captured = async (options = {}) => {
  const { emulator, razorpay } = await started(options)
  const order = await razorpay.orders.create({ amount: 250_000, currency: "INR" })
  const { payment: { id } } = await emulator.pay({ orderId: order.id })
  return {
    emulator,
    razorpay,
    orderId: order.id as string,
    paymentId: id,
    payment: () => razorpay.payments.fetch(id),
    refund: (body: object, key?: string) => call(emulator, "POST", `/v1/payments/${id}/refund`, body, key === undefined ? {} : { "X-Refund-Idempotency": key })
  }
}

describe("refunding", () => {
  it("gives back a part, then the rest", async () => {
    const { razorpay, paymentId, payment, orderId } = await captured()
    const part = await razorpay.payments.refund(paymentId, { amount: 100_000, receipt: "refund-1", notes: { why: "torn" } })
    expect(part).toMatchObject({
      id: expect.stringMatching(/^rfnd_[A-Za-z0-9]{14}$/), entity: "refund", amount: 100_000, payment_id: paymentId, receipt: "refund-1",
      notes: { why: "torn" }, status: "processed", speed_processed: "normal", speed_requested: "normal", acquirer_data: { arn: null }
    })
    expect(await payment()).toMatchObject({ status: "captured", refund_status: "partial", amount_refunded: 100_000, captured: true })
    const rest = await razorpay.payments.refund(paymentId)
    expect(rest.amount).toBe(150_000)
    expect(await payment()).toMatchObject({ status: "refunded", refund_status: "full", amount_refunded: 250_000, captured: true })
    expect((await razorpay.orders.fetch(orderId)).status).toBe("paid")
    expect((await razorpay.payments.fetchMultipleRefund(paymentId)).items.map(({ id }: { id: string }) => id)).toEqual([rest.id, part.id])
    expect((await razorpay.refunds.all()).count).toBe(2)
    expect((await razorpay.refunds.fetch(part.id)).acquirer_data.arn).not.toBeNull()
    expect(await razorpay.payments.fetchRefund(paymentId, rest.id)).toMatchObject({ id: rest.id })
    expect((await razorpay.refunds.edit(part.id, { notes: { why: "stained" } })).notes).toEqual({ why: "stained" })
  })

  it.each([
    [{ amount: 0 }, "Amount cannot be blank."],
    [{ amount: 99 }, "The amount must be at least INR 1.00"],
    [{ amount: "100" }, "The amount must be an integer."],
    [{ amount: 250_001 }, "The refund amount provided is greater than amount captured."],
    [{ speed: "warp" }, "The selected speed is invalid."],
    [{ reason: "torn" }, "reason is/are not required and should not be sent"]
  ])("%j is refused", async (body, description) => {
    const { refund, payment } = await captured()
    expect(await refund(body)).toMatchObject({ status: 400, body: { error: { description } } })
    expect((await payment()).amount_refunded).toBe(0)
  })

  it("refuses what was given back already, or more than is left", async () => {
    const { razorpay, paymentId } = await captured()
    await razorpay.payments.refund(paymentId, { amount: 200_000, receipt: "r" })
    await refusedWith(razorpay.payments.refund(paymentId, { amount: 50_001 }), 400, "The refund amount provided is greater than amount captured.")
    await refusedWith(razorpay.payments.refund(paymentId, { amount: 100, receipt: "r" }), 400, "Duplicate receipt found for this refund request.")
    await razorpay.payments.refund(paymentId, {})
    await refusedWith(razorpay.payments.refund(paymentId, {}), 400, "The payment has been fully refunded already.")
  })

  it("refuses a payment that was not captured", async () => {
    const { emulator, razorpay } = await captured()
    const order = await razorpay.orders.create({ amount: 5000, currency: "INR" })
    const failed = await emulator.pay({ orderId: order.id, outcome: "failure" })
    await refusedWith(razorpay.payments.refund(failed.payment.id, {}), 400, "The payment status should be captured for action to be taken")
    const authorized = await emulator.pay({ orderId: order.id, outcome: "authorized_only" })
    await refusedWith(razorpay.payments.refund(authorized.payment.id, { amount: 100 }), 400, "Void is not supported for partial refunds.")
    await refusedWith(razorpay.payments.refund(authorized.payment.id, {}), 400, "The payment status should be captured for action to be taken")
  })

  it("refuses payments older than six months", async () => {
    let now = Date.UTC(2026, 4, 1)
    const { refund } = await captured({ clock: () => now })
    now = Date.UTC(2026, 10, 1)
    expect((await refund({ amount: 100 })).status).toBe(200)
    now = Date.UTC(2026, 10, 1, 0, 0, 1)
    expect((await refund({ amount: 200 })).status).toBe(400)
  })

  it("is paid from the balance: what was captured less its fees", async () => {
    const { refund, razorpay, paymentId } = await captured({ balance: 0 })
    const balance = 250_000 - 5900
    expect((await refund({ amount: balance + 1 })).body.error.description).toBe("Your account does not have enough balance to carry out the refund operation.")
    await razorpay.payments.refund(paymentId, { amount: balance })
  })

  it("waits for the bank on accounts where it does", async () => {
    const { emulator, razorpay, paymentId, payment } = await captured({ refunds: "pending" })
    const [one, two] = [await razorpay.payments.refund(paymentId, { amount: 100_000 }), await razorpay.payments.refund(paymentId, {})]
    expect([one.status, (await payment()).status]).toEqual(["pending", "refunded"])
    expect((await emulator.settleRefund(one.id, "processed")).status).toBe("processed")
    await emulator.settleRefund(two.id, "failed")
    expect(await razorpay.refunds.fetch(two.id)).toMatchObject({ status: "failed", acquirer_data: { arn: null } })
    expect(await payment()).toMatchObject({ status: "captured", amount_refunded: 100_000 })
    await expect(emulator.settleRefund(two.id, "processed")).rejects.toThrow("Refund has already been processed.")
  })

  it("is processed by itself after a while, when told so", async () => {
    const { razorpay, paymentId } = await captured({ refunds: "pending", refundPendingMs: 1 })
    const { id } = await razorpay.payments.refund(paymentId, {})
    await expect.poll(async () => (await razorpay.refunds.fetch(id)).status, { timeout: 10_000 }).toBe("processed")
  })

  it("keeps a failed refund refunded on accounts that do", async () => {
    const { emulator, razorpay, paymentId, payment } = await captured({ refunds: "pending", failedRefunds: "kept" })
    await emulator.settleRefund((await razorpay.payments.refund(paymentId, {})).id, "failed")
    expect(await payment()).toMatchObject({ status: "refunded", amount_refunded: 250_000 })
  })
})

describe("X-Refund-Idempotency", () => {
  const key = "refund-0001"

  it("makes one refund of a repeated request", async () => {
    const { refund, emulator } = await captured()
    const first = await refund({ amount: 1000, receipt: "r" }, key)
    expect(await refund({ receipt: "r", amount: 1000 }, key)).toEqual(first)
    expect(emulator.refunds()).toHaveLength(1)
    expect((await refund({ amount: 1000 }, `${key}-other`)).body.id).not.toBe(first.body.id)
  })

  it("refuses another request under the same key", async () => {
    const { refund, emulator } = await captured()
    await refund({ amount: 1000 }, key)
    expect(await refund({ amount: 2000 }, key))
      .toMatchObject({ status: 409, body: { error: { description: "Different request with the same idempotency key has already been processed." } } })
    expect(emulator.refunds()).toHaveLength(1)
  })

  it.each([["short", "at least 10 characters"], ["with spaces in it", "alphanumeric characters, underscores, and hyphens"]])("%s is no key", async (bad, words) => {
    const { refund } = await captured()
    expect(await refund({ amount: 1000 }, bad)).toMatchObject({ status: 400, body: { error: { description: expect.stringContaining(words) } } })
  })

  it("is in progress until the answer is there, as the payment is", async () => {
    const { refund, emulator } = await captured()
    emulator.faults.add({ kind: "slow", ms: 1500 })
    const slow = refund({ amount: 1000 }, key)
    await expect.poll(() => emulator.refunds().length, { timeout: 10_000 }).toBe(1)
    expect(await refund({ amount: 1000 }, key)).toMatchObject({ status: 409, body: { error: { description: "Another request with the same idempotency key is still in progress." } } })
    expect(await refund({ amount: 1000 })).toMatchObject({ status: 400, body: { error: { description: "Request failed because another payment operation is in progress." } } })
    expect((await slow).status).toBe(200)
    expect(await refund({ amount: 1000 }, key)).toEqual(await slow)
  })
})
