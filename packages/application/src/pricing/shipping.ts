import type { ShippingMethod } from "@bahi/core/checkout"
import { type Money, money, sum } from "@bahi/core/money"
import { Effect, Layer } from "effect"
import { Shipping } from "../ports/index.ts"

/** A way to send a parcel, priced by weight. */
export interface RateCard extends Omit<ShippingMethod, "rate"> {
  /** Up to `includedGrams`. */
  readonly baseRate: Money
  readonly includedGrams: number
  /** For every further 500 g begun. */
  readonly ratePer500g: Money
}

/** What a shop tells of its carriers. Pincodes are named by how they begin. */
export interface ShippingOptions {
  readonly methods: ReadonlyArray<RateCard>
  readonly notDelivered: ReadonlyArray<string>
  readonly withoutCod: ReadonlyArray<string>
}

/** Carriers as a table of rates: the embedded neighbour, when no shipping service is asked. */
export const shippingByTable = ({ methods, notDelivered, withoutCod }: ShippingOptions): Layer.Layer<Shipping> => {
  const among = (prefixes: ReadonlyArray<string>, pincode: string) => prefixes.some((prefix) => pincode.startsWith(prefix))
  return Layer.succeed(Shipping, Shipping.of({
    serviceability: (pincode) => Effect.succeed({ delivers: !among(notDelivered, pincode), cod: !among(notDelivered, pincode) && !among(withoutCod, pincode) }),
    methods: ({ weightGrams }) => Effect.succeed(methods.map(({ baseRate, includedGrams, ratePer500g, ...method }) => {
      const further = Math.max(0, Math.ceil((weightGrams - includedGrams) / 500))
      return { ...method, rate: sum([baseRate, money(ratePer500g * further)]) }
    }))
  }))
}
