import { Carts, type Repository, type States } from "@bahi/application"
import type { CartLine } from "@bahi/core/cart"
import { id } from "@bahi/core/id"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import { contended, insertInto, instant, type Locked, nobodyCameFirst, timestamp, writeAtOnce } from "../sql.ts"

interface Row extends Locked {
  readonly id: string
  readonly status: "active" | "locked" | "converted"
  readonly guest_key: string
  readonly order_id: string | null
  readonly opened_at: Date
  readonly expires_at: Date
  readonly lines: ReadonlyArray<CartLine>
}

/** Carts in `carts` and `cart_items`. */
export const cartsPostgres = Layer.effect(Carts, Effect.map(PgClient.PgClient, (sql) => {
  const select = (ids: ReadonlyArray<string>, locking: string) =>
    sql<Row>`
      select id, version, (select version from carts s where s.id = c.id) as seen, status, guest_key, order_id, opened_at, expires_at, coalesce((
        select jsonb_agg(jsonb_build_object('lineId', i.id, 'item', i.item, 'quantity', i.quantity, 'addedAt', (extract(epoch from i.added_at) * 1000)::bigint) order by i.position)
        from cart_items i where i.cart_id = c.id
      ), '[]') as lines
      from carts c where id = any(${ids}::uuid[]) order by id ${sql.literal(locking)}`
  const read: Repository<"cart">["read"] = (ids) => Effect.orDie(Effect.map(select(ids, ""), storedOf))

  return Carts.of({
    read,
    lock: (ids) => select(ids, "for no key update").pipe(contended("cart"), Effect.flatMap((rows) => nobodyCameFirst(rows) ? Effect.succeed(storedOf(rows)) : read(ids))),
    save: Effect.fnUntraced(function*(changes) {
      for (const { id, version, before, after, at } of changes) {
        if (after.status === "unopened") continue
        const orderId = after.status === "active" ? null : after.orderId
        const lines = before.status === "unopened" ? [] : before.lines
        const kept = new Set(after.lines.map((line) => line.lineId))
        const gone = lines.filter((line) => !kept.has(line.lineId)).map((line) => line.lineId)
        const touched = after.lines.filter((line) => !lines.includes(line))
        yield* writeAtOnce(sql, "cart", [
          {
            rows: 1,
            statement: version === 0
              ? sql`insert into carts ${sql.insert({ id, version: 1, status: after.status, guest_key: after.guestKey, currency: after.currency, order_id: orderId, opened_at: timestamp(after.openedAt), expires_at: timestamp(after.expiresAt), updated_at: timestamp(at) })}`
              : sql`update carts set version = version + 1, status = ${after.status}, order_id = ${orderId}, expires_at = ${timestamp(after.expiresAt)}, updated_at = ${timestamp(at)} where id = ${id} and version = ${version}`
          },
          ...(gone.length === 0 ? [] : [{ rows: gone.length, statement: sql`delete from cart_items where id = any(${gone}::uuid[])` }]),
          ...(touched.length === 0 ? [] : [{
            rows: touched.length,
            statement: sql`
              ${insertInto(sql, "cart_items", touched.map(({ lineId, item, quantity, addedAt }) => ({
                id: lineId, cart_id: id, product_id: item.productId, variant_id: item.variantId, quantity, unit_price: item.unitPrice, unit_mrp: item.unitMrp, item, added_at: timestamp(addedAt)
              })))}
              on conflict (id) do update set quantity = excluded.quantity`
          }])
        ])
      }
    }),
    currentOf: (guestKey) =>
      sql<{ readonly id: string }>`select id from carts where guest_key = ${guestKey} and status in ('active', 'locked')`.pipe(
        Effect.map(([row]) => row && id<"cart">(row.id)), Effect.orDie),
    knows: (guestKey) => sql`select from carts where guest_key = ${guestKey} limit 1`.pipe(Effect.map((found) => found.length > 0), Effect.orDie)
  })
}))

const storedOf = (rows: ReadonlyArray<Row>) => new Map(rows.map((row) => [row.id, { version: row.version, state: stateOf(row) }]))

const stateOf = (row: Row): States["cart"] => {
  const opened = {
    cartId: id<"cart">(row.id), guestKey: id<"guest">(row.guest_key), currency: "INR", lines: row.lines,
    openedAt: instant(row.opened_at), expiresAt: instant(row.expires_at)
  } as const
  return row.status === "active" ? { status: row.status, ...opened } : { status: row.status, ...opened, orderId: id<"order">(row.order_id!) }
}
