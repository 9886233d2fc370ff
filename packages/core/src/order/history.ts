import type { Instant } from "../id.ts"
import { axesOf, type Axis } from "./axes.ts"
import { evolve } from "./evolve.ts"
import type { Order, OrderEvent } from "./order.ts"

/** One line of the timeline: an axis moved. `from` is absent for the first. */
export interface HistoryEntry {
  readonly axis: Axis
  readonly from?: string
  readonly to: string
  readonly at: Instant
}

/** The timeline that these events write: every move on every axis, in the order in which they happened. */
export const historyOf = (before: Order, events: ReadonlyArray<OrderEvent>): ReadonlyArray<HistoryEntry> => {
  let order = before
  return events.flatMap((event) => {
    const from = standOf(order)
    order = evolve(order, event)
    const to = standOf(order)
    return (Object.keys(to) as Array<Axis>).flatMap((axis) =>
      from[axis] === to[axis] ? [] : [{ axis, ...(from[axis] === undefined ? {} : { from: from[axis] }), to: to[axis]!, at: event.at }])
  })
}

/** A deleted order has neither money nor goods. */
const standOf = (order: Order): { readonly [A in Axis]?: string } => {
  if (order.status === "unplaced") return {}
  return order.status === "deleted" ? { lifecycle: order.status } : axesOf(order)
}
