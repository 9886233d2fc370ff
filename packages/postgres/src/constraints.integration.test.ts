// The database says every invariant a second time: each is met with one row that breaks it, and nothing else.
import { addSubscriber, cancelOrder, Engine, type Locks, openPayment, Payments, receiveWebhook, reconcile, relayAll, recordDelivery, ship, workAll } from "@bahi/application"
import { GatewayCustomer } from "@bahi/application/memory"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { Addressed } from "@bahi/core/reactions"
import { asAdmin, asGuest, buy, goods, guestWith, shopOn, stock, toTheTill } from "@bahi/application/testing"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { broken, copied } from "./testing/broken-rows.ts"
import { freshStorage } from "./testing/index.ts"

/** An order that was paid online twice: the second payment goes back. */
const paidTwice = Effect.gen(function*() {
  const { guestKey, order } = yield* buy([[goods.kurta, 1]], { method: "upi" })
  const { gatewayOrderId, paymentId } = yield* openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
  const { pay } = yield* GatewayCustomer
  for (const outcome of ["failed", "captured", "captured"] as const) yield* pay(gatewayOrderId, outcome)
  yield* reconcile(id<"payment">(paymentId))
  yield* relayAll()
  yield* workAll()
})

/** Commands of no use case yet, each in a unit of work of its own. */
const say = Effect.fnUntraced(function*(lock: Locks, command: (at: number) => Addressed) {
  yield* (yield* Engine).execute({ actor: { kind: "admin" }, plan: Effect.succeed({ lock, decide: (_states, at) => Effect.succeed([command(at)]), answer: () => Effect.void }) })
})

/** An order that is invoiced, cancelled and credited, with an edit and a note. */
const calledOff = Effect.gen(function*() {
  const { guestKey, order } = yield* buy([[goods.atta, 1]])
  const orderId = id<"order">(order.orderId)
  yield* relayAll()
  yield* say({ order: [orderId] }, (at) => ({ to: "order", id: orderId, command: { type: "EditDetails", changes: { phone: "+919845000000" }, by: "Meera", why: "She wrote to us", at } }))
  yield* say({ order: [orderId] }, (at) => ({ to: "order", id: orderId, command: { type: "AddNote", noteId: id<"note">("note-1"), text: "Call first", by: "Meera", at } }))
  yield* cancelOrder(order.orderNumber, { reason: "I ordered it twice", category: "duplicate_order" }).pipe(asGuest(guestKey))
  yield* relayAll()
})

/** A return of an order's line, and a refund that its customer asked for. */
const comesBack = Effect.fnUntraced(function*(order: string, line: string) {
  const [orderId, lineId, returnId, refundId] = [id<"order">(order), id<"order_line">(line), id<"return">(crypto.randomUUID()), id<"refund">(crypto.randomUUID())]
  const { variantId } = goods.kurta
  yield* say({ order: [orderId] }, (at) => ({ to: "return", id: returnId, command: {
    type: "Request", returnId, orderId, returnNumber: "RET-2026-000001", lines: [{ lineId, quantity: 1, category: "damaged", reason: "The seam came apart.", images: [] }],
    delivered: [{ lineId, variantId, productCategory: "apparel", takes: [{ variantId, quantity: 1 }], deliveries: [{ quantity: 1, at }], quantityClaimed: 0 }], at
  } }))
  const [payment] = yield* (yield* Payments).ofOrder(orderId)
  yield* say({ order: [orderId], payment: [payment!.paymentId] }, (at) => ({ to: "refund", id: refundId, command: {
    type: "Request", refundId, orderId, paymentId: payment!.paymentId, reference: payment!.attempts[0]!.reference, currency: "INR", amount: money(100), gateway: "cod", destination: { kind: "bank" },
    refundNumber: "REF-2026-000001", because: "requested", items: [{ lineId, quantity: 1 }], plea: { category: "damaged" }, at
  } }))
})

/** A customer who signed in, with a cart in which something is kept for later. */
const customerWithWishes = Effect.gen(function*() {
  const [cartId, owner] = [id<"cart">(crypto.randomUUID()), { kind: "customer", customerId: id<"customer">(crypto.randomUUID()) } as const]
  const saved = [{ lineId: id<"cart_line">(crypto.randomUUID()), item: goods.kurta, quantity: 1, savedAt: 0 }]
  yield* say({}, (at) => ({ to: "cart", id: cartId, command: { type: "Open", cartId, owner, saved, at } }))
})

