import type { Address } from "@bahi/core/checkout"
import { money } from "@bahi/core/money"
import type { ShopOptions } from "../../ports/index.ts"
import { testShop } from "../fixtures.ts"
import type { Dice } from "./dice.ts"

const MINUTE_MS = 60_000

/** A shop whose limits are near, so that games come up against them, and whose options are thrown by the dice. */
export const shopOf = (dice: Dice): ShopOptions => ({
  ...testShop,
  cart: { ...testShop.cart, maximumLines: 2 + dice.below(2), maximumQuantity: 12 },
  checkout: { ...testShop.checkout, paymentMethods: ["upi", "card", "netbanking", "cod"], codMaximum: money(900_000) },
  order: { ...testShop.order, codMaximum: money(700_000), cancelUntil: dice.percent(50) ? "shipped" : "delivered" },
  return: {
    ...testShop.return,
    numberedAt: dice.percent(50) ? "request" : "approval",
    windowMs: { byProductCategory: dice.percent(50) ? { apparel: 40 * MINUTE_MS } : {}, otherwise: testShop.return.windowMs.otherwise }
  }
})

/** Where couriers take no cash. */
export const farooq: Address = { name: "Farooq Dar", line1: "7 Boulevard Road", city: "Srinagar", stateCode: "01", pincode: "190001" }

/** Where nobody delivers. */
export const lakshmi: Address = { name: "Lakshmi Nair", line1: "2 Aberdeen Bazaar", city: "Port Blair", stateCode: "35", pincode: "744101" }
