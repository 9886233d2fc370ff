import type { VariantId } from "../id.ts"

/** How many pieces of one variant somebody wants to hold. */
export interface Demand {
  readonly variantId: VariantId
  readonly quantity: number
}

/** What is sold, as the stock sees it: a bundle takes its components, anything else takes itself. */
export interface Stocked {
  readonly variantId: VariantId
  readonly components?: ReadonlyArray<Demand>
}

interface Sold {
  readonly item: Stocked
  readonly quantity: number
}

/** What lines take from the stock: a bundle its components, and what stands in several lines is counted together. */
export const demandsOf = (lines: ReadonlyArray<Sold>): ReadonlyArray<Demand> =>
  together(lines.flatMap(({ item, quantity }) => takenBy(item).map(({ variantId, quantity: each }) => ({ variantId, quantity: each * quantity }))))

/** One demand for each variant, in the order in which they are first named. */
export const together = (demands: ReadonlyArray<Demand>): ReadonlyArray<Demand> => {
  const sums = new Map<VariantId, number>()
  for (const { variantId, quantity } of demands) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity)
  return [...sums].map(([variantId, quantity]) => ({ variantId, quantity }))
}

/** What one piece takes from the stock. */
export const takenBy = ({ components, variantId }: Stocked): ReadonlyArray<Demand> => components ?? [{ variantId, quantity: 1 }]

/** What lines take of the stock that these items touch: zero of what nobody takes any more. */
export const demandsTouchedBy = (items: ReadonlyArray<Stocked>, lines: ReadonlyArray<Sold>): ReadonlyArray<Demand> => {
  const all = new Map(demandsOf(lines).map(({ variantId, quantity }) => [variantId, quantity]))
  return together(items.flatMap(takenBy)).map(({ variantId }) => ({ variantId, quantity: all.get(variantId) ?? 0 }))
}
