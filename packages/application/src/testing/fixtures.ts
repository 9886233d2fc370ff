import type { Item } from "@bahi/core/cart"
import type { Address } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import { shop, type ShopOptions } from "../ports/index.ts"
import type { ShippingOptions } from "../pricing/shipping.ts"

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`

/** A few things to sell, one per rate. */
export const goods = {
  /** Apparel below the slab: 5 %. */
  kurta: item(1, "KURTA-M", "Cotton kurta", "610910", { kind: "per_piece_slab", limit: money(250_000), upToPpm: 50_000, abovePpm: 180_000 }, 129_900, 300),
  /** Electronics: 18 %. */
  earphones: item(2, "EAR-01", "Earphones", "85183000", { kind: "flat", ratePpm: 180_000 }, 199_900, 150),
  /** Food without tax. */
  atta: item(3, "ATTA-5", "आटा, loose", "1101", { kind: "flat", ratePpm: 0 }, 27_500, 5_000),
  /** A bundle of two kurtas and earphones. */
  hamper: {
    ...item(4, "HAMPER", "Hamper", "610910", { kind: "flat", ratePpm: 180_000 }, 400_000, 750),
    components: [{ variantId: id<"variant">(uuid(101)), quantity: 2 }, { variantId: id<"variant">(uuid(102)), quantity: 1 }]
  }
} as const

function item(n: number, sku: string, name: string, hsnCode: string, taxClass: Item["taxClass"], price: number, weightGrams: number): Item {
  return {
    productId: id<"product">(uuid(n)), variantId: id<"variant">(uuid(100 + n)), sku, name, hsnCode, taxClass, unit: "NOS", weightGrams,
    unitPrice: money(price), unitMrp: money(price)
  }
}

/** A consumer in Mysuru. */
export const asha: Address = { name: "Asha Rao", line1: "12, 3rd Cross", city: "Mysuru", stateCode: "29", pincode: "570001", phone: "+919845012345" }

/** A buyer in Mumbai. */
export const rohan: Address = { name: "Rohan Mehta", line1: "4 Hill Road", city: "Mumbai", stateCode: "27", pincode: "400050" }

/** A shop in Bengaluru that sells at prices with tax, and asks ₹49 at the door. */
export const testShop: ShopOptions = shop({
  seller: {
    legalName: "Bahi Bazaar Private Limited",
    gstin: "29AAHCM7727Q1ZI",
    address: { name: "Bahi Bazaar", line1: "1 MG Road", city: "Bengaluru", stateCode: "29", pincode: "560001" },
    upiId: "bahi@upi"
  },
  pricing: { supplierState: "29", priceMode: "inclusive", codFee: money(4_900), chargeTax: { taxPolicy: "proRata" }, roundOff: "rupee" }
})

export const testShipping: ShippingOptions = {
  methods: [
    { methodId: "standard", name: "Standard", etaDays: { from: 3, to: 6 }, baseRate: money(5_000), includedGrams: 500, ratePer500g: money(2_000) },
    { methodId: "express", name: "Express", etaDays: { from: 1, to: 2 }, baseRate: money(12_000), includedGrams: 500, ratePer500g: money(4_000) }
  ],
  notDelivered: ["744"],
  withoutCod: ["19"]
}
