import { type Money, money, mulDiv } from "../money/index.ts"
import { WHOLE_PPM } from "./rate.ts"

/** What a marketplace collected for one seller in one month, of one kind of supply, without GST, in paise. */
export interface CollectedSupplies {
  readonly supplies: Money
  /** What came back in the same month, as a positive amount. */
  readonly returns: Money
  readonly supply: "intra" | "inter"
}

/** The tax that a marketplace keeps back from a seller and pays in his name. */
export interface CollectedTax {
  /** Supplies less returns, never below zero. */
  readonly net: Money
  /** What came back beyond what was sold: no tax is paid back on it here, it lowers no other month by itself. */
  readonly excessReturns: Money
  readonly cgst: Money
  readonly sgst: Money
  readonly igst: Money
}

/**
 * Tax collected at source (CGST Act s. 52): 0.5 % of the net value of taxable supplies since 10 July 2024, as 0.25 % CGST and
 * 0.25 % SGST or UTGST within a state (Notification 15/2024, Central Tax), else IGST (1/2024, Integrated Tax); half-up to a paisa.
 * Supplies on which the marketplace itself owes the tax (s. 9(5)) are left out by the caller. Throws on an amount below zero.
 */
export const taxCollectedAtSource = ({ supplies, returns, supply }: CollectedSupplies): CollectedTax => {
  if (supplies < 0 || returns < 0) throw new RangeError(`${supplies} and ${returns} are amounts of zero or more`)
  const net = money(Math.max(0, supplies - returns))
  const at = (ratePpm: number): Money => mulDiv(net, ratePpm, WHOLE_PPM, "half-up")
  const half = supply === "intra" ? at(2_500) : money(0)
  return { net, excessReturns: money(Math.max(0, returns - supplies)), cgst: half, sgst: half, igst: supply === "inter" ? at(5_000) : money(0) }
}
