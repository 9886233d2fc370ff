import { describe } from "vitest"
import { money } from "../money/index.ts"
import { refusals } from "../testing/index.ts"
import type { PaymentRefusal } from "./index.ts"
import { asked, authorized, captured, given, hear, opened, refunded, refundId, reserve, reserved } from "../testing/story/payment.ts"

describe("a payment", () => refusals<PaymentRefusal["code"]>({
  amount_not_positive: {
    "nobody asks for nothing, or for less": (code) => {
      for (const amount of [0, -100]) given().when({ type: "Open", ...asked, amount: money(amount), at: 5 }).refuses(code, { amount })
    },
    "nobody authorises, voids or captures nothing, or less": (code) => {
      for (const amount of [0, -100]) {
        given(opened).when(hear("RecordAuthorization", "pay_A", amount)).refuses(code, { amount })
        given(opened).when(hear("RecordCapture", "pay_A", amount)).refuses(code, { amount })
        given(opened).when(hear("RecordVoid", "pay_A", amount)).refuses(code, { amount })
      }
    },
    "nobody gives nothing back, or less": (code) => {
      for (const amount of [0, -100]) given(opened, captured("pay_A")).when(reserve(amount)).refuses(code, { amount })
    }
  },
  refund_exceeds_captured: {
    "a paisa more than was captured": (code) => given(opened, captured("pay_A", 500)).when(reserve(501)).refuses(code, { amount: 501, refundable: 500 }),
    "what another refund has set aside, or given back": (code) => {
      given(opened, captured("pay_A", 500), reserved(300)).when(reserve(201)).refuses(code, { refundable: 200 })
      given(opened, captured("pay_A", 500), reserved(300), refunded(300)).when(reserve(201)).refuses(code, { refundable: 200 })
    },
    "an attempt that was never captured": (code) => given(opened, captured("pay_A"), authorized("pay_B")).when(reserve(1, "pay_B")).refuses(code, { reference: "pay_B", refundable: 0 })
  },
  refund_not_reserved: {
    "it is done, and nobody asked for it": (code) => given(opened, captured("pay_A")).when({ type: "RecordRefund", refundId, at: 5 }).refuses(code, { refundId }),
    "it cannot be freed twice, nor once it is done": (code) => {
      given(opened, captured("pay_A")).when({ type: "ReleaseRefund", refundId, at: 5 }).refuses(code, { refundId })
      given(opened, captured("pay_A"), reserved(100), refunded(100)).when({ type: "ReleaseRefund", refundId, at: 5 }).refuses(code, { refundId })
    }
  }
}))
