import type { Instant } from "../id.ts"
import type { Demand } from "../inventory/index.ts"
import type { Together } from "./addressed.ts"

/** Goods that come back to the shelf: once under each key. */
export const restocked = (key: string, { demands, at }: { readonly demands: ReadonlyArray<Demand>; readonly at: Instant }): ReadonlyArray<Together> =>
  demands.length === 0 ? [] : [{ to: "inventory", command: { type: "Restock", key, demands, at } }]
