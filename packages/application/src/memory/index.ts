import { Layer } from "effect"
import { inventoryMemory } from "./inventory.ts"
import { machineryMemory } from "./machinery.ts"
import { Memory } from "./memory.ts"
import { repositoriesMemory } from "./repositories.ts"
import { transactionsMemory } from "./transactions.ts"

export { GatewayCustomer, paymentGatewayMemory } from "./gateway.ts"

/** Every storage port in memory: for tests, examples and the contract suites' first run. One process, nothing kept. */
export const storageMemory = Layer.mergeAll(repositoriesMemory, inventoryMemory, machineryMemory, transactionsMemory).pipe(Layer.provide(Memory.layer))
