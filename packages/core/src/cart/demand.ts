import type { Demand } from "../inventory/index.ts"
import type { CartLine, Item } from "./cart.ts"

type Sold = Pick<CartLine, "item" | "quantity">

/** What lines take from the stock: a bundle its components, and what stands in several lines is counted together. */
export const demandsOf = (lines: ReadonlyArray<Sold>): ReadonlyArray<Demand> => {
  const demands = new Map<string, Demand>()
  for (const { item, quantity } of lines) {
    for (const { variantId, quantity: each } of takenBy(item)) {
      demands.set(variantId, { variantId, quantity: (demands.get(variantId)?.quantity ?? 0) + each * quantity })
    }
  }
  return [...demands.values()]
}

/** What one piece takes from the stock. */
export const takenBy = ({ components, variantId }: Item): ReadonlyArray<Demand> => components ?? [{ variantId, quantity: 1 }]

/** What lines take of the stock that one piece of `item` touches: zero of what nobody takes any more. */
export const demandsTouchedBy = (item: Item, lines: ReadonlyArray<Sold>): ReadonlyArray<Demand> => {
  const all = demandsOf(lines)
  return takenBy(item).map(({ variantId }) => all.find((demand) => demand.variantId === variantId) ?? { variantId, quantity: 0 })
}
