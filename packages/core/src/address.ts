import type { StateCode } from "./tax/index.ts"

/** A postal address in India. `stateCode` is the two-digit GST code: it, never the pincode, decides the tax. */
export interface Address {
  readonly name: string
  readonly line1: string
  readonly line2?: string
  readonly city: string
  readonly stateCode: StateCode
  readonly pincode: string
  readonly phone?: string
}

/** Who the invoice is made out to. */
export interface Billing {
  readonly address: Address
  /** A registered buyer's GSTIN, already validated. */
  readonly gstin?: string
  /** Whether a registered buyer takes delivery, or has the goods sent to another (IGST Act s. 10(1)(a) and (b)). */
  readonly deliveredTo: "buyer" | "another"
}
