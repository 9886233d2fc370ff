import { Effect, Layer } from "effect"
import { Transactions } from "../ports/index.ts"
import { Memory } from "./memory.ts"

/** One transaction at a time; what fails leaves everything as it was, and nobody has seen it. */
export const transactionsMemory = Layer.effect(Transactions, Effect.map(Memory, ({ transaction }) => Transactions.of({ run: transaction, attempt: transaction, writing: (saves) => saves })))
