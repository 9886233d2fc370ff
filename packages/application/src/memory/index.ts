import { Layer } from "effect"
import { inventoryMemory } from "./inventory.ts"
import { machineryMemory } from "./machinery.ts"
import { repositoriesMemory } from "./repositories.ts"
import { Memory } from "./tables.ts"
import { transactionsMemory } from "./transactions.ts"

/** Every storage port in memory: for tests, examples and the contract suites' first run. One process, nothing kept. */
export const storageMemory = Layer.mergeAll(repositoriesMemory, inventoryMemory, machineryMemory).pipe(
  Layer.provideMerge(transactionsMemory),
  Layer.provide(Memory.layer)
)
