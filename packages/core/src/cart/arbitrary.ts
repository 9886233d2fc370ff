import fc from "fast-check"
import { id } from "../id.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import { atta, earphones, giftBox, kurta } from "../testing/samples.ts"
import type { CartCommand, Item } from "./cart.ts"

/** Things to put into a cart, one of them a bundle of two others. */
export const anyItem: fc.Arbitrary<Item> = fc.constantFrom(kurta, earphones, atta, giftBox)

// Line ids are made outside and never given twice: here each thing has its own.
const lineOf = (item: Item) => id<"cart_line">(`line-of-${item.sku}`)
const anyLineId = anyItem.map(lineOf)

/** Mostly a few pieces; now and then none, a piece and a half, or more than anybody may have. */
export const anyQuantity: fc.Arbitrary<number> = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom(0, -1, 1.5, 9_999, 10_001))

/** A generator for each command of the cart. */
export const cartCommands: Commands<CartCommand> = {
  Open: command("Open", { cartId: anyId("cart"), guestKey: anyId("guest") }),
  AddItem: command("AddItem", { item: anyItem, quantity: anyQuantity }).map((added) => ({ ...added, lineId: lineOf(added.item) })),
  ChangeQuantity: command("ChangeQuantity", { lineId: anyLineId, quantity: anyQuantity }),
  RemoveItem: command("RemoveItem", { lineId: anyLineId }),
  Lock: command("Lock", { orderId: anyId("order") }),
  Unlock: command("Unlock", {}),
  Convert: command("Convert", {})
}
