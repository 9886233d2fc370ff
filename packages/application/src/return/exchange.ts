import { destinationOf } from "@bahi/core/checkout"
import { money } from "@bahi/core/money"
import type { Afterwards } from "@bahi/core/reactions"
import { Effect } from "effect"
import { system } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { readOrder } from "../order/find.ts"
import { orderNumberAt } from "../order/number.ts"
import { Catalog } from "../ports/index.ts"
import { price } from "../pricing/pricing.ts"

/**
 * Drafts the order of an exchange (R13): the other variants at today's prices, to where the first went, without asking for shipping
 * again. What came back is credited and its money returns as for any return; the draft is placed, and paid, like any order, and is
 * dropped when nobody does. What is no longer sold is left out, and where that is all of it, there is no draft.
 */
export const placeExchange = Effect.fn("return.exchange")(function*({ orderId, lines }: Extract<Afterwards, { readonly type: "PlaceExchange" }>) {
  const original = yield* readOrder(orderId)
  const items = yield* (yield* Catalog).variants(lines.map(({ variantId }) => variantId))
  const wanted = yield* Effect.forEach(
    lines.flatMap(({ variantId, quantity }) => items.filter((item) => item.variantId === variantId).map((item) => ({ item, quantity }))),
    (line) => Effect.map(newId<"order_line">(), (lineId) => ({ lineId, ...line })))
  if (wanted.length === 0) return
  const { owner, email, phone, currency, shippingAddress, billing, shippingMethod } = original
  const exchangeId = yield* newId<"order">()
  const paymentId = yield* newId<"payment">()
  const quote = yield* price({ lines: wanted, destination: destinationOf(shippingAddress, billing), codFee: "not_charged" })
  yield* (yield* Engine).execute({
    actor: system,
    plan: Effect.succeed({
      lock: {},
      decide: Effect.fnUntraced(function*(_states, at) {
        const orderNumber = yield* orderNumberAt(at)
        const customerNotes = `In exchange for goods of ${original.orderNumber}.`
        return [{ to: "order", id: exchangeId, command: {
          type: "Draft", orderId: exchangeId, orderNumber, owner, email, phone, currency, source: "api", lines: wanted, quote, shippingAddress, billing,
          shippingMethod: { ...shippingMethod, rate: money(0) }, customerNotes, paymentMethod: "upi", paymentId, at
        } }] as const
      }),
      answer: () => Effect.void
    })
  })
})
