import { Inventory, Refused } from "@bahi/application"
import { type CartId, id, type Instant, type OrderId } from "@bahi/core/id"
import type { Demand } from "@bahi/core/inventory"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { database } from "./client.ts"
import { callOr, contended, instant, present, timestamp } from "./sql.ts"

/** The stock in `stock`, `reservations` and `stock_movements`: a local neighbour, in the transaction of who asks. */
export const inventoryPostgres = Layer.effect(Inventory, Effect.map(database, ({ quickly, sql }) => {
  const hold = (holder: CartId | OrderId, orderId: OrderId | null, demands: ReadonlyArray<Demand>, expiresAt: Instant, at: Instant) => {
    const asked = sql`(${holder}, ${orderId}, ${sql.json(demands)}, ${timestamp(expiresAt)}, ${timestamp(at)})`
    const shortages = sql`bahi_hold${asked}`
    const now = sql<{ readonly variant_id: string; readonly requested: number; readonly available: number }>`select variant_id, requested, available from ${shortages}`.pipe(
      contended("stock"),
      Effect.flatMap(([short]) => short === undefined
        ? Effect.void
        : new Refused({ refusal: { code: "insufficient_stock", variantId: id<"variant">(short.variant_id), requested: short.requested, available: short.available } })))
    return callOr(now, { statement: shortages, rows: 0 })
  }
  const call = (work: Statement.Fragment) => callOr(Effect.asVoid(sql`select from ${work}`.pipe(contended("stock"))), { statement: work, rows: 1 })

  return Inventory.of({
    execute: (command) => {
      switch (command.type) {
        case "Reserve":
          return hold(command.cartId, null, command.demands, command.expiresAt, command.at)
        case "PassToOrder":
          return hold(command.cartId ?? command.orderId, command.orderId, command.demands, command.expiresAt, command.at)
        case "ConvertToSale":
          return call(sql`bahi_settle(${command.orderId}, 'converted', ${timestamp(command.at)})`)
        case "Release":
          return call(sql`bahi_settle(${command.orderId}, 'released', ${timestamp(command.at)})`)
        case "ReleaseCart":
          return call(sql`bahi_release_cart(${command.cartId}, ${timestamp(command.at)})`)
        case "MergeCarts":
          return call(sql`bahi_merge_carts(${command.from}, ${command.into}, ${sql.json(command.demands)}, ${timestamp(command.expiresAt)}, ${timestamp(command.at)})`)
        case "Restock":
          return call(sql`bahi_restock(${command.key}, ${sql.json(command.demands)}, ${timestamp(command.at)})`)
      }
    },
    // What lapsed is free, though nobody may have swept it yet. The stock is looked up variant by variant, and not joined, so that it goes by its key however few goods there are.
    availability: (cartId, variantIds, now) =>
      quickly(sql<{ readonly variant_id: string; readonly free: number; readonly held: number | null; readonly expires_at: Date | null }>`
        select wanted.variant_id, (coalesce((
          select s.on_hand - s.reserved from stock s where s.variant_id = wanted.variant_id and s.warehouse = 'main'
        ), 0) + coalesce((
          select sum(l.quantity) from reservations l where l.variant_id = wanted.variant_id and l.status = 'held' and l.order_id is null and l.expires_at < ${timestamp(now)}
        ), 0))::integer as free, r.quantity as held, r.expires_at
        from unnest(${variantIds}::uuid[]) with ordinality as wanted (variant_id, place)
        left join reservations r on r.variant_id = wanted.variant_id and r.holder_id = ${cartId} and r.status = 'held' and (r.order_id is not null or r.expires_at >= ${timestamp(now)})
        order by wanted.place`).pipe(
        Effect.map((found) => found.map(({ variant_id, free, held, expires_at }) => ({
          variantId: id<"variant">(variant_id), available: free, reserved: held ?? 0, ...present("reservedUntil", expires_at, instant)
        }))),
        Effect.orDie),
    lapse: (now) =>
      sql<{ readonly lapsed: number }>`select bahi_lapse(null, ${timestamp(now)}) as lapsed`.pipe(Effect.map(([row]) => row!.lapsed), Effect.orDie),
    receive: (pieces, at) =>
      pieces.length === 0 ? Effect.void : Effect.orDie(sql`
        with received as (
          select variant_id, sum(on_hand)::integer as on_hand from jsonb_populate_recordset(null::stock, ${sql.json(pieces.map(({ variantId, quantity }) => ({ variant_id: variantId, on_hand: quantity })))})
          group by 1 having sum(on_hand) <> 0 order by 1
        ), booked as (
          insert into stock (variant_id, on_hand) select variant_id, on_hand from received
          on conflict (variant_id, warehouse) do update set on_hand = stock.on_hand + excluded.on_hand
        )
        insert into stock_movements (variant_id, warehouse, quantity, reason, created_at) select variant_id, 'main', on_hand, 'received', ${timestamp(at)} from received`).pipe(Effect.asVoid)
  })
}))
