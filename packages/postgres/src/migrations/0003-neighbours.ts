import type { Migration } from "./migration.ts"

// In bahi_hold: each variant with what is demanded, what the cart holds already, and what nobody holds.
const demanded = `select demand.variant_id, demand.quantity, coalesce(held.quantity, 0) as held, coalesce(on_hand - reserved, 0) as free
  from unnest(v_variants, v_quantities) as demand (variant_id, quantity)
  left join stock on stock.variant_id = demand.variant_id and stock.warehouse = 'main'
  left join reservations as held on held.holder_id = p_holder and held.variant_id = demand.variant_id and held.status = 'held'`
const shortages = `select variant_id, quantity, free + held from (${demanded}) as demanded where free + held < quantity order by variant_id`

// Makes a cart, or its order, hold exactly what is demanded of each variant: all of it, or nothing changes and the first
// variant that does not suffice is answered. Locks the stock before it reads: what it reads then is what others committed.
export const hold = `create function bahi_hold(p_holder uuid, p_order uuid, p_demands jsonb, p_expires timestamptz, p_now timestamptz)
    returns table (variant_id uuid, requested integer, available integer) language plpgsql as $$
    #variable_conflict use_column
    declare
      v_variants uuid[];
      v_quantities integer[];
      v_variant uuid;
    begin
      select array_agg(variant_id order by variant_id), array_agg(quantity order by variant_id) into v_variants, v_quantities
      from (select (d ->> 'variantId')::uuid as variant_id, sum((d ->> 'quantity')::integer)::integer as quantity from jsonb_array_elements(p_demands) as d group by 1) as sums;
      perform 1 from stock where variant_id = any(v_variants) and warehouse = 'main' order by variant_id for update;

      for v_variant in select variant_id from (${shortages}) as short loop
        perform bahi_lapse(v_variant, p_now);
      end loop;
      return query ${shortages} limit 1;
      if found then return; end if;

      update stock set reserved = stock.reserved + demanded.quantity - demanded.held
      from (${demanded}) as demanded
      where stock.variant_id = demanded.variant_id and stock.warehouse = 'main' and demanded.quantity <> demanded.held;
      update reservations set status = 'released', updated_at = p_now
      where holder_id = p_holder and status = 'held' and variant_id in (select variant_id from (${demanded}) as demanded where quantity = 0);
      insert into reservations (holder_id, order_id, variant_id, quantity, status, expires_at, updated_at)
      select p_holder, p_order, variant_id, quantity, 'held', p_expires, p_now from (${demanded}) as demanded where quantity > 0
      on conflict (holder_id, variant_id) where status = 'held' do update
      set quantity = excluded.quantity, order_id = coalesce(excluded.order_id, reservations.order_id),
        expires_at = greatest(reservations.expires_at, excluded.expires_at), updated_at = p_now;
    end $$`

