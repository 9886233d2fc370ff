import { Layer } from "effect"
import { inventoryMemory } from "./inventory.ts"
import { machineryMemory } from "./machinery.ts"
import { orderListMemory } from "./order-list.ts"
import { repositoriesMemory } from "./repositories.ts"
import { subscribersMemory } from "./subscribers.ts"
import { transactionsMemory } from "./transactions.ts"

/** Every storage port over the tables that `Memory` holds. */
export const ports = Layer.mergeAll(repositoriesMemory, inventoryMemory, machineryMemory, orderListMemory, subscribersMemory, transactionsMemory)
