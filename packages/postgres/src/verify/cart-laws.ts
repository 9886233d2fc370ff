import { Carts, Checkouts } from "@bahi/application"
import { Effect } from "effect"
import { eachRow, eachState, type Law } from "./law.ts"

/** Carts and checkouts, and the orders that they became. */
export const cartLaws: ReadonlyArray<Law> = [
  eachState({
    name: "cart_loads",
    sentence: "A cart loads, and its lines are of different goods.",
    of: "carts",
    load: (ids) => Effect.flatMap(Carts, ({ read }) => read(ids)),
    holds: (cart, row) => cart.status !== "unopened" && cart.status === row["status"] && new Set(cart.lines.map(({ lineId }) => lineId)).size === cart.lines.length
      && cart.lines.every(({ item, quantity }) => item.unitPrice >= 0 && quantity >= 1)
  }),

  eachRow({
    name: "cart_locked_while_its_order_waits",
    sentence: "A cart is locked if, and only if, its order waits for its payment.",
    of: "carts",
    holds: `(this.status = 'locked') = exists (select from orders o where o.cart_id = this.id and o.lifecycle = 'pending' and (this.order_id is null or o.id = this.order_id))`
  }),

  eachRow({
    name: "cart_converted_by_its_order",
    sentence: "A converted cart became an order that was confirmed.",
    of: "carts",
    where: "status = 'converted'",
    holds: `exists (select from orders o where o.id = this.order_id and o.cart_id = this.id and o.lifecycle not in ('draft', 'pending', 'expired'))`
  }),

  eachState({
    name: "checkout_loads",
    sentence: "A checkout session loads, and stands where its row says.",
    of: "checkout_sessions",
    load: (ids) => Effect.flatMap(Checkouts, ({ read }) => read(ids)),
    holds: (checkout, row) => checkout.status === row["status"]
  }),

  eachRow({
    name: "checkout_ends_with_its_order",
    sentence: "A checkout session is completed when its order is confirmed, and not before; one whose order waits is open.",
    of: "checkout_sessions",
    where: "order_id is not null or status = 'completed'",
    holds: `exists (select from orders o where o.id = this.order_id and o.checkout_session_id = this.id
      and case o.lifecycle when 'pending' then this.status = 'payment_pending' when 'expired' then this.status = 'expired' else case when o.confirmed_at is null then this.status = 'expired' else this.status = 'completed' end end)`
  })
]
