// The laws hold of what a shop writes; and each is broken by hand, behind the back of every guard, and found.
import { shopOn, testShop } from "@bahi/application/testing"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { freshStorage } from "../testing/index.ts"
import { sales } from "../testing/sales.ts"
import { laws, showVerdicts, verifyData } from "./index.ts"

const NOBODY = "00000000-0000-7000-8000-000000000000"

/** For each law a statement that breaks it; `other` laws break with it. */
const breaks: { readonly [law: string]: string } = {
  cart_loads: `update cart_items set item = item - 'unitPrice' where cart_id = (select id from carts where status = 'active' limit 1)`,
  cart_locked_while_its_order_waits: `update carts set status = 'locked', order_id = (select id from orders where lifecycle = 'confirmed' limit 1) where id = (select id from carts where status = 'active' limit 1)`,
  cart_converted_by_its_order: `update carts set order_id = '${NOBODY}' where status = 'converted'`,
  checkout_loads: `update checkout_sessions set agreed_total = 9007199254740993 where agreed_total is not null`,
  checkout_ends_with_its_order: `update checkout_sessions set status = 'expired' where status = 'completed'`,
  order_loads: `delete from order_items where position = 0`,
  order_figures_add_up: `update orders set quote = jsonb_set(quote, '{totals,subtotal}', '1')`,
  order_columns_of_quote: `update orders set subtotal = subtotal + 1`,
  order_stands_where_it_says: `update orders set fulfilment_status = 'shipped' where fulfilment_status <> 'shipped'`,
  order_lines_went_by_shipments: `delete from shipments`,
  order_item_of_quote: `update order_items set taxable = taxable - 1, cess = cess + 1`,
  timeline_ends_where_the_order_stands: `delete from order_status_history where to_status = 'confirmed'`,
  timeline_is_a_chain: `update order_status_history set from_status = 'lost' where from_status = 'pending'`,
  order_and_session_name_each_other: `update orders set checkout_session_id = gen_random_uuid()`,
  order_credits_noted_or_about_to_be: `delete from invoices where type = 'credit_note'`,
  order_invoiced_or_about_to_be: `delete from invoices where type = 'sale'`,
  payment_amounts_of_ledger: `delete from payment_events where type = 'captured'`,
  order_paid_by_its_payments: `update payments set captured_amount = captured_amount + 1 where captured_amount > 0`,
  order_waits_for_one_payment: `update orders set payment_id = '${NOBODY}'`,
  refund_in_its_payment: `update refunds set amount = amount + 1`,
  money_set_aside_for_a_refund: `update payments set reserved_amount = refunded_amount, refunded_amount = 0, refunds = jsonb_set(refunds, '{0,stage}', '"reserved"') where refunded_amount > 0`,
  invoice_figures_add_up: `update invoices set document = jsonb_set(document, '{lines,0,taxable}', '1')`,
  invoice_columns_of_document: `update invoices set taxable = taxable - 1, round_off = round_off + 1`,
  invoice_tax_rows_of_document: `update invoice_tax_rows set taxable = taxable + 1`,
  invoice_of_its_order: `update invoices set document = jsonb_set(document, '{orderNumber}', '"ORD-2000-000001"')`,
  series_without_gap: `update invoices set number = 'INV-2026-000099' where number like 'INV-%-000001'`,
  number_taken_is_on_a_document: `update number_series set last = last + 1`,
  order_number_was_given: `update orders set order_number = regexp_replace(order_number, '[0-9]+$', '000099') where id = (select id from orders limit 1)`,
  stock_reserved_is_held: `update stock set reserved = reserved + 1`,
  stock_of_movements: `delete from stock_movements where reason = 'sold'`,
  held_has_a_shelf: `delete from stock`,
  held_by_who_waits: `update reservations set order_id = (select id from orders where lifecycle = 'confirmed' limit 1) where status = 'held' and order_id is null`,
  sold_to_a_confirmed_order: `update stock_movements set order_id = (select id from orders where lifecycle = 'pending' limit 1) where reason = 'sold'`,
  no_orphans: `update payments set order_id = '${NOBODY}'`,
  outbox_of_what_is_there: `insert into outbox (aggregate, aggregate_id, event, not_before, created_at) values ('order', '${NOBODY}', '{}', now(), now())`,
  task_about_what_is_there: `insert into tasks (type, id, due_at) values ('SettleRefund', '${NOBODY}', now())`,
  delivery_has_a_task: "update webhook_deliveries set status = 'pending', settled_at = null",
  guards_stand: `alter table invoices disable trigger invoices_never_change_once_issued`
}

layer(shopOn(freshStorage(), testShop), { timeout: "60 seconds", excludeTestServices: true })("the laws", (it) => {
  it.effect("hold of an empty shop, and of one with a sale in every state", () => Effect.gen(function*() {
    assert.deepStrictEqual((yield* verifyData()).filter(({ violations }) => violations > 0), [])
    yield* sales
    const verdicts = yield* verifyData({ pageSize: 20 })
    assert.deepStrictEqual(verdicts.filter(({ violations }) => violations > 0), [])
    // A law that had nothing to look at says nothing; nobody has set money aside for good, and nothing waits.
    assert.deepStrictEqual(verdicts.filter(({ rows }) => rows === 0).map(({ name }) => name), ["money_set_aside_for_a_refund", "outbox_of_what_is_there"])
    assert.deepStrictEqual((yield* verifyData()).map(({ rows }) => rows), verdicts.map(({ rows }) => rows))
    assert.include(showVerdicts(verdicts), `${laws.length} laws hold of`)
  }))

  it.effect("are each found broken when one row breaks them", () => Effect.gen(function*() {
    assert.deepStrictEqual(Object.keys(breaks).sort(), laws.map(({ name }) => name).sort())
    const sql = yield* PgClient.PgClient
    for (const law of laws) {
      const verdicts = yield* Effect.flip(sql.withTransaction(Effect.gen(function*() {
        yield* sql`set local session_replication_role = replica`
        yield* unchecked(breaks[law.name]!)
        return yield* Effect.fail(yield* verifyData({ only: [law] }))
      })))
      if (!Array.isArray(verdicts)) return assert.fail(`${law.name}: ${String((verdicts as { readonly cause: unknown }).cause)}`)
      assert.isAbove(verdicts[0]!.violations, 0, law.name)
      assert.isAbove(verdicts[0]!.examples.length, 0, law.name)
      assert.include(showVerdicts(verdicts), `${law.name}: ${law.sentence}`)
    }
    assert.deepStrictEqual((yield* verifyData()).filter(({ violations }) => violations > 0), [])
  }))

  /** Without the checks that would refuse it. */
  const unchecked = Effect.fnUntraced(function*(statement: string) {
    const sql = yield* PgClient.PgClient
    const checks = yield* sql<{ readonly drop: string }>`select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint where connamespace = current_schema()::regnamespace and contype = 'c' and coninhcount = 0`
    for (const { drop } of checks) yield* sql.unsafe(drop)
    yield* sql.unsafe(statement).unprepared
  })
})
