import type { Instant } from "@bahi/core/id"
import { formatNumber, periodOf } from "@bahi/core/numbering"
import { Effect } from "effect"
import { Numbering, Refused, Shop, type ShopOptions } from "../ports/index.ts"

/** The series that an order of this instant is numbered in. */
export const orderSeriesAt = ({ orderSeries }: ShopOptions, at: Instant): string => `order:${orderSeries.prefix}:${periodOf(orderSeries, at)}`

/** The next order number. A number whose order was not placed after all is not given again. */
export const orderNumberAt = Effect.fnUntraced(function*(at: Instant) {
  const shop = yield* Shop
  const sequence = yield* (yield* Numbering).next(orderSeriesAt(shop, at))
  const number = formatNumber(shop.orderSeries, at, sequence)
  return number.ok ? number.value : yield* new Refused({ refusal: number.error })
})
