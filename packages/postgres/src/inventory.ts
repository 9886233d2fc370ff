import { Inventory, Refused } from "@bahi/application"
import type { CartId, Instant, OrderId } from "@bahi/core/id"
import { id } from "@bahi/core/id"
import type { Demand } from "@bahi/core/inventory"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import { contended, instant, rows, timestamp } from "./sql.ts"

/** The stock in `stock`, `reservations` and `stock_movements`: a local neighbour, in the transaction of who asks. */
export const inventoryPostgres = Layer.effect(Inventory, Effect.map(PgClient.PgClient, (sql) => {
  const hold = Effect.fnUntraced(function*(cartId: CartId, orderId: OrderId | null, demands: ReadonlyArray<Demand>, expiresAt: Instant, at: Instant) {
    const [short] = yield* sql<{ readonly variant_id: string; readonly requested: number; readonly available: number }>`
      select variant_id, requested, available from bahi_hold(${cartId}, ${orderId}, ${sql.json(demands)}, ${timestamp(expiresAt)}, ${timestamp(at)})`.pipe(contended("stock"))
    if (short) {
      return yield* new Refused({ refusal: { code: "insufficient_stock", variantId: id<"variant">(short.variant_id), requested: short.requested, available: short.available } })
    }
  })

  return Inventory.of({
    execute: (command) => {
      switch (command.type) {
        case "Reserve":
          return hold(command.cartId, null, command.demands, command.expiresAt, command.at)
        case "PassToOrder":
          return hold(command.cartId, command.orderId, command.demands, command.expiresAt, command.at)
        case "ConvertToSale":
          return Effect.asVoid(sql`select bahi_settle(${command.orderId}, 'converted', ${timestamp(command.at)})`.pipe(contended("stock")))
        case "Release":
          return Effect.asVoid(sql`select bahi_settle(${command.orderId}, 'released', ${timestamp(command.at)})`.pipe(contended("stock")))
      }
    },
    availability: (cartId, variantIds, now) =>
      sql<{ readonly variant_id: string; readonly free: number; readonly held: number | null; readonly expires_at: Date | null }>`
        select s.variant_id, s.on_hand - s.reserved as free, r.quantity as held, r.expires_at
        from stock s left join reservations r on r.variant_id = s.variant_id and r.cart_id = ${cartId} and r.status = 'held'
        where s.variant_id = any(${variantIds}::uuid[])`.pipe(
        Effect.map((found) => found.map(({ variant_id, free, held, expires_at }) => {
          const variantId = id<"variant">(variant_id)
          if (held === null || expires_at === null) return { variantId, available: free, reserved: 0 }
          // Lapsed, though nobody has swept it yet: free again.
          return expires_at.getTime() < now
            ? { variantId, available: free + held, reserved: 0 }
            : { variantId, available: free, reserved: held, reservedUntil: instant(expires_at) }
        })),
        Effect.orDie),
    lapse: (now) =>
      sql<{ readonly lapsed: number }>`select bahi_lapse(null, ${timestamp(now)}) as lapsed`.pipe(Effect.map(([row]) => row!.lapsed), Effect.orDie),
    receive: (pieces, at) =>
      pieces.length === 0 ? Effect.void : sql.withTransaction(Effect.gen(function*() {
        yield* sql`
          insert into stock ${sql.insert(rows(pieces.map(({ variantId, quantity }) => ({ variant_id: variantId, on_hand: quantity }))))}
          on conflict (variant_id, warehouse) do update set on_hand = stock.on_hand + excluded.on_hand`
        yield* sql`insert into stock_movements ${sql.insert(rows(pieces.map(({ variantId, quantity }) => ({
          variant_id: variantId, warehouse: "main", quantity, reason: "received", created_at: timestamp(at)
        }))))}`
      })).pipe(Effect.orDie)
  })
}))
