import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { capturedAmountOf, type OpenedPayment, paymentMachine, type PaymentCommand, type PaymentEvent, type PaymentRefusal } from "./index.ts"

const { given } = specify(paymentMachine)

const asked = { paymentId: id<"payment">("payment-1"), orderId: id<"order">("order-1"), method: "upi", currency: "INR", amount: money(242_500) } as const
const { paymentId, orderId } = asked

const opened: PaymentEvent = { type: "PaymentOpened", ...asked, gateway: "razorpay", at: 0 }
const captured = (reference: string, amount: number, at = 1): PaymentEvent => ({ type: "PaymentCaptured", paymentId, orderId, reference, amount: money(amount), at })
const record = (reference: string, amount: number): PaymentCommand => ({ type: "RecordCapture", reference, amount: money(amount), at: 5 })

const stateAfter = (...events: ReadonlyArray<PaymentEvent>) => events.reduce(paymentMachine.evolve, paymentMachine.initial) as OpenedPayment

describe("a payment", () => {
  it("is opened for what the order costs, with the gateway", () => {
    given().when({ type: "Open", ...asked, at: 5 }).then({ type: "PaymentOpened", ...asked, gateway: "razorpay", at: 5 })
    given().when({ type: "Open", ...asked, at: 5 }).leadsTo({ status: "pending", ...asked, captures: [], openedAt: 5 })
  })

  it("at the door is nobody's gateway", () => given().when({ type: "Open", ...asked, method: "cod", at: 5 }).leadsTo({ gateway: "cod", method: "cod" }))

  it("is captured when the money came", () => {
    given(opened).when(record("pay_A", 242_500)).then(captured("pay_A", 242_500, 5))
    given(opened).when(record("pay_A", 242_500)).leadsTo({ status: "captured", capturedAt: 5, captures: [{ reference: "pay_A", amount: 242_500, at: 5 }] })
  })

  it("hears the same capture twice, and counts it once", () => given(opened, captured("pay_A", 242_500)).when(record("pay_A", 242_500)).then())

  it("counts a second capture as well, so that it can be given back", () => {
    given(opened, captured("pay_A", 242_500)).when(record("pay_B", 242_500)).then(captured("pay_B", 242_500, 5))
    expect(stateAfter(opened, captured("pay_A", 242_500), captured("pay_B", 100, 9))).toMatchObject({ status: "captured", capturedAt: 1, captures: [{ at: 1 }, { at: 9 }] })
    expect(capturedAmountOf(stateAfter(opened, captured("pay_A", 242_500), captured("pay_B", 100)))).toBe(242_600)
  })

  it("is called off when another takes its place", () => {
    given(opened).when({ type: "Cancel", at: 5 }).then({ type: "PaymentCancelled", at: 5 })
    given(opened).when({ type: "Cancel", at: 5 }).leadsTo({ status: "cancelled", cancelledAt: 5 })
  })

  it("is heard even when nobody waits for it any more", () => {
    given(opened, { type: "PaymentCancelled", at: 2 }).when(record("pay_A", 242_500)).leadsTo({ status: "captured", capturedAt: 5 })
    expect(stateAfter(opened, { type: "PaymentCancelled", at: 2 }, captured("pay_A", 1))).not.toHaveProperty("cancelledAt")
  })

  it("cannot be called off once the money is there", () => given(opened, captured("pay_A", 1)).when({ type: "Cancel", at: 5 }).refuses("illegal_transition", { accepted: ["RecordCapture"] }))
})

describe("a payment", () => refusals<PaymentRefusal["code"]>({
  amount_not_positive: {
    "nobody asks for nothing, or for less": (code) => {
      for (const amount of [0, -100]) given().when({ type: "Open", ...asked, amount: money(amount), at: 5 }).refuses(code, { amount })
    },
    "nobody captures nothing, or less": (code) => {
      for (const amount of [0, -100]) given(opened).when(record("pay_A", amount)).refuses(code, { amount })
    }
  }
}))
