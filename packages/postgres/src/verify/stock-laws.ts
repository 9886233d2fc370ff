import { eachRow, type Law } from "./law.ts"

/** The shelf, and who holds what of it. */
export const stockLaws: ReadonlyArray<Law> = [
  eachRow({
    name: "stock_reserved_is_held",
    sentence: "F24: what is reserved of a variant is what is held of it, and no more than is there.",
    of: "stock",
    keys: ["variant_id", "warehouse"],
    holds: `this.reserved <= this.on_hand and this.reserved = (
      select coalesce(sum(quantity), 0) from reservations r where r.variant_id = this.variant_id and r.warehouse = this.warehouse and r.status = 'held')`
  }),

  eachRow({
    name: "stock_of_movements",
    sentence: "What is there of a variant is what came, less what went.",
    of: "stock",
    keys: ["variant_id", "warehouse"],
    holds: `this.on_hand = (select coalesce(sum(quantity), 0) from stock_movements m where m.variant_id = this.variant_id and m.warehouse = this.warehouse)`
  }),

  eachRow({
    name: "held_has_a_shelf",
    sentence: "What is held is held of a variant that is in stock.",
    of: "reservations",
    where: "status = 'held'",
    holds: `exists (select from stock s where s.variant_id = this.variant_id and s.warehouse = this.warehouse)`
  }),

  eachRow({
    name: "held_by_who_waits",
    sentence: "Stock is held only for an order that waits for its payment, or by a cart that is being filled.",
    of: "reservations",
    where: "status = 'held'",
    holds: `case when this.order_id is null then exists (select from carts c where c.id = this.holder_id and c.status = 'active')
      else exists (select from orders o where o.id = this.order_id and coalesce(o.cart_id, o.id) = this.holder_id and o.lifecycle = 'pending') end`
  }),

  eachRow({
    name: "sold_to_a_confirmed_order",
    sentence: "What was sold went to an order that was confirmed.",
    of: "stock_movements",
    where: "reason = 'sold'",
    holds: `this.quantity < 0 and exists (select from orders o where o.id = this.order_id and o.confirmed_at is not null)`
  })
]
