import type { CartCommand, CartEvent } from "../cart/index.ts"
import type { CheckoutCommand, CheckoutEvent } from "../checkout/index.ts"
import type { CreditId, OrderId, OrderLineId, PaymentId, RefundId, ReturnId, VariantId } from "../id.ts"
import type { InventoryCommand } from "../inventory/index.ts"
import type { InvoiceCommand, InvoiceEvent } from "../invoice/index.ts"
import type { OrderCommand, OrderEvent } from "../order/index.ts"
import type { PaymentCommand, PaymentEvent } from "../payment/index.ts"
import type { RefundCommand, RefundEvent } from "../refund/index.ts"
import type { ReturnCommand, ReturnEvent } from "../return/index.ts"

/** Every kind of aggregate with its commands, in the one order in which their rows are locked. */
export interface Commands {
  readonly cart: CartCommand
  readonly checkout: CheckoutCommand
  readonly order: OrderCommand
  readonly payment: PaymentCommand
  readonly refund: RefundCommand
  readonly return: ReturnCommand
  readonly invoice: InvoiceCommand
}

/** Every kind of aggregate with its events. */
export interface Events {
  readonly cart: CartEvent
  readonly checkout: CheckoutEvent
  readonly order: OrderEvent
  readonly payment: PaymentEvent
  readonly refund: RefundEvent
  readonly return: ReturnEvent
  readonly invoice: InvoiceEvent
}

export type Kind = keyof Commands

/** The order in which rows are locked, whoever locks them: so that two units of work never wait for each other. */
export const kinds = ["cart", "checkout", "order", "payment", "refund", "return", "invoice"] as const satisfies ReadonlyArray<Kind>

/** A command with the aggregate that it is for. */
export type Addressed = { readonly [K in Kind]: { readonly to: K; readonly id: string; readonly command: Commands[K] } }[Kind]

/** What must happen in the same transaction: a command for an aggregate, or for the stock. */
export type Together = Addressed | { readonly to: "inventory"; readonly command: InventoryCommand }

/** What happens after the commit, through the outbox, at least once. */
export type Afterwards =
  | { readonly type: "IssueInvoice"; readonly orderId: OrderId }
  /** For whatever of the order was credited and has no note yet. */
  | { readonly type: "IssueCreditNote"; readonly orderId: OrderId }
  /** Something can be paid at the gateway now: its record has to be looked at, again and again. */
  | { readonly type: "WatchPayment"; readonly paymentId: PaymentId }
  /** Other variants for what came back. */
  | { readonly type: "PlaceExchange"; readonly orderId: OrderId; readonly returnId: ReturnId; readonly lines: ReadonlyArray<{ readonly lineId: OrderLineId; readonly quantity: number; readonly variantId: VariantId }> }
  /** The customer's loyalty, for what arrived; and back, for what came back. */
  | { readonly type: "EarnPoints"; readonly orderId: OrderId }
  | { readonly type: "TakeBackPoints"; readonly orderId: OrderId; readonly creditId: CreditId }
  /** More was paid than the order keeps. */
  | { readonly type: "ReturnSurplus"; readonly orderId: OrderId }
  | { readonly type: "SendRefund"; readonly refundId: RefundId }

/** An event with the aggregate that it happened to. */
export type Happened = { readonly [K in Kind]: { readonly of: K; readonly id: string; readonly event: Events[K] } }[Kind]
