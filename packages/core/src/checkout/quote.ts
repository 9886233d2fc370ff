import type { Address, Billing } from "../address.ts"
import type { CartLine } from "../cart/index.ts"
import type { Money } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import { type Delivery, placeOfSupply, rateFor, type RateRefusal, type StateCode, supplyBetween } from "../tax/index.ts"
import { calculateTotals, type Charge, type PriceMode, type Totals, type TotalsRefusal } from "../totals/index.ts"

/** Every figure of a cart, a checkout or an order, and the supply that decided its tax. */
export interface Quote {
  readonly totals: Totals
  readonly supplierState: StateCode
  readonly placeOfSupply: StateCode
  readonly supply: "intra" | "inter"
  /** Without an address, tax is figured for the supplier's state. */
  readonly estimated: boolean
}

/** Options of the shop. */
export interface PricingPolicy {
  readonly supplierState: StateCode
  /** Whether prices, shipping rates and fees hold their tax. */
  readonly priceMode: PriceMode
  readonly codFee: Money
  /** How shipping and the COD fee are taxed: with the goods in proportion, at the highest rate among them, or at a rate of their own. */
  readonly chargeTax: Pick<Charge, "taxPolicy" | "ratePpm">
  readonly roundOff: "none" | "rupee"
}

/** What is known so far of where it goes, how, and how it is paid. */
export interface QuoteRequest {
  readonly lines: ReadonlyArray<Pick<CartLine, "item" | "quantity"> & { readonly lineId: string }>
  readonly destination?: Delivery
  readonly shippingRate?: Money
  readonly codFee: "charged" | "not_charged"
}

export type QuoteRefusal = TotalsRefusal | (RateRefusal & { readonly lineId: string })

/** Where a parcel goes, and who is billed: what decides the place of supply. */
export const destinationOf = (shippingAddress: Address, billing: Omit<Billing, "address">): Delivery => ({
  deliveryState: shippingAddress.stateCode,
  ...(billing.gstin === undefined ? {} : { buyer: { gstinState: billing.gstin.slice(0, 2) as StateCode, deliveredTo: billing.deliveredTo } })
})

/** The ids of the charges in a quote. */
export const chargeId = { shipping: "shipping", codFee: "cod_fee" } as const

/** Prices a sale as far as it is known: the same figures for the cart, the checkout, the order and the invoice. */
export const quote = (policy: PricingPolicy, { lines, destination, shippingRate, codFee }: QuoteRequest): Result<Quote, QuoteRefusal> => {
  const rated: Array<Parameters<typeof calculateTotals>[0]["lines"][number]> = []
  for (const { lineId, item, quantity } of lines) {
    const rate = rateFor(item.taxClass, { unitPrice: item.unitPrice, priceMode: policy.priceMode })
    if (!rate.ok) return refuse({ ...rate.error, lineId })
    rated.push({ id: lineId, unitPrice: item.unitPrice, quantity, ratePpm: rate.value, ...(item.treatment === undefined ? {} : { treatment: item.treatment }) })
  }
  const place = destination ? placeOfSupply(destination) : policy.supplierState
  const supply = supplyBetween(policy.supplierState, place)
  const totals = calculateTotals({
    priceMode: policy.priceMode,
    supply,
    lines: rated,
    charges: [
      ...(shippingRate === undefined ? [] : [{ id: chargeId.shipping, amount: shippingRate, ...policy.chargeTax }]),
      ...(codFee === "charged" && policy.codFee > 0 ? [{ id: chargeId.codFee, amount: policy.codFee, ...policy.chargeTax }] : [])
    ],
    roundOff: policy.roundOff
  })
  if (!totals.ok) return totals
  return ok({ totals: totals.value, supplierState: policy.supplierState, placeOfSupply: place, supply, estimated: destination === undefined })
}
