import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { maskedVpa, Order, orderOf, Payment, paymentOf } from "./schema.ts"

const payment = {
  id: "pay_Bahi0000000001", entity: "payment", amount: 150_000, currency: "INR", status: "captured", order_id: "order_Bahi0000000001", method: "upi", amount_refunded: 0,
  vpa: "asharao@okhdfcbank", email: "asha@example.com", contact: "+919812345670", notes: [], fee: null, error_code: null, error_reason: null, created_at: 1_795_218_600
}
const read = (change: object) => paymentOf(Schema.decodeUnknownSync(Payment)({ ...payment, ...change }))

describe("a payment", () => {
  it("is what the shop needs of it, and nothing of who paid", () => expect(read({})).toEqual({
    gatewayPaymentId: "pay_Bahi0000000001", gatewayOrderId: "order_Bahi0000000001", status: "captured", amount: 150_000, currency: "INR", amountRefunded: 0,
    instrument: { method: "upi", label: "a•••••o@okhdfcbank" }, createdAt: 1_795_218_600_000
  }))

  it.each([
    [{ method: "card", card: { network: "Visa", last4: "1007", name: "Asha Rao", iin: "411111" } }, "Visa •••• 1007"],
    [{ method: "emi", card: { network: "RuPay", last4: "0123" } }, "RuPay •••• 0123"],
    [{ method: "card", card: { network: null, last4: "1007" } }, "Card •••• 1007"],
    [{ method: "card", card: { network: "Visa", last4: "411111111111007" } }, undefined],
    [{ method: "card", card_id: "card_Bahi0000000001" }, undefined],
    [{ method: "upi", vpa: null }, undefined],
    [{ method: "netbanking", bank: "HDFC" }, "HDFC"],
    [{ method: "wallet", wallet: "airtelmoney" }, "airtelmoney"],
    [{ method: "paylater" }, undefined]
  ])("by %o is labelled %s", (change, label) => expect(read(change).instrument.label).toBe(label))

  it("says why it failed, by the machine's name for it", () => {
    expect(read({ status: "failed", error_code: "BAD_REQUEST_ERROR", error_reason: "payment_cancelled" }).failureReason).toBe("payment_cancelled")
    expect(read({ status: "failed", error_code: "GATEWAY_ERROR", error_reason: "NA" }).failureReason).toBe("GATEWAY_ERROR")
    expect(read({ error_code: "" })).not.toHaveProperty("failureReason")
  })

  it("that a courier has still to collect is not paid", () => expect(read({ status: "pending", method: "cod" }).status).toBe("created"))

  it.each([{ amount: "150000" }, { amount: 1500.5 }, { amount: -1 }, { amount: 2 ** 53 }, { status: "paid" }, { id: "pay_1" }, { order_id: null }, { currency: "rupees" }, { entity: "order" }, { created_at: "now" }])(
    "is not believed with %o", (change) => expect(() => read(change)).toThrow())
})

it("an order has no receipt where none was given", () => {
  const order = { id: "order_Bahi0000000001", entity: "order", amount: 100, currency: "INR", receipt: null, status: "paid", checkout: null }
  expect(orderOf(Schema.decodeUnknownSync(Order)(order))).toEqual({ gatewayOrderId: order.id, amount: 100, currency: "INR", receipt: "" })
})

it.each([
  ["success@razorpay", "s•••••s@razorpay"],
  ["9812345670@ybl", "9•••••0@ybl"],
  ["abc@upi", "•••••@upi"],
  ["a@upi", "•••••@upi"],
  ["@upi", "•••••@upi"],
  ["no handle", "n•••••e"],
  ["", "•••••"]
])("%s is masked as %s", (vpa, masked) => expect(maskedVpa(vpa)).toBe(masked))
