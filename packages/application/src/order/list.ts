import { Effect, Stream } from "effect"
import { requireAdmin } from "../caller/guest.ts"
import { type ListedOrder, type OrderCursor, type OrderFilter, OrderList, type OrderSort } from "../ports/index.ts"
import type { View } from "../schema/index.ts"
import { orderCsvHeader } from "./csv.ts"

/** How far orders are counted: further on it is "more". */
export const COUNTED = 10_000

/** Which page of a list, and whether all that the filter finds is counted. */
export interface OrderPage extends OrderSort {
  readonly limit: number
  readonly after?: OrderCursor
  readonly count: "counted" | "uncounted"
}

/** The orders of the shop, in pages (O11), for admins. */
export const listOrders = Effect.fn("order.list")(function*(filter: OrderFilter, { sort, direction, limit, after, count }: OrderPage) {
  yield* requireAdmin
  const list = yield* OrderList
  const found = yield* list.page(filter, { sort, direction, limit: limit + 1, ...(after === undefined ? {} : { after }) })
  const items = found.slice(0, limit)
  return {
    items,
    nextCursor: found.length > limit ? cursorAt(items.at(-1)!, { sort, direction }) : null,
    ...(count === "uncounted" ? {} : { count: yield* list.count(filter, COUNTED) })
  } satisfies typeof View.OrderPage.Type
})

/** The same orders as CSV (O20), the newest first, as they come from the storage; for admins. */
export const exportOrders = Effect.fn("order.export")(function*(filter: OrderFilter) {
  yield* requireAdmin
  return Stream.concat(Stream.succeed(orderCsvHeader), (yield* OrderList).lines(filter))
})

const cursorAt = ({ grandTotal, orderId, placedAt }: ListedOrder, { sort, direction }: OrderSort): OrderCursor =>
  ({ sort, direction, value: sort === "date" ? placedAt : grandTotal, orderId })
