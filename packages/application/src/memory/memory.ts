import { Context, Effect, Layer, Semaphore } from "effect"
import { copyInto, emptyTables, type Tables } from "./tables.ts"

/** The tables that all memory adapters of one process share. One transaction at a time writes, into a copy that nobody else sees. */
export class Memory extends Context.Service<Memory, {
  /** Looks at the tables as the transaction has them; outside of one, as the last commit left them. */
  readonly see: <A>(look: (tables: Tables) => A) => Effect.Effect<A>
  /** Writes in the transaction; outside of one, in a transaction of its own. */
  readonly write: <A, E = never>(change: (tables: Tables) => Effect.Effect<A, E>) => Effect.Effect<A, E>
  /** All of this work, or nothing; within a transaction, undone alone when it fails. */
  readonly transaction: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}>()("@bahi/application/Memory") {
  static readonly layer = Layer.effect(Memory, Effect.gen(function*() {
    const semaphore = yield* Semaphore.make(1)
    let committed = emptyTables()

    const outermost = <A, E, R>(work: Effect.Effect<A, E, R>) =>
      semaphore.withPermits(1)(Effect.suspend(() => {
        const draft = copyInto(emptyTables(), committed)
        return Effect.tap(Effect.provideService(work, Draft, draft), () => Effect.sync(() => void (committed = draft)))
      }))

    const nested = <A, E, R>(draft: Tables, work: Effect.Effect<A, E, R>) =>
      Effect.suspend(() => {
        const before = copyInto(emptyTables(), draft)
        return Effect.onError(work, () => Effect.sync(() => copyInto(draft, before)))
      })

    const transaction = <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.flatMap(Draft, (draft) => draft ? nested(draft, work) : outermost(work))
    return {
      see: (look) => Effect.map(Draft, (draft) => look(draft ?? committed)),
      write: (change) => Effect.flatMap(Draft, (draft) => draft ? change(draft) : outermost(Effect.flatMap(Draft, (own) => change(own!)))),
      transaction
    }
  }))
}

/** What the transaction of this fiber has written so far, and nobody else can see. */
const Draft = Context.Reference<Tables | undefined>("@bahi/application/memory/Draft", { defaultValue: () => undefined })
