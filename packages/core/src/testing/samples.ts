// A shop in Bengaluru, what it sells, and who buys there: for stories, and for generators to draw from.
import type { Address } from "../address.ts"
import type { Item } from "../cart/index.ts"
import { type PricingPolicy, quote, type Quote, type QuoteRequest, type ShippingMethod } from "../checkout/index.ts"
import { id, type Owner } from "../id.ts"
import type { Seller } from "../invoice/index.ts"
import { money } from "../money/index.ts"
import { orderMachine, type PendingOrder, type Placement } from "../order/index.ts"

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

const item = (sku: string, name: string, hsnCode: string, taxClass: Item["taxClass"], price: number): Item => ({
  productId: id<"product">(`product-${sku}`), variantId: id<"variant">(`variant-${sku}`), sku, name, hsnCode, taxClass,
  unit: "NOS", weightGrams: 300, unitPrice: money(price), unitMrp: money(price)
})

/** Apparel: 5 % up to ₹2,500 a piece, 18 % above. */
export const kurta = item("kurta", "Cotton kurta", "610910", { kind: "per_piece_slab", limit: money(250_000), upToPpm: 50_000, abovePpm: 180_000 }, 105_000)
/** Electronics: 18 %. */
export const earphones = item("earphones", "Earphones", "85183000", { kind: "flat", ratePpm: 180_000 }, 118_000)
/** Food without tax. */
export const atta = item("atta", "Atta, loose", "1101", { kind: "flat", ratePpm: 0 }, 27_500)

/** Two kurtas and earphones in one box: they are taken from the stock of each. */
export const giftBox: Item = {
  ...item("gift-box", "Gift box", "610910", { kind: "flat", ratePpm: 180_000 }, 300_000),
  components: [{ variantId: kurta.variantId, quantity: 2 }, { variantId: earphones.variantId, quantity: 1 }]
}

/** A consumer in Mysuru, in the shop's own state. */
export const asha: Address = { name: "Asha Rao", line1: "12, 3rd Cross", city: "Mysuru", stateCode: "29", pincode: "570001" }
/** A buyer in Mumbai, in another state. */
export const rohan: Address = { name: "Rohan Mehta", line1: "4 Hill Road", city: "Mumbai", stateCode: "27", pincode: "400050" }
/** The registration of Rohan's business. */
export const rohansGstin = "27AAPFU0939F1ZV"

export const standard: ShippingMethod = { methodId: "standard", name: "Standard", rate: money(5_000), etaDays: { from: 3, to: 6 } }
export const express: ShippingMethod = { methodId: "express", name: "Express", rate: money(12_000), etaDays: { from: 1, to: 2 } }

/** Prices with tax, and ₹49 at the door. */
export const pricing: PricingPolicy = { supplierState: "29", priceMode: "inclusive", codFee: money(4_900), chargeTax: { taxPolicy: "proRata" }, roundOff: "rupee" }

export const seller: Seller = {
  legalName: "Bahi Bazaar Private Limited",
  gstin: "29AAHCM7727Q1ZI",
  address: { name: "Bahi Bazaar", line1: "1 MG Road", city: "Bengaluru", stateCode: "29", pincode: "560001" }
}

/** The figures of a sale that can be priced. */
export const quoted = (request: Partial<QuoteRequest>, policy: PricingPolicy = pricing): Quote => {
  const figures = quote(policy, { lines: [{ lineId: "order_line-1", item: kurta, quantity: 1 }], codFee: "not_charged", ...request })
  if (!figures.ok) throw new Error(`The sample cannot be priced: ${JSON.stringify(figures.error)}`)
  return figures.value
}

export const kurtaLine = id<"order_line">("order_line-1")
export const attaLine = id<"order_line">("order_line-2")

/** Asha, before she signs in. */
export const owner: Owner = { kind: "guest", guestKey: id<"guest">("guest-1") }

/** Two kurtas and a bag of atta to Asha, paid by UPI: ₹2,425 with ₹50 for shipping. */
export const placement: Placement & Required<Pick<Placement, "cartId" | "checkoutId">> = {
  orderId: id<"order">("order-1"),
  orderNumber: "ORD-2026-000001",
  cartId: id<"cart">("cart-1"),
  checkoutId: id<"checkout">("checkout-1"),
  owner,
  email: "asha@example.in",
  phone: "+919845012345",
  currency: "INR",
  source: "web",
  lines: [
    { lineId: kurtaLine, item: kurta, quantity: 2 },
    { lineId: attaLine, item: atta, quantity: 1 }
  ],
  quote: quoted({
    lines: [{ lineId: kurtaLine, item: kurta, quantity: 2 }, { lineId: attaLine, item: atta, quantity: 1 }],
    destination: { deliveryState: asha.stateCode },
    shippingRate: standard.rate
  }),
  shippingAddress: asha,
  billing: { address: asha, deliveredTo: "buyer" },
  shippingMethod: standard,
  paymentMethod: "upi",
  paymentId: id<"payment">("payment-1")
}

/** The same, placed at the beginning of time. */
export const pending = orderMachine().evolve({ status: "unplaced" }, { type: "OrderPlaced", ...placement, expiresAt: 30 * MINUTE, at: 0 }) as PendingOrder
