import type { Instant } from "../id.ts"
import { ok, refuse, type Result } from "../result.ts"
import type { Off, Promotion } from "./promotion.ts"

/** Why a promotion cannot have been meant: the first that holds, in this order. */
export type PromotionRefusal =
  | { readonly code: "promotion_code_blank" }
  /** Nobody could ever use it. */
  | { readonly code: "promotion_period_empty"; readonly startsAt: Instant; readonly endsAt: Instant }
  | { readonly code: "promotion_has_no_tiers" }
  | { readonly code: "promotion_tier_repeated"; readonly from: number }
  /** Not a whole number of parts per million, from 0 to 1,000,000. */
  | { readonly code: "promotion_rate_out_of_range"; readonly ratePpm: number }
  /** Not whole paise, or below zero. */
  | { readonly code: "promotion_amount_invalid"; readonly amount: number }
  /** A limit, a priority, or a number of units that is no whole number, is below zero, or is no unit at all. */
  | { readonly code: "promotion_count_invalid"; readonly count: number }

/** Whether a promotion makes sense by itself; ask before it is stored. */
export const checkPromotion = (promotion: Promotion): Result<Promotion, PromotionRefusal> => {
  const { code, conditions: { startsAt, endsAt, usageLimit, usageLimitPerCustomer, minimum }, priority } = promotion
  if (code?.trim() === "") return refuse({ code: "promotion_code_blank" })
  if (startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt) return refuse({ code: "promotion_period_empty", startsAt, endsAt })
  const { rates = [], amounts = [], units = [], tiers } = numbersOf(promotion)
  if (tiers?.length === 0) return refuse({ code: "promotion_has_no_tiers" })
  const repeated = tiers?.find((from, i) => tiers.indexOf(from) < i)
  if (repeated !== undefined) return refuse({ code: "promotion_tier_repeated", from: repeated })
  const ratePpm = rates.find((each) => !isWhole(each, 0) || each > 1_000_000)
  if (ratePpm !== undefined) return refuse({ code: "promotion_rate_out_of_range", ratePpm })
  const amount = [...amounts, minimum?.amount ?? 0].find((each) => !isWhole(each, 0))
  if (amount !== undefined) return refuse({ code: "promotion_amount_invalid", amount })
  const count = [priority, usageLimit ?? 0, usageLimitPerCustomer ?? 0].find((each) => !isWhole(each, 0)) ?? units.find((each) => !isWhole(each, 1))
  return count === undefined ? ok(promotion) : refuse({ code: "promotion_count_invalid", count })
}

interface Numbers {
  readonly rates?: ReadonlyArray<number>
  readonly amounts?: ReadonlyArray<number>
  readonly units?: ReadonlyArray<number>
  readonly tiers?: ReadonlyArray<number>
}

/** The numbers of what a promotion gives, by what they count. */
const numbersOf = ({ benefit }: Pick<Promotion, "benefit">): Numbers => {
  switch (benefit.kind) {
    case "percentage":
    case "fixed": return numbersOfOff(benefit)
    case "tiers": {
      const offs = benefit.tiers.map(({ off }) => numbersOfOff(off))
      const tiers = benefit.tiers.map(({ from }) => from)
      return { tiers, rates: offs.flatMap(({ rates }) => rates), amounts: [...tiers, ...offs.flatMap(({ amounts }) => amounts)] }
    }
    case "buy_x_get_y": return { rates: [benefit.offPpm], units: [benefit.buy, benefit.get, benefit.maximumTimes ?? 1] }
    case "free_shipping": return {}
    case "free_gift": return { amounts: [benefit.unitWorth], units: [benefit.quantity] }
  }
}

const numbersOfOff = (off: Off): Required<Pick<Numbers, "rates" | "amounts">> =>
  off.kind === "fixed" ? { rates: [], amounts: [off.amount] } : { rates: [off.ratePpm], amounts: [off.cap ?? 0] }

const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least
