import { Context, Effect, Layer, Semaphore } from "effect"
import { Transactions } from "../ports/index.ts"
import { Memory, snapshot } from "./tables.ts"

const Inside = Context.Reference<boolean>("@bahi/application/memory/Inside", { defaultValue: () => false })

/** One transaction at a time; what fails leaves everything as it was. */
export const transactionsMemory = Layer.effect(Transactions, Effect.gen(function*() {
  const memory = yield* Memory
  const semaphore = yield* Semaphore.make(1)
  return Transactions.of({
    run: (work) => {
      const undoable = Effect.suspend(() => {
        const restore = snapshot(memory)
        return work.pipe(Effect.onError(() => Effect.sync(restore)))
      })
      return Effect.flatMap(Inside, (inside) => inside ? undoable : semaphore.withPermits(1)(Effect.provideService(undoable, Inside, true)))
    }
  })
}))
