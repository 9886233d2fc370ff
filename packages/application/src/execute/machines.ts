import { cartMachine } from "@bahi/core/cart"
import { checkoutMachine } from "@bahi/core/checkout"
import { invoiceMachine } from "@bahi/core/invoice"
import type { Machine } from "@bahi/core/machine"
import { orderMachine } from "@bahi/core/order"
import { paymentMachine } from "@bahi/core/payment"
import { refundMachine } from "@bahi/core/refund"
import { returnMachine } from "@bahi/core/return"
import type { Commands, Events, Kind } from "@bahi/core/reactions"
import type { ShopOptions } from "../ports/shop.ts"
import type { States } from "../ports/storage.ts"
import type { Refusal } from "../ports/refused.ts"

export type Machines = { readonly [K in Kind]: Machine<States[K], Commands[K], Events[K], Refusal> }

/** The machines of this shop, each with its policy. */
export const machinesOf = (shop: ShopOptions): Machines => ({
  cart: cartMachine(shop.cart),
  checkout: checkoutMachine(shop.checkout),
  order: orderMachine(shop.order),
  payment: paymentMachine,
  refund: refundMachine,
  return: returnMachine(shop.return),
  invoice: invoiceMachine
})
