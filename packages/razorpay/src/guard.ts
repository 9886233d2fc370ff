import { type GatewayFault, GatewayRefused } from "@bahi/application"
import { Effect } from "effect"
import { idPattern } from "./id.ts"

/** Refuses here what Razorpay could only refuse, or would understand as something else. Every rule says what it asks for; what was given is not repeated. */
export const refuseUnless = (operation: GatewayFault["operation"], ...rules: ReadonlyArray<readonly [rule: string, holds: boolean]>): Effect.Effect<void, GatewayRefused> => {
  const broken = rules.find(([, holds]) => !holds)
  return broken ? Effect.fail(new GatewayRefused({ operation, reason: broken[0] })) : Effect.void
}

export const isIdOf = (kind: keyof typeof idPattern, id: string) => [`the id of a Razorpay ${kind} is needed`, idPattern[kind].test(id)] as const

export const isPayable = (amount: number) => ["an amount is a whole number of paise, and not zero", Number.isSafeInteger(amount) && amount > 0] as const

/** Becomes the refund's receipt as well, hence at most 40. */
export const isRefundKey = (key: string) => ["a refund's key is 10 to 40 of A-Z a-z 0-9 _ -", /^[\w-]{10,40}$/.test(key)] as const

export const isReceipt = (receipt: string) => ["a receipt is 1 to 40 printable ASCII characters", /^[ -~]{1,40}$/.test(receipt)] as const
