import { cartTables } from "./0001-carts.ts"
import type { Migration } from "./migration.ts"

/** Carts, checkout sessions, orders and invoices. Amounts are paise; the database says every invariant a second time. */
export const sales: Migration = {
  id: 1,
  name: "sales",
  up: [
    ...cartTables,

    `create table orders (
      id uuid primary key,
      version integer not null check (version > 0),
      order_number text not null unique,
      lifecycle text not null check (lifecycle in ('draft', 'pending', 'confirmed', 'processing', 'completed', 'cancelled', 'expired', 'deleted')),
      payment_status text not null check (payment_status in ('unpaid', 'authorized', 'failed', 'partially_paid', 'paid', 'overpaid', 'partially_refunded', 'refunded', 'disputed')),
      fulfilment_status text not null check (fulfilment_status in ('unfulfilled', 'partially_shipped', 'shipped', 'partially_delivered', 'delivered', 'partially_returned', 'returned')),
      -- Absent where nobody filled a cart: of an order by hand, or by another service.
      cart_id uuid references carts,
      checkout_session_id uuid unique references checkout_sessions,
      guest_key text,
      customer_id uuid,
      email text not null,
      phone text not null,
      customer_name text not null,
      currency text not null check (currency = 'INR'),
      source text not null check (source in ('web', 'mobile', 'admin', 'api')),
      subtotal bigint not null,
      discount_total bigint not null check (discount_total >= 0),
      shipping_total bigint not null check (shipping_total >= 0),
      taxable bigint not null,
      tax_total bigint not null,
      round_off bigint not null,
      grand_total bigint not null check (grand_total >= 0),
      paid_amount bigint not null check (paid_amount >= 0),
      refunded_amount bigint not null check (refunded_amount >= 0),
      -- What it no longer keeps of its total.
      credited_amount bigint not null constraint orders_credited_of_total check (credited_amount between 0 and grand_total),
      quote jsonb not null,
      shipping_address jsonb not null,
      billing jsonb not null,
      shipping_method jsonb not null,
      payment_method text not null,
      payment_id uuid not null,
      store_credit jsonb,
      added_payments jsonb not null,
      payment_news jsonb not null,
      disputes jsonb not null,
      credits jsonb not null,
      customer_notes text,
      tags jsonb not null,
      cancellation_reason text,
      cancellation_category text,
      cancelled_by text check (cancelled_by in ('customer', 'admin', 'seller', 'system')),
      placed_at timestamptz not null,
      confirmed_at timestamptz,
      completed_at timestamptz,
      expires_at timestamptz,
      expired_at timestamptz,
      cancelled_at timestamptz,
      deleted_at timestamptz,
      updated_at timestamptz not null,
      constraint orders_of_one_owner check ((guest_key is null) <> (customer_id is null)),
      constraint orders_total_adds_up check (taxable + tax_total + round_off = grand_total),
      constraint orders_expire_while_they_wait check ((lifecycle in ('draft', 'pending')) = (expires_at is not null)),
      constraint orders_completed_with_date check ((lifecycle = 'completed') = (completed_at is not null)),
      constraint orders_cancelled_for_a_reason check ((cancellation_reason is not null) = (cancelled_at is not null) and (cancelled_by is not null) = (cancelled_at is not null)),
      constraint orders_cancelled_with_date check (lifecycle <> 'cancelled' or cancelled_at is not null),
      constraint orders_deleted_with_date check ((lifecycle = 'deleted') = (deleted_at is not null)),
      constraint orders_deleted_hold_no_money check (lifecycle <> 'deleted' or paid_amount = 0),
      -- As the core folds it; an order that ended before it was confirmed keeps nothing of its total.
      constraint orders_payment_status_of_amounts check (case
        when payment_status = 'disputed' then disputes <> '{}'
        when grand_total > 0 and paid_amount = 0 and refunded_amount = 0 then payment_status in ('unpaid', 'authorized', 'failed')
        when paid_amount - refunded_amount > case when lifecycle in ('expired', 'cancelled') and confirmed_at is null then 0 else grand_total - credited_amount end then payment_status = 'overpaid'
        when refunded_amount > 0 and paid_amount - refunded_amount < grand_total then payment_status = case when paid_amount = refunded_amount then 'refunded' else 'partially_refunded' end
        when paid_amount - refunded_amount = case when lifecycle in ('expired', 'cancelled') and confirmed_at is null then 0 else grand_total - credited_amount end then payment_status = 'paid'
        else payment_status = 'partially_paid' end)
    )`,
    `create index orders_by_guest on orders (guest_key, placed_at)`,
    `create index orders_by_customer on orders (customer_id, placed_at)`,
    `create index orders_by_lifecycle on orders (lifecycle, placed_at)`,
    `create index orders_waiting_by_expiry on orders (expires_at) where lifecycle in ('draft', 'pending')`,

    `create table order_items (
      id uuid primary key,
      order_id uuid not null references orders on delete cascade,
      position integer not null,
      seller_id uuid,
      product_id uuid not null,
      variant_id uuid not null,
      sku text not null,
      name text not null,
      hsn_code text not null,
      gst_rate_ppm integer not null check (gst_rate_ppm between 0 and 1000000),
      quantity integer not null check (quantity >= 1),
      quantity_shipped integer not null check (quantity_shipped >= 0),
      quantity_delivered integer not null check (quantity_delivered >= 0),
      quantity_cancelled integer not null check (quantity_cancelled >= 0),
      quantity_returned_to_origin integer not null check (quantity_returned_to_origin >= 0),
      quantity_returned integer not null constraint order_items_returned_of_delivered check (quantity_returned between 0 and quantity_delivered),
      quantity_refunded integer not null constraint order_items_refunded_of_ordered check (quantity_refunded between 0 and quantity),
      unit_price bigint not null check (unit_price >= 0),
      unit_mrp bigint not null check (unit_mrp >= 0),
      line_discount bigint not null check (line_discount >= 0),
      taxable bigint not null,
      cgst bigint not null,
      sgst bigint not null constraint order_items_halves_equal check (sgst = cgst),
      igst bigint not null constraint order_items_intra_or_inter check (igst = 0 or cgst = 0),
      cess bigint not null,
      line_total bigint not null constraint order_items_total_adds_up check (line_total = taxable + cgst + sgst + igst + cess),
      item jsonb not null,
      -- Looked at after each statement: the lines of a draft change places in one.
      unique (order_id, position) deferrable,
      constraint order_items_shipped_of_ordered check (quantity_shipped + quantity_cancelled <= quantity),
      constraint order_items_delivered_of_shipped check (quantity_delivered + quantity_returned_to_origin <= quantity_shipped)
    )`,
    `create index order_items_by_seller on order_items (seller_id) where seller_id is not null`,
    `create index order_items_by_product on order_items (product_id)`,

    `create table shipments (
      id uuid primary key,
      order_id uuid not null references orders,
      carrier text,
      tracking_number text,
      items jsonb not null,
      shipped_at timestamptz not null,
      delivered_at timestamptz,
      returned_at timestamptz,
      position bigint generated always as identity,
      constraint shipments_arrive_or_come_back check (delivered_at is null or returned_at is null)
    )`,
    `create index shipments_by_order on shipments (order_id)`,

    `create table order_edits (
      id bigint generated always as identity primary key,
      order_id uuid not null references orders,
      before jsonb not null,
      after jsonb not null,
      edited_by text not null,
      why text not null,
      edited_at timestamptz not null
    )`,
    `create index order_edits_by_order on order_edits (order_id, id)`,

    `create table order_notes (
      id text not null,
      order_id uuid not null references orders,
      text text not null check (char_length(text) between 1 and 500),
      author text not null,
      created_at timestamptz not null,
      position bigint generated always as identity,
      primary key (order_id, id)
    )`,

    // The keys hold the month, so that old months can become partitions.
    `create table order_status_history (
      id bigint generated always as identity,
      order_id uuid not null,
      axis text not null check (axis in ('lifecycle', 'payment', 'fulfilment')),
      from_status text,
      to_status text not null,
      changed_by_type text not null check (changed_by_type in ('system', 'guest', 'customer', 'seller', 'admin')),
      created_at timestamptz not null,
      primary key (id, created_at)
    )`,
    `create index order_status_history_by_order on order_status_history (order_id, id)`,

    `create table invoices (
      id uuid primary key,
      version integer not null check (version > 0),
      order_id uuid not null references orders,
      type text not null check (type in ('sale', 'credit_note')),
      -- Of a credit note: which credit of the order it is for, and the invoice that it corrects.
      credit_id text,
      original_invoice_id uuid references invoices,
      status text not null check (status in ('draft', 'issued')),
      seller_gstin text not null,
      financial_year text,
      number text check (number ~ '^[A-Z1-9][A-Z0-9/-]{0,15}$'),
      customer_gstin text,
      place_of_supply text not null,
      taxable bigint not null,
      cgst bigint not null,
      sgst bigint not null constraint invoices_halves_equal check (sgst = cgst),
      igst bigint not null constraint invoices_intra_or_inter check (igst = 0 or cgst = 0),
      cess bigint not null,
      round_off bigint not null,
      grand_total bigint not null constraint invoices_total_adds_up check (grand_total = taxable + cgst + sgst + igst + cess + round_off),
      document jsonb not null,
      issued_at timestamptz,
      constraint invoices_notes_correct_an_invoice check ((type = 'credit_note') = (credit_id is not null and original_invoice_id is not null)),
      constraint invoices_number_with_issue check ((status = 'issued') = (number is not null and issued_at is not null and financial_year is not null))
    )`,
    `create unique index invoices_one_sale_per_order on invoices (order_id) where type = 'sale'`,
    `create unique index invoices_one_note_per_credit on invoices (order_id, credit_id) where type = 'credit_note'`,
    `create index invoices_by_original on invoices (original_invoice_id) where type = 'credit_note'`,
    `create unique index invoices_number_once on invoices (seller_gstin, financial_year, number)`,
    `create index invoices_by_number on invoices (number)`,
    `create index invoices_by_issue on invoices (issued_at)`,

    `create table invoice_tax_rows (
      invoice_id uuid not null references invoices,
      hsn_code text not null,
      gst_rate_ppm integer not null,
      taxable bigint not null,
      cgst bigint not null,
      sgst bigint not null,
      igst bigint not null,
      cess bigint not null,
      primary key (invoice_id, hsn_code, gst_rate_ppm)
    )`,

    `create function bahi_refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is never changed: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
      end $$`,
    ...["order_status_history", "order_edits", "invoice_tax_rows"].map((table) =>
      `create trigger ${table}_never_changes before update or delete on ${table} for each row execute function bahi_refuse_change()`),
    `create trigger invoices_never_change_once_issued before update or delete on invoices for each row when (old.status = 'issued') execute function bahi_refuse_change()`,
    ...["order_status_history", "order_edits", "invoice_tax_rows", "invoices"].map((table) =>
      `create trigger ${table}_never_truncated before truncate on ${table} for each statement execute function bahi_refuse_change()`)
  ],
  down: [
    `drop table invoice_tax_rows, invoices, order_status_history, order_notes, order_edits, shipments, order_items, orders, checkout_sessions, saved_items, cart_items, carts`,
    `drop function bahi_refuse_change`
  ]
}
