import fc from "fast-check"
import { type CartLineId, id, type Owner } from "../id.ts"
import { money } from "../money/index.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import { atta, DAY, earphones, giftBox, kurta } from "../testing/samples.ts"
import type { CartCommand, CartLine, SavedItem } from "./cart.ts"
import type { LineChange, Today } from "./change.ts"
import type { Gift } from "./gift.ts"
import type { Item } from "./item.ts"

const items = [kurta, earphones, atta, giftBox]

/** Things to put into a cart, one of them a bundle of two others. */
export const anyItem: fc.Arbitrary<Item> = fc.constantFrom(...items)

/** Mostly a guest's; now and then that of a customer. */
export const anyOwner: fc.Arbitrary<Owner> = fc.oneof(
  { weight: 3, arbitrary: anyId("guest").map((guestKey): Owner => ({ kind: "guest", guestKey })) },
  anyId("customer").map((customerId): Owner => ({ kind: "customer", customerId }))
)

// Line ids are made outside and never given twice: here each thing has its own, and another as a gift.
const lineOf = (item: Item) => id<"cart_line">(`line-of-${item.sku}`)
const giftLineOf = (item: Item) => id<"cart_line">(`gift-of-${item.sku}`)
const anyLineId: fc.Arbitrary<CartLineId> = fc.oneof({ weight: 5, arbitrary: anyItem.map(lineOf) }, anyItem.map(giftLineOf))

/** Mostly a few pieces; now and then none, a piece and a half, or more than anybody may have. */
export const anyQuantity: fc.Arbitrary<number> = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom(0, -1, 1.5, 9_999, 10_001))

// Chosen among few, and not made anew: every step of a walk carries one of each.
const sold = fc.constantFrom<ReadonlyArray<{ readonly item: Item; readonly quantity: number }>>(
  [], [{ item: kurta, quantity: 2 }], [{ item: earphones, quantity: 3 }, { item: giftBox, quantity: 1 }], [{ item: atta, quantity: 4 }, { item: kurta, quantity: 4 }, { item: giftBox, quantity: 2 }]
)
const anyLines: fc.Arbitrary<ReadonlyArray<CartLine>> = sold.map((lines) => lines.map((line) => ({ ...line, lineId: lineOf(line.item), addedAt: 0 })))
const anySaved: fc.Arbitrary<ReadonlyArray<SavedItem>> = sold.map((lines) => lines.map((line) => ({ ...line, lineId: lineOf(line.item), savedAt: 0 })))
const anyGifts: fc.Arbitrary<ReadonlyArray<Gift>> = fc.array(fc.record({ item: anyItem, quantity: anyQuantity, ruleId: fc.constantFrom("rule-1", "rule-2") }), { maxLength: 2 })
  .map((gifts) => gifts.map((gift) => ({ ...gift, lineId: giftLineOf(gift.item) })))

const asEver: Today = { items, available: items.map(({ variantId }) => ({ variantId, quantity: 1_000_000 })) }
const dearer = ({ unitPrice, unitMrp }: Item) => ({ unitPrice: money(unitPrice + 1_000), unitMrp })
/** The shop today, and one thing that somebody accepted of it, which may or may not hold. */
const anyChange = fc.constantFrom<{ readonly today: Today; readonly accepted: ReadonlyArray<LineChange> }>(
  { today: asEver, accepted: [] },
  ...items.flatMap((item) => [
    { today: { ...asEver, items: [] }, accepted: [{ kind: "gone" as const, lineId: lineOf(item) }] },
    {
      today: { ...asEver, items: items.map((each) => ({ ...each, ...dearer(each) })) },
      accepted: [{ kind: "price" as const, lineId: lineOf(item), was: { unitPrice: item.unitPrice, unitMrp: item.unitMrp }, now: dearer(item) }]
    },
    ...[1, 2, 3, 4].map((quantity) => ({
      today: { ...asEver, available: items.map(({ variantId }) => ({ variantId, quantity: quantity - 1 })) },
      accepted: [{ kind: "shortage" as const, lineId: lineOf(item), quantity, available: quantity - 1 }]
    }))
  ])
)

/** A generator for each command of the cart. */
export const cartCommands: Commands<CartCommand> = {
  Open: command("Open", { cartId: anyId("cart"), owner: anyOwner, saved: anySaved }),
  AddItem: command("AddItem", { item: anyItem, quantity: anyQuantity }).map((added) => ({ ...added, lineId: lineOf(added.item) })),
  ChangeQuantity: command("ChangeQuantity", { lineId: anyLineId, quantity: anyQuantity }),
  RemoveItem: command("RemoveItem", { lineId: anyLineId }),
  SaveForLater: command("SaveForLater", { lineId: anyLineId }),
  MoveToCart: command("MoveToCart", { lineId: anyLineId }),
  RemoveSaved: command("RemoveSaved", { lineId: anyLineId }),
  ApplyGifts: command("ApplyGifts", { gifts: anyGifts }),
  AcceptChanges: fc.tuple(anyChange, command("AcceptChanges", {})).map(([change, accept]) => ({ ...change, ...accept })),
  MergeInto: command("MergeInto", { into: anyId("cart") }),
  Absorb: command("Absorb", { from: anyId("cart", 4), lines: anyLines, saved: anySaved }),
  Lock: command("Lock", { orderId: anyId("order") }),
  Unlock: command("Unlock", {}),
  Convert: command("Convert", {}),
  // Around the end of its week.
  Expire: command("Expire", {}).map((expire) => ({ ...expire, at: expire.at + 7 * DAY }))
}
