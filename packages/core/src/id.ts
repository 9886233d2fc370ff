/** Milliseconds since the epoch, UTC. The core never reads a clock: every command says when it happened. */
export type Instant = number

/** A UUIDv7, made outside the core. The brand keeps one kind of id from being passed for another. */
export type Id<Kind extends string> = string & { readonly "~id": Kind }

export type CartId = Id<"cart">
export type CartLineId = Id<"cart_line">
export type CheckoutId = Id<"checkout">
export type OrderId = Id<"order">
export type OrderLineId = Id<"order_line">
export type PaymentId = Id<"payment">
export type RefundId = Id<"refund">
export type InvoiceId = Id<"invoice">
export type ShipmentId = Id<"shipment">
export type ProductId = Id<"product">
export type VariantId = Id<"variant">

/** SHA-256 of a guest's cart token. The token itself is never stored. */
export type GuestKey = Id<"guest">

export type CustomerId = Id<"customer">
export type SellerId = Id<"seller">
export type ReturnId = Id<"return">
/** What was credited of an order at one time: it bears the id of what brought it about, a return's inspection or a refund. */
export type CreditId = Id<"credit">
/** Pieces that are kept for a cart or an order. */
export type ReservationId = Id<"reservation">

/** Whose a cart is, and all that comes of it: a guest's, or that of a customer who signed in. */
export type Owner =
  | { readonly kind: "guest"; readonly guestKey: GuestKey }
  | { readonly kind: "customer"; readonly customerId: CustomerId }

export const sameOwner = (one: Owner, other: Owner): boolean =>
  one.kind === "guest" ? other.kind === "guest" && one.guestKey === other.guestKey : other.kind === "customer" && one.customerId === other.customerId

/** Names a string that is already known to be an id of this kind: read from storage, or just made. */
export const id = <Kind extends string>(value: string): Id<Kind> => value as Id<Kind>
