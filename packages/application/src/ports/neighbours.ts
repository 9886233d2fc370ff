import type { Item } from "@bahi/core/cart"
import type { Serviceability, ShippingMethod } from "@bahi/core/checkout"
import type { CartId, CreditId, Instant, OrderId, ProductId, VariantId } from "@bahi/core/id"
import type { Demand, InventoryCommand } from "@bahi/core/inventory"
import type { IssuedDocument } from "@bahi/core/invoice"
import { Context, Effect } from "effect"
import type { Refused } from "./refused.ts"
import type { Contention } from "./storage.ts"

/** What the shop sells. */
export class Catalog extends Context.Service<Catalog, {
  /** One variant; the product's only one when none is named. */
  readonly find: (wanted: { readonly productId: ProductId; readonly variantId?: VariantId }) => Effect.Effect<Item | undefined>
  /** Those of these variants that are sold, in any order. */
  readonly variants: (variantIds: ReadonlyArray<VariantId>) => Effect.Effect<ReadonlyArray<Item>>
  /** Variants in the order of their SKU, after the one named. */
  readonly list: (page: { readonly after?: string; readonly limit: number }) => Effect.Effect<ReadonlyArray<Item>>
  /** Adds variants, or brings them up to date. */
  readonly put: (items: ReadonlyArray<Item>) => Effect.Effect<void>
}>()("@bahi/application/Catalog") {}

/** What one cart can have of one variant. */
export interface Availability {
  readonly variantId: VariantId
  /** Pieces that nobody else holds. */
  readonly available: number
  /** Pieces that this cart holds, and until when. */
  readonly reserved: number
  readonly reservedUntil?: Instant
}

/** The stock. A local neighbour: its tables are in our database, and it joins the transaction that calls it. */
export class Inventory extends Context.Service<Inventory, {
  readonly execute: (command: InventoryCommand) => Effect.Effect<void, Refused | Contention>
  readonly availability: (cartId: CartId, variantIds: ReadonlyArray<VariantId>, now: Instant) => Effect.Effect<ReadonlyArray<Availability>>
  /** Lets go of what was held past its time; answers how many reservations lapsed. */
  readonly lapse: (now: Instant) => Effect.Effect<number>
  /** Books pieces into the warehouse. */
  readonly receive: (pieces: ReadonlyArray<Demand>, at: Instant) => Effect.Effect<void>
}>()("@bahi/application/Inventory") {}

/** The parcel as far as it is known. */
export interface Parcel {
  readonly pincode: string
  readonly weightGrams: number
}

/** Where the carriers go, and what they ask for it. */
export class Shipping extends Context.Service<Shipping, {
  readonly serviceability: (pincode: string) => Effect.Effect<Serviceability>
  readonly methods: (parcel: Parcel) => Effect.Effect<ReadonlyArray<ShippingMethod>>
}>()("@bahi/application/Shipping") {}

/** Lays out an issued invoice as a PDF file. */
export class InvoiceRenderer extends Context.Service<InvoiceRenderer, {
  readonly render: (document: IssuedDocument) => Effect.Effect<Uint8Array>
}>()("@bahi/application/InvoiceRenderer") {}

/** Where a customer's loyalty points are kept. A shop that gives none leaves it as it is. */
export const LoyaltyPoints = Context.Reference<{
  /** Everything of this order arrived. Said again, nothing more is earned. */
  readonly earn: (orderId: OrderId) => Effect.Effect<void>
  /** What this credit is about came back. */
  readonly takeBack: (orderId: OrderId, creditId: CreditId) => Effect.Effect<void>
}>("@bahi/application/LoyaltyPoints", { defaultValue: () => ({ earn: () => Effect.void, takeBack: () => Effect.void }) })
