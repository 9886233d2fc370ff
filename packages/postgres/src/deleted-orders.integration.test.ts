import { AuditLog, cancelOrder, Engine, getSummary, Orders } from "@bahi/application"
import { asGuest, buy, goods, shopOn, stock } from "@bahi/application/testing"
import { id } from "@bahi/core/id"
import type { OrderCommand } from "@bahi/core/order"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { freshStorage } from "./testing/index.ts"

const DAY = 24 * 60 * 60 * 1000

layer(shopOn(freshStorage()), { excludeTestServices: true })("a deleted order", (it) => {
  it.effect("leaves its number and who deleted it, and nothing of whose it was", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const { execute } = yield* Engine
    yield* stock(10)
    const { guestKey, order } = yield* buy([[goods.kurta, 1]], { method: "upi" })
    const orderId = id<"order">(order.orderId)
    const { state } = (yield* (yield* Orders).read([orderId])).get(orderId)!
    const said = (command: (at: number) => OrderCommand) => execute({
      actor: { kind: "admin" },
      plan: Effect.succeed({ lock: { order: [orderId] }, decide: (_states, at) => Effect.succeed([{ to: "order", id: orderId, command: command(at) }]), answer: () => Effect.void })
    })
    yield* said((at) => ({ type: "EditDetails", changes: { phone: "+919845000000" }, by: "Meera", why: "She wrote to us", at }))
    yield* said((at) => ({ type: "AddNote", noteId: id<"note">(crypto.randomUUID()), text: "Call Asha first", by: "Meera", at }))
    assert.lengthOf(yield* sql`select from order_edits where order_id = ${orderId}`, 1)
    yield* cancelOrder(order.orderNumber, { reason: "I ordered it twice", category: "duplicate_order" }).pipe(asGuest(guestKey))
    // When no late money can come any more.
    yield* said((at) => ({ type: "Delete", invoices: 0, at: at + 60 * DAY }))

    const texts = yield* sql<{ readonly row: string }>`
      select to_jsonb(o)::text as row from orders o where id = ${orderId}
      union all select to_jsonb(e)::text from order_edits e where order_id = ${orderId}
      union all select to_jsonb(n)::text from order_notes n where order_id = ${orderId}
      union all select to_jsonb(i)::text from order_items i where order_id = ${orderId}
      union all select to_jsonb(h)::text from order_status_history h where order_id = ${orderId}
      union all select to_jsonb(c)::text from checkout_sessions c where c.order_id = ${orderId} or id = (select checkout_session_id from orders where id = ${orderId})
      union all select to_jsonb(a)::text from audit_log a where aggregate_id = ${orderId}`
    const kept = texts.map(({ row }) => row).join("\n")
    assert.include(kept, order.orderNumber)
    assert.isTrue("email" in state)
    if (!("email" in state)) return
    for (const personal of [state.email, state.phone, "+919845000000", state.shippingAddress.name, state.shippingAddress.line1, "Meera", "Call Asha first"]) assert.notInclude(kept, personal)
    // Whoever comes back to its session finds it without them.
    const { email, shippingAddress } = yield* getSummary(state.checkoutId!).pipe(asGuest(guestKey))
    assert.deepStrictEqual({ email, shippingAddress }, { email: "", shippingAddress: undefined })
    assert.deepStrictEqual((yield* (yield* AuditLog).of("order", orderId)).map(({ actor, events }) => `${actor}: ${events.join(", ")}`), ["admin: OrderDetailsEdited", "admin: OrderNoted", "admin: OrderDeleted"])
  }))

  it.effect("is the only one whose edits may go", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const { order } = yield* buy([[goods.kurta, 1]])
    yield* sql`insert into order_edits (order_id, before, after, edited_by, why, edited_at) values (${order.orderId}, '{}', '{}', 'Meera', 'She wrote to us', now())`
    const error = yield* Effect.flip(sql`delete from order_edits where order_id = ${order.orderId}`)
    assert.deepInclude(error.reason.cause, { code: "23001" })
  }))
})
