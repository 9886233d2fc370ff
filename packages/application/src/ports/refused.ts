import type { CartRefusal } from "@bahi/core/cart"
import type { CheckoutRefusal, QuoteRefusal } from "@bahi/core/checkout"
import type { InventoryRefusal } from "@bahi/core/inventory"
import type { InvoiceRefusal } from "@bahi/core/invoice"
import type { IllegalTransition } from "@bahi/core/machine"
import type { NumberRefusal } from "@bahi/core/numbering"
import type { OrderRefusal } from "@bahi/core/order"
import type { PaymentRefusal } from "@bahi/core/payment"
import type { RefundRefusal } from "@bahi/core/refund"
import type { ReturnRefusal } from "@bahi/core/return"
import { Data } from "effect"

/** Every refusal of the core, and those that only a use case can know. */
export type Refusal =
  | CartRefusal | CheckoutRefusal | QuoteRefusal | OrderRefusal | PaymentRefusal | RefundRefusal | ReturnRefusal | InvoiceRefusal
  | InventoryRefusal | NumberRefusal | IllegalTransition
  | { readonly code: "idempotency_key_reused" }
  | { readonly code: "shipping_address_not_entered" }
  | { readonly code: "payment_method_not_selected" }
  /** It is paid at the door, paid already, or no longer waits for its payment. */
  | { readonly code: "order_not_awaiting_payment"; readonly lifecycle: string; readonly paymentMethod: string }
  /** A payment of this order is on its way at the gateway. */
  | { readonly code: "payment_under_way" }
  /** The browser's proof of payment was not made by the gateway for this payment. */
  | { readonly code: "payment_signature_wrong" }
  | { readonly code: "order_not_confirmed"; readonly lifecycle: string }
  | { readonly code: "too_many_subscribers"; readonly maximum: number }

/** The core said no. `refusal` is the core's own plain value, unchanged. */
export class Refused extends Data.TaggedError("Refused")<{ readonly refusal: Refusal }> {}

/** There is no such thing, or none that this caller may see: the two are told alike. */
export class NotFound extends Data.TaggedError("NotFound")<{ readonly what: "product" | "cart" | "checkout" | "order" | "payment" | "refund" | "return" | "invoice" | "subscriber" | "delivery" }> {}

/** The order is confirmed, and its invoice will be there in a moment. */
export class InvoiceNotIssuedYet extends Data.TaggedError("InvoiceNotIssuedYet")<{}> {}