const constraints = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  return yield* sql<{ readonly table_name: string; readonly name: string; readonly kind: "check" | "other" | "trigger" }>`
    select conrelid::regclass::text as table_name, conname as name, case contype when 'c' then 'check' else 'other' end as kind
    from pg_constraint join pg_class on pg_class.oid = conrelid and not relispartition where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u')
    union all select indrelid::regclass::text, indexrelid::regclass::text, 'other'
    from pg_index join pg_class on pg_class.oid = indrelid where relnamespace = 'public'::regnamespace and not relispartition and indisunique and not indisprimary
      and not exists (select from pg_constraint where conindid = indexrelid and contype = 'u')
    union all select tgrelid::regclass::text, tgname, 'trigger' from pg_trigger join pg_class on pg_class.oid = tgrelid and not relispartition where not tgisinternal`
})

layer(shopOn(freshStorage()), { excludeTestServices: true })("the database", (it) => {
  /** Tries a statement, and undoes it should it succeed; answers who refused. */
  const refusalOf = Effect.fnUntraced(function*(statement: Effect.Effect<unknown, unknown, PgClient.PgClient>) {
    const sql = yield* PgClient.PgClient
    const error = yield* Effect.flip(sql.withTransaction(Effect.andThen(statement, Effect.fail("accepted"))))
    return error === "accepted" ? "accepted" : (error as { readonly reason: { readonly cause: { readonly code?: string; readonly constraint?: string } } }).reason.cause
  })

  it.effect("refuses what breaks any check, unique index or foreign key, and any change of what is never changed", () => Effect.gen(function*() {
    yield* addSubscriber({ url: "https://books.example/hear" }).pipe(asAdmin)
    yield* stock(100)
    yield* toTheTill(yield* guestWith([[goods.kurta, 1]]))
    yield* paidTwice
    yield* receiveWebhook((yield* (yield* GatewayCustomer).deliveries)[0]!)
    const { order } = yield* buy([[goods.kurta, 2], [goods.atta, 1]])
    yield* relayAll()
    const { shipments } = yield* ship(order.orderId, {}).pipe(asAdmin)
    yield* recordDelivery(order.orderId, shipments[0]!.shipmentId).pipe(asAdmin)
    yield* calledOff
    yield* comesBack(order.orderId, order.lines[0]!.lineId)
    yield* customerWithWishes

    const sql = yield* PgClient.PgClient
    const all = yield* constraints
    assert.deepStrictEqual(Object.keys(broken).sort(), all.filter(({ kind }) => kind !== "trigger").map(({ name }) => name).sort())

    for (const { table_name: table, name, kind } of all) {
      if (kind === "trigger") {
        const [column] = yield* sql<{ readonly name: string }>`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and attidentity = '' limit 1`
        for (const statement of [`update ${table} set ${column!.name} = ${column!.name}`, `delete from ${table}`, `truncate ${table} cascade`]) {
          assert.deepInclude(yield* refusalOf(sql.unsafe(statement)), { code: "23001" }, statement)
        }
        continue
      }
      // Checks are met in the order of their names: the others of the table step aside.
      const others = kind === "check" ? all.filter((other) => other.kind === "check" && other.table_name === table && other.name !== name) : []
      const changes = JSON.stringify(broken[name]).replaceAll("new_id", "00000000-0000-7000-8000-0000000000ff")
      const refusal = yield* refusalOf(Effect.gen(function*() {
        for (const other of others) yield* sql.unsafe(`alter table ${table} drop constraint ${other.name}`)
        const copies = yield* sql.unsafe(`insert into ${table} overriding system value
          select (jsonb_populate_record(null::${table}, to_jsonb(row) || '${changes}')).* from ${table} as row where ${copied[name] ?? "true"} limit 1 returning 1`)
        assert.strictEqual(copies.length, 1, `${table} holds no row to copy for ${name}`)
      }))
      assert.strictEqual(typeof refusal === "string" ? refusal : refusal.constraint, name)
    }
  }), 30_000)
})
