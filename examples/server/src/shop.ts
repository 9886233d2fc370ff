import { shop, type ShippingOptions } from "@bahi/application"
import { money } from "@bahi/core/money"

/** The demo shop: Bahi Bazaar of Bengaluru, which sells at prices with tax and rounds its bills to the rupee. */
export const demoShop = shop({
  seller: {
    legalName: "Bahi Bazaar Private Limited",
    tradeName: "Bahi Bazaar",
    gstin: "29AAHCM7727Q1ZI",
    address: { name: "Bahi Bazaar", line1: "14, Avenue Road", line2: "Chickpet", city: "Bengaluru", stateCode: "29", pincode: "560002" },
    email: "billing@bahi.example",
    phone: "+918040001234",
    upiId: "bahibazaar@upi"
  },
  pricing: { supplierState: "29", priceMode: "inclusive", codFee: money(4_900), chargeTax: { taxPolicy: "proRata" }, roundOff: "rupee" }
})

/** Two ways to send a parcel anywhere but to the islands; no cash at the door in a few places. */
export const demoShipping: ShippingOptions = {
  methods: [
    { methodId: "standard", name: "Standard (surface)", etaDays: { from: 3, to: 6 }, baseRate: money(4_900), includedGrams: 500, ratePer500g: money(2_000) },
    { methodId: "express", name: "Express (air)", etaDays: { from: 1, to: 2 }, baseRate: money(12_900), includedGrams: 500, ratePer500g: money(4_500) }
  ],
  notDelivered: ["744", "6825"],
  withoutCod: ["19", "79"]
}