/** The embedded neighbours: catalog and inventory. */
export const neighbours: Migration = {
  id: 3,
  name: "neighbours",
  up: [
    `create table catalog_variants (
      variant_id uuid primary key,
      product_id uuid not null,
      sku text collate "C" not null unique,
      item jsonb not null
    )`,
    `create index catalog_variants_by_product on catalog_variants (product_id)`,

    `create table stock (
      variant_id uuid not null,
      warehouse text not null default 'main',
      on_hand integer not null check (on_hand >= 0),
      reserved integer not null default 0 constraint stock_reserved_of_on_hand check (reserved between 0 and on_hand),
      primary key (variant_id, warehouse)
    )`,

    // The holder is a cart, or an order that has none. A cart has at most one order at a time, so that what its order holds is
    // still found under the cart.
    `create table reservations (
      id bigint generated always as identity primary key,
      holder_id uuid not null,
      order_id uuid,
      variant_id uuid not null,
      warehouse text not null default 'main',
      quantity integer not null check (quantity >= 1),
      status text not null check (status in ('held', 'converted', 'released', 'lapsed')),
      expires_at timestamptz not null,
      updated_at timestamptz not null
    )`,
    `create unique index reservations_one_held on reservations (holder_id, variant_id) where status = 'held'`,
    `create index reservations_held_by_order on reservations (order_id) where status = 'held'`,
    `create index reservations_lapsing on reservations (expires_at) where status = 'held' and order_id is null`,
    `create index reservations_lapsing_by_variant on reservations (variant_id, expires_at) where status = 'held' and order_id is null`,

    `create table stock_movements (
      id bigint generated always as identity,
      variant_id uuid not null,
      warehouse text not null,
      quantity integer not null check (quantity <> 0),
      reason text not null check (reason in ('received', 'sold', 'restocked')),
      order_id uuid,
      -- Of what was restocked: what brought it back.
      reference text,
      created_at timestamptz not null,
      primary key (id, created_at)
    )`,
    `create trigger stock_movements_never_change before update or delete on stock_movements for each row execute function bahi_refuse_change()`,
    `create trigger stock_movements_never_truncated before truncate on stock_movements for each statement execute function bahi_refuse_change()`,

    // Lets go of what carts held past their time: of one variant, or of all. Of those only whose stock it locked: what was held
    // meanwhile, and is past its time already, waits for the next.
    `create function bahi_lapse(p_variant uuid, p_now timestamptz) returns integer language plpgsql as $$
      declare
        v_locked uuid[];
        v_lapsed integer;
      begin
        select array_agg(variant_id) into v_locked from (
          select variant_id from stock where variant_id in (
            select variant_id from reservations where status = 'held' and order_id is null and expires_at < p_now and (p_variant is null or variant_id = p_variant)
          ) order by variant_id for update
        ) as locked;
        with lapsed as (
          update reservations set status = 'lapsed', updated_at = p_now
          where status = 'held' and order_id is null and expires_at < p_now and variant_id = any(v_locked)
          returning variant_id, warehouse, quantity
        ), freed as (
          update stock set reserved = reserved - sums.quantity
          from (select variant_id, warehouse, sum(quantity) as quantity from lapsed group by 1, 2) as sums
          where stock.variant_id = sums.variant_id and stock.warehouse = sums.warehouse
        )
        select count(*) into v_lapsed from lapsed;
        return v_lapsed;
      end $$`,

    hold,

    // Lets go of what a cart holds, unless its order has spoken for it.
    `create function bahi_release_cart(p_cart uuid, p_now timestamptz) returns void language plpgsql as $$
      begin
        perform 1 from stock where variant_id in (select variant_id from reservations where holder_id = p_cart and order_id is null and status = 'held') order by variant_id for update;
        with let_go as (
          update reservations set status = 'released', updated_at = p_now where holder_id = p_cart and order_id is null and status = 'held' returning variant_id, warehouse, quantity
        )
        update stock set reserved = reserved - let_go.quantity from let_go where stock.variant_id = let_go.variant_id and stock.warehouse = let_go.warehouse;
      end $$`,

    // Two carts become one: what the first holds is let go, and the second holds as many of its demands as are free.
    `create function bahi_merge_carts(p_from uuid, p_into uuid, p_demands jsonb, p_expires timestamptz, p_now timestamptz) returns void language plpgsql as $$
      declare
        v_variant uuid;
      begin
        perform 1 from stock where variant_id in (
          select (d ->> 'variantId')::uuid from jsonb_array_elements(p_demands) as d union select variant_id from reservations where holder_id = p_from and status = 'held'
        ) order by variant_id for update;
        perform bahi_release_cart(p_from, p_now);
        for v_variant in select distinct (d ->> 'variantId')::uuid from jsonb_array_elements(p_demands) as d loop
          perform bahi_lapse(v_variant, p_now);
        end loop;
        perform bahi_hold(p_into, null, (
          select coalesce(jsonb_agg(jsonb_build_object('variantId', wanted.variant_id, 'quantity', least(wanted.quantity, coalesce(on_hand - reserved, 0) + coalesce(held.quantity, 0)))), '[]')
          from (select (d ->> 'variantId')::uuid as variant_id, sum((d ->> 'quantity')::integer)::integer as quantity from jsonb_array_elements(p_demands) as d group by 1) as wanted
          left join stock on stock.variant_id = wanted.variant_id and stock.warehouse = 'main'
          left join reservations as held on held.holder_id = p_into and held.variant_id = wanted.variant_id and held.status = 'held'
        ), p_expires, p_now);
      end $$`,

    // Puts pieces back on the shelf.
    `create function bahi_restock(p_reference text, p_demands jsonb, p_now timestamptz) returns void language plpgsql as $$
      begin
        perform 1 from stock where variant_id in (select (d ->> 'variantId')::uuid from jsonb_array_elements(p_demands) as d) order by variant_id for update;
        with back as (
          select (d ->> 'variantId')::uuid as variant_id, sum((d ->> 'quantity')::integer)::integer as quantity from jsonb_array_elements(p_demands) as d group by 1
        ), booked as (
          insert into stock (variant_id, on_hand) select variant_id, quantity from back order by variant_id
          on conflict (variant_id, warehouse) do update set on_hand = stock.on_hand + excluded.on_hand
        )
        insert into stock_movements (variant_id, warehouse, quantity, reason, reference, created_at) select variant_id, 'main', quantity, 'restocked', p_reference, p_now from back;
      end $$`,

    // Ends what an order holds: sold, and gone from the shelf; or released.
    `create function bahi_settle(p_order uuid, p_status text, p_now timestamptz) returns void language plpgsql as $$
      begin
        perform 1 from stock where variant_id in (select variant_id from reservations where order_id = p_order and status = 'held') order by variant_id for update;
        with settled as (
          update reservations set status = p_status, updated_at = p_now where order_id = p_order and status = 'held' returning variant_id, warehouse, quantity
        ), booked as (
          update stock
          set reserved = reserved - settled.quantity, on_hand = on_hand - case p_status when 'converted' then settled.quantity else 0 end
          from settled where stock.variant_id = settled.variant_id and stock.warehouse = settled.warehouse
        )
        insert into stock_movements (variant_id, warehouse, quantity, reason, order_id, created_at)
        select variant_id, warehouse, -quantity, 'sold', p_order, p_now from settled where p_status = 'converted';
      end $$`
  ],
  down: [
    `drop function bahi_settle, bahi_restock, bahi_merge_carts, bahi_release_cart, bahi_hold, bahi_lapse`,
    `drop table stock_movements, reservations, stock, catalog_variants`
  ]
}
