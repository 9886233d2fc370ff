import type { StateCode } from "./state.ts"

/** Every kind of supply that a document can make. */
export const supplies = [
  "intra",
  "inter",
  "export_with_payment",
  "export_without_payment",
  "sez_with_payment",
  "sez_without_payment",
  "none"
] as const

/**
 * What kind of supply a document makes, and so which heads it carries: `intra` CGST with SGST or UTGST; `inter` and the two
 * `with_payment` IGST; the two `without_payment` (bond or letter of undertaking, IGST Act s.16) and `none` no tax at all.
 */
export type Supply = (typeof supplies)[number]

/** Who buys: what decides, with the place, which supply it is. `sez` is a unit or developer of a Special Economic Zone. */
export type BuyerKind = "consumer" | "registered" | "sez" | "overseas"

/** The facts that decide which heads a supply carries. */
export interface SupplyFacts {
  readonly supplierState: StateCode
  readonly placeOfSupply: StateCode
  readonly buyer: BuyerKind
  /** Of a zero-rated supply: integrated tax paid and claimed back, or none under a bond or letter of undertaking (IGST Act s. 16(3)). */
  readonly payment: "with_payment" | "under_lut"
}

/**
 * Which supply it is: an export where the place of supply is abroad ("96"), whoever buys; SEZ where its unit buys, though it be in
 * the supplier's state (IGST Act s. 7(5)); else within a state or between two. A buyer from overseas who has goods delivered in
 * India buys in India.
 */
export const supplyOf = ({ supplierState, placeOfSupply, buyer, payment }: SupplyFacts): Supply => {
  if (placeOfSupply === "96") return payment === "with_payment" ? "export_with_payment" : "export_without_payment"
  if (buyer === "sez") return payment === "with_payment" ? "sez_with_payment" : "sez_without_payment"
  return supplyBetween(supplierState, placeOfSupply)
}

/** Whether goods stay in the supplier's state (IGST Act s.7, s.8). Exports and SEZ are always inter-state: `supplyOf` knows them. */
export const supplyBetween = (supplierState: StateCode, placeOfSupply: StateCode): "intra" | "inter" =>
  supplierState === placeOfSupply ? "intra" : "inter"

/** Where goods are going, and the registered buyer if there is one. */
export interface Delivery {
  readonly deliveryState: StateCode
  readonly buyer?: {
    readonly gstinState: StateCode
    /** Who takes the goods: the buyer, or another on the buyer's order. */
    readonly deliveredTo: "buyer" | "another"
  }
}

/**
 * The place of supply of goods: where they are delivered, for a consumer (IGST Act s.10(1)(ca), Circular 209/3/2024) and for a
 * registered buyer who takes them (s.10(1)(a)); the buyer's own state where another takes them on the buyer's order (s.10(1)(b)).
 */
export const placeOfSupply = ({ deliveryState, buyer }: Delivery): StateCode =>
  buyer?.deliveredTo === "another" ? buyer.gstinState : deliveryState
