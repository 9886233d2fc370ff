import type { OrderCursor, OrderFilter, OrderSort } from "@bahi/application"
import type { PgClient } from "@effect/sql-pg"
import type { Statement } from "effect/sql"
import { timestamp } from "../sql.ts"

/** Which orders are asked for, in which order, from where on. */
export interface Search {
  readonly filter: OrderFilter
  readonly sort: OrderSort
  readonly after?: OrderCursor | undefined
  readonly limit: number
}

/**
 * `columns` of so many orders behind a cursor, each by an index that has them in their order, so that a page costs the same
 * however many orders there are, and however far down it is:
 *
 * - those of a person by that person's index; by their totals all orders of the person are looked at;
 * - those with a tag by the index of tags: all orders with the tag are looked at;
 * - by statuses, source or total: of each combination of statuses and source that any order has (a few dozen), so many from where
 *   the cursor stands in it, and of those the first. By total within some days, orders of other days are passed over in the index;
 * - all others by their date.
 */
export const found = (sql: PgClient.PgClient, columns: Statement.Fragment, { after, filter, limit, sort }: Search): Statement.Fragment => {
  const by = sql.literal(sort.sort === "date" ? "placed_at" : "grand_total")
  const direction = sql.literal(sort.direction)
  const inOrder = sql`order by ${by} ${direction}, id ${direction} limit ${limit}`
  const value = after === undefined ? undefined : sort.sort === "date" ? sql`${timestamp(after.value)}::timestamptz` : sql`${after.value}::bigint`
  const past = after === undefined ? [] : [sql`(${by}, id) ${sql.literal(sort.direction === "asc" ? ">" : "<")} (${value!}, ${after.orderId}::uuid)`]
  const within = [...datesOf(sql, filter), ...past]
  if (filter.customerId !== undefined || filter.email !== undefined) {
    return sql`select ${columns} from orders where ${sql.and([...personOf(sql, filter), ...standingOf(sql, filter), ...tagOf(sql, filter), ...within])} ${inOrder}`
  }
  if (filter.tag !== undefined) {
    // Whatever is asked of them, they are found by their tag: `offset 0` keeps the planner from looking for it in all orders.
    return sql`select ${columns} from (select * from orders where ${sql.and(tagOf(sql, filter))} offset 0) as orders ${whereAll(sql, [...standingOf(sql, filter), ...within])} ${inOrder}`
  }
  if (standingOf(sql, filter).length > 0 || sort.sort === "total") {
    return sql`
      ${standings(sql)}
      select ${columns} from (
        select key, key_id from standing s cross join lateral (
          select ${by} as key, id as key_id from orders o where ${sql.and([ofStanding(sql), ...within])} ${inOrder}
        ) as one ${whereAll(sql, standingOf(sql, filter))} order by key ${direction}, key_id ${direction} limit ${limit}
      ) as keys cross join lateral (select * from orders where id = key_id offset 0) as orders order by key ${direction}, key_id ${direction}`
  }
  return sql`select ${columns} from orders ${whereAll(sql, within)} ${inOrder}`
}

/** Whether a page takes the same whatever is found: else it may look at all orders of a person, with a tag, or by their totals at those of other days. */
export const isBounded = (filter: OrderFilter, { sort }: OrderSort): boolean =>
  !isNarrow(filter) && (sort === "date" || (filter.placedFrom === undefined && filter.placedTo === undefined))

/** Those of a person or with a tag, which are found by that. */
const isNarrow = ({ customerId, email, tag }: OrderFilter): boolean => customerId !== undefined || email !== undefined || tag !== undefined

/** How many there are, and no more than `limit`: none is looked at that is not counted, but for those of the person or with the tag. */
export const counted = (sql: PgClient.PgClient, filter: OrderFilter, limit: number): Statement.Fragment => {
  if (standingOf(sql, filter).length === 0 || isNarrow(filter)) {
    const first = found(sql, sql.literal("id"), { filter, sort: { sort: "date", direction: "desc" }, limit })
    return sql`select count(*) as count from (${first}) as first`
  }
  return sql`
    ${standings(sql)}
    select count(*) as count from (
      select from standing s cross join lateral (select from orders o where ${sql.and([ofStanding(sql), ...datesOf(sql, filter)])} limit ${limit}) as one
      ${whereAll(sql, standingOf(sql, filter))} limit ${limit}
    ) as first`
}

/** Everything that is asked, where it does not matter how it is found. */
export const isFound = (sql: PgClient.PgClient, filter: OrderFilter): Statement.Fragment =>
  whereAll(sql, [...personOf(sql, filter), ...tagOf(sql, filter), ...standingOf(sql, filter), ...datesOf(sql, filter)])

/** Every combination of statuses and source that an order has, each found in one step from the one before. */
const standings = (sql: PgClient.PgClient): Statement.Fragment => sql`
  with recursive standing as (
    (select lifecycle, payment_status, fulfilment_status, source from orders order by lifecycle, payment_status, fulfilment_status, source limit 1)
    union all
    select next.* from standing s cross join lateral (
      select o.lifecycle, o.payment_status, o.fulfilment_status, o.source from orders o
      where (o.lifecycle, o.payment_status, o.fulfilment_status, o.source) > (s.lifecycle, s.payment_status, s.fulfilment_status, s.source)
      order by o.lifecycle, o.payment_status, o.fulfilment_status, o.source limit 1
    ) as next
  )`

const ofStanding = (sql: PgClient.PgClient): Statement.Fragment =>
  sql`o.lifecycle = s.lifecycle and o.payment_status = s.payment_status and o.fulfilment_status = s.fulfilment_status and o.source = s.source`

const standingOf = (sql: PgClient.PgClient, { fulfilmentStatus, paymentStatus, source, status }: OrderFilter): ReadonlyArray<Statement.Fragment> => [
  ...(status === undefined ? [] : [sql`lifecycle = ${status}`]),
  ...(paymentStatus === undefined ? [] : [sql`payment_status = ${paymentStatus}`]),
  ...(fulfilmentStatus === undefined ? [] : [sql`fulfilment_status = ${fulfilmentStatus}`]),
  ...(source === undefined ? [] : [sql`source = ${source}`])
]

const personOf = (sql: PgClient.PgClient, { customerId, email }: OrderFilter): ReadonlyArray<Statement.Fragment> => [
  ...(customerId === undefined ? [] : [sql`customer_id = ${customerId}::uuid`]),
  ...(email === undefined ? [] : [sql`lower(email) = lower(${email})`])
]

const tagOf = (sql: PgClient.PgClient, { tag }: OrderFilter): ReadonlyArray<Statement.Fragment> =>
  tag === undefined ? [] : [sql`tags <> '[]' and tags @> jsonb_build_array(${tag}::text)`]

const datesOf = (sql: PgClient.PgClient, { placedFrom, placedTo }: OrderFilter): ReadonlyArray<Statement.Fragment> => [
  ...(placedFrom === undefined ? [] : [sql`placed_at >= ${timestamp(placedFrom)}::timestamptz`]),
  ...(placedTo === undefined ? [] : [sql`placed_at < ${timestamp(placedTo)}::timestamptz`])
]

const whereAll = (sql: PgClient.PgClient, conditions: ReadonlyArray<Statement.Fragment>): Statement.Fragment =>
  conditions.length === 0 ? sql.literal("") : sql`where ${sql.and(conditions)}`
