/** What is gathered before there is an order: carts, what is saved for later, checkout sessions. */
export const cartTables: ReadonlyArray<string> = [
  `create table carts (
    id uuid primary key,
    version integer not null check (version > 0),
    status text not null check (status in ('active', 'locked', 'converted', 'merged', 'abandoned')),
    guest_key text,
    customer_id uuid,
    currency text not null check (currency = 'INR'),
    order_id uuid,
    absorbed jsonb not null,
    merged_into_id uuid,
    abandoned_because text check (abandoned_because in ('expired', 'emptied')),
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    -- When it was merged or abandoned.
    closed_at timestamptz,
    updated_at timestamptz not null,
    constraint carts_of_one_owner check ((guest_key is null) <> (customer_id is null)),
    constraint carts_with_order_when_ordered check ((order_id is not null) = (status in ('locked', 'converted'))),
    constraint carts_merged_into_another check ((merged_into_id is not null) = (status = 'merged') and merged_into_id <> id),
    constraint carts_abandoned_for_a_reason check ((abandoned_because is not null) = (status = 'abandoned')),
    constraint carts_closed_with_date check ((closed_at is not null) = (status in ('merged', 'abandoned')))
  )`,
  `create unique index carts_one_current_per_guest on carts (guest_key) where status in ('active', 'locked')`,
  `create unique index carts_one_current_per_customer on carts (customer_id) where status in ('active', 'locked')`,
  `create index carts_by_guest on carts (guest_key, opened_at)`,
  `create index carts_by_customer on carts (customer_id, opened_at)`,
  `create index carts_by_expiry on carts (status, expires_at)`,

  `create table cart_items (
    id uuid primary key,
    cart_id uuid not null references carts on delete cascade,
    product_id uuid not null,
    variant_id uuid not null,
    quantity integer not null check (quantity >= 1),
    unit_price bigint not null check (unit_price >= 0),
    unit_mrp bigint not null check (unit_mrp >= 0),
    item jsonb not null,
    -- The rules that give it; null where the customer put it in.
    gift_of jsonb,
    added_at timestamptz not null,
    position integer not null,
    constraint cart_items_gifts_are_free check (gift_of is null or unit_price = 0)
  )`,
  `create unique index cart_items_one_line_per_thing on cart_items (cart_id, variant_id, (gift_of is not null))`,

  `create table saved_items (
    id uuid primary key,
    cart_id uuid not null references carts on delete cascade,
    product_id uuid not null,
    variant_id uuid not null,
    quantity integer not null check (quantity >= 1),
    item jsonb not null,
    saved_at timestamptz not null,
    position integer not null,
    unique (cart_id, variant_id)
  )`,

  `create table checkout_sessions (
    id uuid primary key,
    version integer not null check (version > 0),
    status text not null check (status in ('initiated', 'address_entered', 'payment_pending', 'completed', 'expired')),
    cart_id uuid not null references carts,
    guest_key text,
    customer_id uuid,
    email text not null,
    phone text not null,
    gift_message text check (char_length(gift_message) <= 500),
    notes text,
    shipping_address jsonb,
    serviceability jsonb,
    billing jsonb,
    shipping_method jsonb,
    payment_method text,
    agreed_total bigint check (agreed_total >= 0),
    store_credit bigint check (store_credit > 0),
    order_id uuid,
    expires_at timestamptz not null,
    updated_at timestamptz not null,
    constraint checkout_sessions_of_one_owner check ((guest_key is null) <> (customer_id is null)),
    constraint checkout_sessions_completed_by_order check (status <> 'completed' or order_id is not null)
  )`,
  `create unique index checkout_sessions_one_open_per_cart on checkout_sessions (cart_id) where status in ('initiated', 'address_entered', 'payment_pending')`,
  `create index checkout_sessions_open_by_expiry on checkout_sessions (expires_at) where status in ('initiated', 'address_entered', 'payment_pending') and order_id is null`
]
