import type { Placement, PlacedOrder } from "@bahi/core/order"
import type { ShopOptions } from "../../../ports/index.ts"
import { goodsLaws, goodsTold } from "./order-goods.ts"
import { areDistinct, isLong, isPieces, type Laws, sum, type Told, type Verdict } from "./law.ts"

/** What an order still waits for of its total. */
const outstanding = ({ quote, credits, paidAmount }: PlacedOrder): number => quote.totals.grandTotal - sum(credits.map(({ amount }) => amount)) - paidAmount

const placeable = ({ lines, quote: { totals }, storeCredit, paymentMethod }: Pick<Placement, "lines" | "quote" | "storeCredit" | "paymentMethod">, { order }: ShopOptions): Verdict => ({
  "an order is of something": lines.length > 0,
  "store credit pays something, and no more than the total": storeCredit === undefined || isPieces(storeCredit.amount, totals.grandTotal),
  "no more cash is taken at the door than the shop allows": paymentMethod !== "cod" || totals.grandTotal <= order.codMaximum
})

/** Where it is supplied: at the buyer's registration where another takes the goods, else where they arrive. */
const placeOf = ({ shippingAddress, billing }: Pick<Placement, "shippingAddress" | "billing">): string =>
  billing.gstin !== undefined && billing.deliveredTo === "another" ? billing.gstin.slice(0, 2) : shippingAddress.stateCode

/** When something may happen to an order. */
export const orderLaws: Laws<"order"> = {
  ...goodsLaws,
  OrderDrafted: ({ event, shop }) => placeable(event, shop),
  OrderDraftEdited: ({ before, event, shop }) => ({ ...placeable({ ...before, ...event.changes }, shop), "an edit changes something": Object.keys(event.changes).length > 0 }),
  OrderPlaced: ({ event, shop }) => placeable(event, shop),
  OrderSwitchedToCod: ({ event, shop }) => ({ "no more cash is taken at the door than the shop allows": event.quote.totals.grandTotal <= shop.order.codMaximum }),
  OrderPaymentAdded: ({ before, event }) => ({
    "another payment is for something that is due": isPieces(event.amount, outstanding(before)),
    "a payment is added once": areDistinct([...before.addedPayments, event].map(({ paymentId }) => paymentId))
  }),
  OrderConfirmed: ({ before }) => ({ "an order is confirmed once it is paid, or to be paid at the door": before.paymentMethod === "cod" || outstanding(before) <= 0 }),
  OrderDetailsEdited: ({ before, event: { after } }) => ({
    "an edit changes something": Object.keys(after).length > 0,
    "what is on its way keeps its address": before.status !== "processing" || !("shippingAddress" in after || "billing" in after),
    "an edit moves no goods to where they are taxed otherwise": placeOf(before) === placeOf({ ...before, ...after }),
    "a registration that is billed stays one of its state": before.billing.gstin === undefined || (after.billing ?? before.billing).gstin?.slice(0, 2) === before.billing.gstin.slice(0, 2)
  }),
  OrderTagged: ({ before, event }) => ({
    "a tag has a length": isLong(event.tag, 1, 50),
    "an order has fifty tags at most, and each once": before.tags.length < 50 && areDistinct([...before.tags, event.tag])
  }),
  OrderNoted: ({ event }) => ({ "a note has a length": isLong(event.text, 1, 500) }),
  OrderExpired: ({ before, event }) => ({ "an order that expires had its time": "expiresAt" in before && event.at >= before.expiresAt }),
  OrderDeleted: ({ before, event, shop }) => ({
    "an order that was paid is not deleted": before.paidAmount === 0,
    "an order that may still be paid is not deleted": before.status === "draft" || event.at - before.placedAt >= shop.order.lateMoneyMs
  })
}

/** What must be true of what an order was told. */
export const orderTold: Told<"order"> = {
  ...goodsTold,
  SwitchToCod: ({ command }) => ({ "cash is taken where couriers take it": command.availability === "available" }),
  Delete: ({ command }) => ({ "an order that was invoiced is not deleted": command.invoices === 0 }),
  Cancel: ({ before: { status, shipments }, shop: { order } }) => ({
    "an order that was sent is not called off": status !== "processing" || order.cancelUntil !== "shipped" || shipments.length === 0,
    "an order of which something arrived is not called off": status !== "processing" || shipments.every(({ deliveredAt }) => deliveredAt === undefined)
  })
}
