import { randomUUID } from "node:crypto"
import { figuresOf, type Line, shippingRateOf } from "./figures.ts"
import { type Caller, sql } from "./sql.ts"

const halfAnHour = () => new Date(Date.now() + 30 * 60 * 1000)

/** A session as a statement brings it, with the lines of its cart. */
export interface Session {
  readonly id: string
  readonly cart_id: string
  readonly status: string
  readonly email: string
  readonly phone: string
  readonly shipping_address: { readonly name: string } | null
  readonly shipping_method: object | null
  readonly payment_method: string | null
  readonly expires_at: Date
  readonly lines: ReadonlyArray<Line>
}

const columns = sql`s.id, s.cart_id, s.status, s.email, s.phone, s.shipping_address, s.shipping_method, s.payment_method, s.expires_at, (
  select json_agg(json_build_object('lineId', i.id, 'item', i.item, 'quantity', i.quantity) order by i.position) from cart_items i where i.cart_id = s.cart_id) as lines`

export const chargesOf = ({ lines, payment_method, shipping_method }: Session): Readonly<Record<string, number>> =>
  ({ ...(shipping_method ? { shipping: shippingRateOf(lines) } : {}), ...(payment_method === "cod" ? { cod: 4_900 } : {}) })

const view = (session: Session) => ({
  sessionId: session.id, cartId: session.cart_id, status: session.status, email: session.email, phone: session.phone,
  ...(session.shipping_address ? { shippingAddress: session.shipping_address, billing: { address: session.shipping_address, deliveredTo: "buyer" } } : {}),
  ...(session.shipping_method ? { shippingMethod: session.shipping_method } : {}),
  ...(session.payment_method ? { paymentMethod: session.payment_method } : {}),
  paymentMethods: ["upi", "card", "netbanking", "wallet", "cod"], totals: figuresOf(session.lines, chargesOf(session)).totals, expiresAt: session.expires_at
})

const shown = ([session]: ReadonlyArray<Session>) => {
  if (!session) throw new Error("no session")
  return view(session)
}

/** One statement: the session, and its stock held for longer. */
export const start = async ({ guestKey }: Caller, { email, phone }: { readonly email: string; readonly phone: string }) => {
  const until = halfAnHour()
  return shown(await sql<Array<Session>>`
    with cart as (select id from carts where guest_key = ${guestKey} and status = 'active'),
    held as (update reservations set expires_at = ${until}, updated_at = now() from cart where holder_id = cart.id and reservations.status = 'held')
    insert into checkout_sessions as s (id, version, status, cart_id, guest_key, email, phone, expires_at, updated_at)
    select ${randomUUID()}, 1, 'initiated', id, ${guestKey}, ${email}, ${phone}, ${until}, now() from cart returning ${columns}`)
}

/** One statement. */
export const enterAddress = async ({ guestKey }: Caller, sessionId: string, address: object) =>
  shown(await sql<Array<Session>>`
    update checkout_sessions s set version = version + 1, status = 'address_entered', shipping_address = ${sql.json(address as never)}, serviceability = '{"delivers": true, "cod": true}', updated_at = now()
    where id = ${sessionId} and guest_key = ${guestKey} and order_id is null returning ${columns}`)

/** Two statements: the rate depends on what the cart weighs. */
export const selectShipping = async ({ guestKey }: Caller, sessionId: string, { methodId }: { readonly methodId: string }) => {
  const [session] = await read(guestKey, sessionId)
  const method = { methodId, name: "Standard (surface)", rate: shippingRateOf(session!.lines), etaDays: { from: 3, to: 6 } }
  await sql`update checkout_sessions set version = version + 1, shipping_method = ${sql.json(method)}, updated_at = now() where id = ${sessionId} and order_id is null`
  return view({ ...session!, shipping_method: method })
}

/** Two statements: the total that is agreed to depends on the cart. */
export const selectPayment = async ({ guestKey }: Caller, sessionId: string, { method }: { readonly method: string }) => {
  const [session] = await read(guestKey, sessionId)
  const chosen = { ...session!, status: "payment_pending", payment_method: method }
  await sql`
    update checkout_sessions set version = version + 1, status = 'payment_pending', payment_method = ${method}, agreed_total = ${figuresOf(chosen.lines, chargesOf(chosen)).totals.grandTotal}, updated_at = now()
    where id = ${sessionId} and order_id is null`
  return view(chosen)
}

/** The session of this guest. */
export const read = (guestKey: string, sessionId: string) => sql<Array<Session>>`select ${columns} from checkout_sessions s where id = ${sessionId} and guest_key = ${guestKey}`
