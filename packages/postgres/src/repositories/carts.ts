import { Carts, type Change, type OpenedCart } from "@bahi/application"
import type { AbandonedCart, CartLine, SavedItem } from "@bahi/core/cart"
import { id, type Owner } from "@bahi/core/id"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { database } from "../client.ts"
import { type OwnerColumns, ownedBy, ownerColumns, ownerOf } from "../owner.ts"
import { confirmIn, insertInto, instant, millisOf, oneByOne, same, timestamp, type Write, writeAtOnce } from "../sql.ts"
import { inOrder, type Locking, reading, rowIn, type Versioned, versionBefore } from "./rows.ts"

interface Row extends OwnerColumns, Versioned {
  readonly status: OpenedCart["status"]
  readonly order_id: string | null
  readonly absorbed: ReadonlyArray<string>
  readonly merged_into_id: string | null
  readonly abandoned_because: AbandonedCart["because"] | null
  readonly opened_at: Date
  readonly expires_at: Date
  readonly closed_at: Date | null
  readonly lines: ReadonlyArray<CartLine>
  readonly saved: ReadonlyArray<SavedItem>
}

/** Carts in `carts`, `cart_items` and `saved_items`. */
export const cartsPostgres = Layer.effect(Carts, Effect.map(database, ({ quickly, sql }) => {
  const millis = millisOf(sql)
  const select = (condition: Statement.Fragment, locking: Locking) =>
    sql<Row>`
      select id, version, ${versionBefore(sql, "carts", "c", locking)} as seen, status, guest_key, customer_id, order_id, absorbed, merged_into_id, abandoned_because, opened_at, expires_at, closed_at, coalesce((
        select json_agg(json_strip_nulls(json_build_object('lineId', i.id, 'item', i.item, 'quantity', i.quantity, 'addedAt', ${millis("i.added_at")}, 'giftOf', i.gift_of)) order by i.position)
        from cart_items i where i.cart_id = c.id
      ), '[]') as lines, coalesce((
        select json_agg(json_build_object('lineId', s.id, 'item', s.item, 'quantity', s.quantity, 'savedAt', ${millis("s.saved_at")}) order by s.position)
        from saved_items s where s.cart_id = c.id
      ), '[]') as saved
      from carts c where ${condition} ${inOrder(sql, locking)}`
  const { read, readWhere, lock, lockWhere } = reading({ quickly, sql }, { kind: "cart", select, stateOf })
  const currentOf = (owner: Owner) => sql`${ownedBy(sql, owner)} and status in ('active', 'locked')`

  const row = rowIn(sql, "carts", { columnsOf, settledBy })

  /** Rows that are no longer there go, and those that are new or changed come: of a whole list nothing else is touched. What came from another cart moves here. */
  const listOf = <Line extends { readonly lineId: string }>(table: "cart_items" | "saved_items", before: ReadonlyArray<Line>, after: ReadonlyArray<Line>, columnsOf: (line: Line) => object): ReadonlyArray<Write> => {
    const kept = new Set(after.map((line) => line.lineId))
    const gone = before.filter((line) => !kept.has(line.lineId)).map((line) => line.lineId)
    const touched = after.map((line, position) => ({ line, position })).filter(({ line, position }) => before[position] !== line)
    const more = sql.literal(table === "cart_items" ? ", unit_price = excluded.unit_price, unit_mrp = excluded.unit_mrp, gift_of = excluded.gift_of" : "")
    return [
      ...(gone.length === 0 ? [] : [{ rows: gone.length, statement: sql`delete from ${sql(table)} where id = any(${gone}::uuid[])` }]),
      ...(touched.length === 0 ? [] : [{
        rows: touched.length,
        statement: sql`${insertInto(sql, table, touched.map(({ line, position }) => ({ ...columnsOf(line), position })))} on conflict (id) do update set cart_id = excluded.cart_id, position = excluded.position, quantity = excluded.quantity, item = excluded.item${more}`
      }])
    ]
  }

  return Carts.of({
    read,
    lock,
    confirm: confirmIn(sql, "carts"),
    currentOf: (owner) => readWhere(currentOf(owner)),
    lockCurrentOf: (owner) => lockWhere(currentOf(owner)),
    // What is closed makes room for what is opened in its place, and gives what it had.
    save: (changes) => Effect.forEach(changes.toSorted((a, b) => rankOf(b) - rankOf(a)), (change) => {
      const { id, before, after } = change
      if (after.status === "unopened") return Effect.void
      const { lines, saved } = before.status === "unopened" ? { lines: [], saved: [] } : before
      return writeAtOnce(sql, "cart", [
        row(change, after),
        ...listOf("cart_items", lines, after.lines, ({ lineId, item, quantity, addedAt, giftOf = null }) => ({
          id: lineId, cart_id: id, product_id: item.productId, variant_id: item.variantId, quantity, unit_price: item.unitPrice, unit_mrp: item.unitMrp, item, gift_of: giftOf, added_at: timestamp(addedAt)
        })),
        ...listOf("saved_items", saved, after.saved, ({ lineId, item, quantity, savedAt }) => ({
          id: lineId, cart_id: id, product_id: item.productId, variant_id: item.variantId, quantity, item, saved_at: timestamp(savedAt)
        }))
      ])
    }, { discard: true }).pipe(changes.length > 1 ? oneByOne("cart") : same),
    lastOf: (owner) =>
      quickly(sql<{ readonly id: string }>`select id from carts where ${ownedBy(sql, owner)} order by opened_at desc, id desc limit 1`).pipe(Effect.map(([row]) => row && id<"cart">(row.id)), Effect.orDie),
    lapsed: (now, limit) =>
      sql<{ readonly id: string }>`select id from carts where status = 'active' and expires_at <= ${timestamp(now)} order by expires_at limit ${limit}`.pipe(
        Effect.map((found) => found.map((row) => id<"cart">(row.id))), Effect.orDie)
  })
}))

const columnsOf = (cart: OpenedCart) => ({
  status: cart.status,
  order_id: "orderId" in cart ? cart.orderId : undefined,
  absorbed: cart.absorbed,
  merged_into_id: cart.status === "merged" ? cart.into : undefined,
  abandoned_because: cart.status === "abandoned" ? cart.because : undefined,
  expires_at: timestamp(cart.expiresAt),
  closed_at: timestamp(cart.status === "merged" ? cart.mergedAt : cart.status === "abandoned" ? cart.abandonedAt : undefined)
})

/** What a cart keeps from its beginning. */
const settledBy = ({ owner, currency, openedAt }: OpenedCart) => ({ ...ownerColumns(owner), currency, opened_at: timestamp(openedAt) })

const rankOf = ({ version, after }: Change<"cart">): number => after.status === "merged" ? Infinity : version

const stateOf = (row: Row): OpenedCart => {
  const opened = {
    cartId: id<"cart">(row.id), owner: ownerOf(row), currency: "INR", lines: row.lines, saved: row.saved, absorbed: row.absorbed.map(id<"cart">),
    openedAt: instant(row.opened_at), expiresAt: instant(row.expires_at)
  } as const
  switch (row.status) {
    case "active":
      return { status: row.status, ...opened }
    case "locked":
    case "converted":
      return { status: row.status, ...opened, orderId: id<"order">(row.order_id!) }
    case "merged":
      return { status: row.status, ...opened, into: id<"cart">(row.merged_into_id!), mergedAt: instant(row.closed_at!) }
    case "abandoned":
      return { status: row.status, ...opened, because: row.abandoned_because!, abandonedAt: instant(row.closed_at!) }
  }
}
