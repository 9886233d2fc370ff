import { createHash, randomBytes, randomUUID } from "node:crypto"
import { figuresOf, type Line, lineView } from "./figures.ts"
import { type Caller, sql } from "./sql.ts"

/** The key under which a guest's rows are found. */
export const guestKeyOf = (token: string): string => createHash("sha256").update(token).digest("hex")

const week = () => new Date(Date.now() + 7 * 24 * 60 * 60 * 1000)
const quarter = () => new Date(Date.now() + 15 * 60 * 1000)

interface Row {
  readonly id: string
  readonly status: string
  readonly expires_at: Date
  readonly lines: ReadonlyArray<Line>
}

/** One statement: the cart, its lines, and what the stock says of each. */
export const getCart = async ({ guestKey }: Caller) => {
  const [cart] = await sql<Array<Row>>`
    select c.id, c.status, c.expires_at, (
      select json_agg(json_build_object('lineId', i.id, 'item', i.item, 'quantity', i.quantity, 'free', s.on_hand - s.reserved, 'held', r.quantity, 'until', r.expires_at) order by i.position)
      from cart_items i
      left join stock s on s.variant_id = i.variant_id and s.warehouse = 'main'
      left join reservations r on r.holder_id = i.cart_id and r.variant_id = i.variant_id and r.status = 'held'
      where i.cart_id = c.id
    ) as lines
    from carts c where guest_key = ${guestKey} and status in ('active', 'locked')`
  if (!cart) throw new Error("no cart")
  const { lines, totals } = figuresOf(cart.lines)
  return {
    cartId: cart.id, status: cart.status,
    lines: lines.map((line) => ({ ...lineView(line), stock: { status: "reserved", available: line.free, reservedUntil: line.until } })),
    lineCount: lines.length, unitCount: lines.reduce((units, { quantity }) => units + quantity, 0), totals, expiresAt: cart.expires_at
  }
}

/** Two statements: one that writes everything, each row as it stands by then; and the cart as it is afterwards. The stock's own check refuses what is not there. */
export const addItem = async (caller: Caller, { productId, quantity }: { readonly productId: string; readonly quantity: number }) => {
  const token = caller.token ?? randomBytes(32).toString("hex")
  const guestKey = caller.token === undefined ? guestKeyOf(token) : caller.guestKey
  const opened = caller.token === undefined
    ? sql`insert into carts (id, version, status, guest_key, currency, absorbed, opened_at, expires_at, updated_at) values (${randomUUID()}, 1, 'active', ${guestKey}, 'INR', '[]', now(), ${week()}, now()) returning id`
    : sql`update carts set version = version + 1, updated_at = now() where guest_key = ${guestKey} and status = 'active' returning id`
  await sql`
    with cart as (${opened}),
    wanted as (select product_id, variant_id, item from catalog_variants where product_id = ${productId}),
    line as (
      insert into cart_items (id, cart_id, product_id, variant_id, quantity, unit_price, unit_mrp, item, position, added_at)
      select ${randomUUID()}, cart.id, product_id, variant_id, ${quantity}, (item ->> 'unitPrice')::bigint, (item ->> 'unitMrp')::bigint, item, (select count(*) from cart_items where cart_id = cart.id), now() from cart, wanted
      on conflict (cart_id, variant_id, (gift_of is not null)) do update set quantity = cart_items.quantity + excluded.quantity
    ),
    taken as (update stock set reserved = reserved + ${quantity} from wanted, cart where stock.variant_id = wanted.variant_id and warehouse = 'main')
    insert into reservations (holder_id, variant_id, quantity, status, expires_at, updated_at)
    select cart.id, wanted.variant_id, ${quantity}, 'held', ${quarter()}, now() from cart, wanted
    on conflict (holder_id, variant_id) where status = 'held' do update
    set quantity = reservations.quantity + excluded.quantity, expires_at = greatest(reservations.expires_at, excluded.expires_at), updated_at = now()`
  return { ...(caller.token === undefined ? { token } : {}), body: await getCart({ guestKey }) }
}

/** Two statements, like adding. */
export const changeQuantity = async (caller: Caller, itemId: string, { quantity }: { readonly quantity: number }) => {
  await sql`
    with cart as (update carts set version = version + 1, updated_at = now() where guest_key = ${caller.guestKey} and status = 'active' returning id),
    before as (select i.id, i.cart_id, i.variant_id, i.quantity from cart_items i join cart on cart.id = i.cart_id where i.id = ${itemId} for no key update of i),
    line as (update cart_items set quantity = ${quantity} from before where cart_items.id = before.id),
    taken as (update stock set reserved = reserved + ${quantity} - before.quantity from before where stock.variant_id = before.variant_id and warehouse = 'main')
    update reservations set quantity = ${quantity}, expires_at = greatest(expires_at, ${quarter()}), updated_at = now()
    from before where reservations.holder_id = before.cart_id and reservations.variant_id = before.variant_id and status = 'held'`
  return getCart(caller)
}
