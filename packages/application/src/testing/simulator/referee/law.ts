// How a law is written: what it looks at, and what it says of it. Laws are written against what happened, without the machines' own rules.
import type { Cart, OpenedCart } from "@bahi/core/cart"
import type { Checkout } from "@bahi/core/checkout"
import type { Invoice } from "@bahi/core/invoice"
import type { PlacedOrder } from "@bahi/core/order"
import type { OpenedPayment } from "@bahi/core/payment"
import type { Commands, Events, Kind } from "@bahi/core/reactions"
import type { Refund } from "@bahi/core/refund"
import type { AskedReturn } from "@bahi/core/return"
import type { ShopOptions } from "../../../ports/index.ts"

/** An aggregate that has begun, as its laws see it. Laws of what begins something do not look at what was before. */
export interface Begun {
  readonly cart: Exclude<Cart, { readonly status: "unopened" }> & OpenedCart
  readonly checkout: Exclude<Checkout, { readonly status: "unstarted" }>
  readonly order: PlacedOrder
  readonly payment: OpenedPayment
  readonly refund: Exclude<Refund, { readonly status: "unrequested" }>
  readonly return: AskedReturn
  readonly invoice: Exclude<Invoice, { readonly status: "undrafted" }>
}

/** Sentences, and whether they hold. */
export type Verdict = Readonly<Record<string, boolean>>

/** Of an event: what must have been true just before it. */
export type Laws<K extends Kind> = {
  readonly [T in Events[K]["type"]]?: (seen: { readonly before: Begun[K]; readonly event: Extract<Events[K], { readonly type: T }>; readonly shop: ShopOptions }) => Verdict
}

/** Of a command that was not refused: what must be true of the facts that no event keeps. */
export type Told<K extends Kind> = {
  readonly [V in Commands[K]["type"]]?: (
    seen: { readonly before: Begun[K]; readonly after: Begun[K]; readonly command: Extract<Commands[K], { readonly type: V }>; readonly shop: ShopOptions }
  ) => Verdict
}

export const sum = (amounts: ReadonlyArray<number>): number => amounts.reduce((total, amount) => total + amount, 0)

/** A whole number of pieces, from one up to this many. */
export const isPieces = (quantity: number, most: number): boolean => quantity % 1 === 0 && quantity > 0 && quantity <= most

/** None of them is there twice. */
export const areDistinct = (names: ReadonlyArray<string>): boolean => names.every((name, at) => names.indexOf(name) === at)

/** Whether a text has so many characters, blanks around it not counted. */
export const isLong = (text: string, from: number, to: number): boolean => {
  const { length } = Array.from(text.trim())
  return from <= length && length <= to
}
