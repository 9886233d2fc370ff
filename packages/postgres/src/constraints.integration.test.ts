// The database says every invariant a second time: each is met with one row that breaks it, and nothing else.
import { cancelOrder, Engine, type Locks, openPayment, Payments, receiveWebhook, reconcile, relayAll, recordDelivery, ship, workAll } from "@bahi/application"
import { GatewayCustomer } from "@bahi/application/memory"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { Addressed } from "@bahi/core/reactions"
import { asAdmin, asGuest, buy, goods, guestWith, shopOn, stock, toTheTill } from "@bahi/application/testing"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { freshStorage } from "./testing/index.ts"

const NOBODY = "00000000-0000-7000-8000-000000000000"
const LATER = "2100-01-01T00:00:00Z"

/** For each constraint a row to copy, and what is wrong with the copy: `new_id` is an id that nobody has. */
const broken: { readonly [constraint: string]: { readonly [column: string]: unknown } } = {
  carts_version_check: { version: 0 },
  carts_status_check: { status: "forgotten", order_id: NOBODY },
  carts_currency_check: { currency: "USD" },
  carts_with_order_when_ordered: { status: "active", order_id: NOBODY },
  carts_of_one_owner: { customer_id: NOBODY, guest_key: "somebody" },
  carts_one_current_per_customer: { id: "new_id" },
  carts_abandoned_because_check: { abandoned_because: "a whim" },
  carts_abandoned_for_a_reason: { status: "abandoned", abandoned_because: null },
  carts_merged_into_another: { status: "merged", merged_into_id: null },
  carts_closed_with_date: { status: "merged", closed_at: null },
  carts_one_current_per_guest: { id: "new_id" },
  cart_items_cart_id_fkey: { id: "new_id", cart_id: NOBODY },
  cart_items_quantity_check: { quantity: 0 },
  cart_items_unit_price_check: { unit_price: -1 },
  cart_items_unit_mrp_check: { unit_mrp: -1 },
  cart_items_one_line_per_thing: { id: "new_id" },
  cart_items_gifts_are_free: { gift_of: ["rule"], unit_price: 1 },
  saved_items_cart_id_fkey: { id: "new_id", cart_id: NOBODY },
  saved_items_quantity_check: { quantity: 0 },
  saved_items_cart_id_variant_id_key: { id: "new_id" },
  checkout_sessions_version_check: { version: 0 },
  checkout_sessions_status_check: { status: "paid" },
  checkout_sessions_cart_id_fkey: { id: "new_id", cart_id: NOBODY },
  checkout_sessions_agreed_total_check: { agreed_total: -1 },
  checkout_sessions_completed_by_order: { status: "completed", order_id: null },
  checkout_sessions_one_open_per_cart: { id: "new_id" },
  checkout_sessions_of_one_owner: { guest_key: null, customer_id: null },
  checkout_sessions_gift_message_check: { gift_message: "x".repeat(501) },
  checkout_sessions_store_credit_check: { store_credit: 0 },
  orders_version_check: { version: 0 },
  orders_lifecycle_check: { lifecycle: "returned" },
  orders_payment_status_check: { payment_status: "promised" },
  orders_fulfilment_status_check: { fulfilment_status: "lost" },
  orders_currency_check: { currency: "USD" },
  orders_source_check: { source: "phone" },
  orders_discount_total_check: { discount_total: -1 },
  orders_shipping_total_check: { shipping_total: -1 },
  orders_grand_total_check: { grand_total: -1 },
  orders_paid_amount_check: { paid_amount: -1 },
  orders_refunded_amount_check: { refunded_amount: -1 },
  orders_total_adds_up: { round_off: 12_345 },
  orders_expire_while_they_wait: { lifecycle: "confirmed", expires_at: LATER },
  orders_of_one_owner: { guest_key: null, customer_id: null },
  orders_credited_of_total: { credited_amount: -1 },
  orders_cancelled_by_check: { cancelled_by: "nobody" },
  orders_cancelled_for_a_reason: { cancellation_reason: "It rained.", cancelled_at: null },
  orders_cancelled_with_date: { lifecycle: "cancelled", cancelled_at: null },
  orders_deleted_with_date: { lifecycle: "deleted", deleted_at: null },
  orders_deleted_hold_no_money: { lifecycle: "deleted", paid_amount: 1 },
  orders_completed_with_date: { lifecycle: "completed", completed_at: null },
  orders_payment_status_of_amounts: { payment_status: "overpaid", paid_amount: 0 },
  orders_order_number_key: { id: "new_id", checkout_session_id: "new_id" },
  orders_checkout_session_id_key: { id: "new_id", order_number: "X" },
  orders_checkout_session_id_fkey: { id: "new_id", order_number: "X", checkout_session_id: NOBODY },
  orders_cart_id_fkey: { id: "new_id", order_number: "X", checkout_session_id: "new_id", cart_id: NOBODY },
  order_items_order_id_fkey: { id: "new_id", order_id: NOBODY },
  order_items_order_id_position_key: { id: "new_id" },
  order_items_gst_rate_ppm_check: { gst_rate_ppm: 1_000_001 },
  order_items_quantity_check: { quantity: 0 },
  order_items_shipped_of_ordered: { quantity: 1, quantity_shipped: 2 },
  order_items_delivered_of_shipped: { quantity_shipped: 0, quantity_delivered: 1 },
  order_items_quantity_shipped_check: { quantity_shipped: -1 },
  order_items_quantity_delivered_check: { quantity_delivered: -1 },
  order_items_quantity_cancelled_check: { quantity_cancelled: -1 },
  order_items_quantity_returned_to_origin_check: { quantity_returned_to_origin: -1 },
  order_items_returned_of_delivered: { quantity_delivered: 0, quantity_returned: 1 },
  order_items_refunded_of_ordered: { quantity: 1, quantity_refunded: 2 },
  order_items_unit_price_check: { unit_price: -1 },
  order_items_unit_mrp_check: { unit_mrp: -1 },
  order_items_line_discount_check: { line_discount: -1 },
  order_items_halves_equal: { sgst: 12_345 },
  order_items_intra_or_inter: { cgst: 1, igst: 1 },
  order_items_total_adds_up: { line_total: 0 },
  shipments_order_id_fkey: { id: "new_id", order_id: NOBODY },
  shipments_arrive_or_come_back: { delivered_at: LATER, returned_at: LATER },
  audit_log_actor_type_check: { id: 1_000_000, actor_type: "nobody" },
  audit_log_aggregate_check: { id: 1_000_000, aggregate: "nothing" },
  audit_log_events_check: { id: 1_000_000, events: [] },
  order_edits_order_id_fkey: { id: 1_000_000, order_id: NOBODY },
  order_notes_order_id_fkey: { order_id: NOBODY },
  order_notes_text_check: { text: "" },
  returns_version_check: { version: 0 },
  returns_order_id_fkey: { id: "new_id", return_number: "X", order_id: NOBODY },
  returns_return_number_key: { id: "new_id" },
  returns_status_check: { status: "lost" },
  returns_items_check: { items: [] },
  returns_rejected_with_reason: { status: "rejected", rejection_reason: null },
  returns_cancelled_with_date: { status: "cancelled", cancelled_at: null },
  returns_approved_with_number: { approved_at: LATER, return_number: null },
  returns_under_way_are_approved: { status: "in_transit", approved_at: null },
  returns_completed_with_date: { status: "completed", completed_at: null },
  order_status_history_axis_check: { axis: "mood" },
  order_status_history_changed_by_type_check: { changed_by_type: "nobody" },
  payments_version_check: { version: 0 },
  payments_order_id_fkey: { id: "new_id", gateway_order_id: null, order_id: NOBODY },
  payments_gateway_check: { gateway: "barter" },
  payments_status_check: { status: "lost" },
  payments_currency_check: { currency: "USD" },
  payments_amount_check: { amount: 0 },
  payments_captured_amount_check: { captured_amount: -1 },
  payments_reserved_amount_check: { reserved_amount: -1 },
  payments_refunded_amount_check: { refunded_amount: -1 },
  payments_given_back_of_captured: { captured_amount: 2, reserved_amount: 1, refunded_amount: 2 },
  payments_gateway_order_id_key: { id: "new_id" },
  payments_captured_with_amount: { status: "captured", captured_amount: 0 },
  payment_events_payment_id_fkey: { id: 1_000_000, payment_id: NOBODY },
  payment_events_type_check: { type: "promised" },
  payment_events_amount_check: { type: "captured", amount: 0 },
  payment_events_failed_with_reason: { type: "captured", reason: "lost" },
  payment_events_payment_id_type_reference_key: { id: 1_000_000 },
  refunds_version_check: { version: 0 },
  refunds_order_id_fkey: { id: "new_id", gateway_refund_id: "new_id", refund_number: "X", order_id: NOBODY },
  refunds_payment_id_fkey: { id: "new_id", gateway_refund_id: "new_id", refund_number: "X", payment_id: NOBODY },
  refunds_because_check: { because: "a whim" },
  refunds_status_check: { status: "lost" },
  refunds_currency_check: { currency: "USD" },
  refunds_amount_check: { amount: 0 },
  refunds_sent_with_date: { status: "processing", sent_at: null },
  refunds_rejected_with_date: { status: "rejected", rejected_at: null },
  refunds_failed_with_reason: { status: "failed", reason: null },
  refunds_completed_somewhere: { status: "completed", gateway_refund_id: null, transfer_reference: null },
  refunds_destination_check: { destination: "nowhere" },
  refunds_check: { destination: "source", bank_account: "account" },
  refunds_refund_number_key: { id: "new_id", gateway_refund_id: null },
  refunds_transferred_by_hand: { destination: "source", transfer_reference: "UTR" },
  refunds_rejected_for_a_reason: { status: "rejected", rejection_reason: null },
  refunds_requested_for_items: { because: "requested", items: null },
  refunds_attempt_check: { attempt: 0 },
  refunds_failure_check: { failure: "a mood" },
  refunds_sent_in_attempts: { attempt: null },
  refunds_abandoned_with_date: { status: "abandoned", abandoned_at: null },
  refunds_gateway_refund_id_key: { id: "new_id", refund_number: "X" },
  invoices_version_check: { version: 0 },
  invoices_order_id_fkey: { id: "new_id", number: "X", order_id: NOBODY },
  invoices_type_check: { type: "proforma" },
  invoices_status_check: { status: "cancelled" },
  invoices_number_check: { number: "0-NOT-ALLOWED" },
  invoices_halves_equal: { sgst: 12_345 },
  invoices_intra_or_inter: { cgst: 1, igst: 1 },
  invoices_total_adds_up: { grand_total: 0 },
  invoices_number_with_issue: { status: "issued", number: null },
  invoices_one_sale_per_order: { id: "new_id", number: "X" },
  invoices_one_note_per_credit: { id: "new_id", number: "X" },
  invoices_notes_correct_an_invoice: { type: "credit_note", credit_id: null },
  invoices_original_invoice_id_fkey: { id: "new_id", number: "X", credit_id: "X", original_invoice_id: NOBODY },
  invoices_number_once: { id: "new_id", order_id: NOBODY },
  invoice_tax_rows_invoice_id_fkey: { invoice_id: NOBODY },
  catalog_variants_sku_key: { variant_id: "new_id" },
  stock_on_hand_check: { on_hand: -1 },
  stock_reserved_of_on_hand: { on_hand: 1, reserved: 2 },
  reservations_quantity_check: { quantity: 0 },
  reservations_status_check: { status: "lost" },
  reservations_one_held: { id: 1_000_000 },
  stock_movements_quantity_check: { quantity: 0 },
  stock_movements_reason_check: { reason: "stolen" },
  tasks_type_check: { type: "Dance" },
  number_series_last_check: { last: 0 }
}

/** Which row to copy, where not any will do. */
const copied: { readonly [constraint: string]: string } = {
  carts_one_current_per_guest: "status = 'active' and guest_key is not null",
  checkout_sessions_one_open_per_cart: "status = 'payment_pending'",
  payments_gateway_order_id_key: "gateway_order_id is not null",
  reservations_one_held: "status = 'held'",
  carts_one_current_per_customer: "customer_id is not null",
  invoices_one_sale_per_order: "type = 'sale'",
  invoices_one_note_per_credit: "type = 'credit_note'",
  invoices_original_invoice_id_fkey: "type = 'credit_note'",
  orders_order_number_key: "checkout_session_id is not null",
  orders_checkout_session_id_key: "checkout_session_id is not null",
  refunds_refund_number_key: "refund_number is not null"
}

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
