import { Layer } from "effect"
import { Memory } from "./memory.ts"
import { ports } from "./ports.ts"

export { GatewayCustomer, paymentGatewayMemory } from "./gateway.ts"
export { Listener, webhookSenderMemory } from "./listener.ts"

/** Every storage port in memory: for tests, examples and the contract suites' first run. One process, nothing kept. */
export const storageMemory = ports.pipe(Layer.provide(Memory.layer))
