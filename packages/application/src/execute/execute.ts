import type { Instant } from "@bahi/core/id"
import { type Machine, run } from "@bahi/core/machine"
import { type Addressed, type Happened, type Kind, kinds, together, type Together } from "@bahi/core/reactions"
import { Clock, Context, Effect, Layer, Option, Schedule } from "effect"
import { type Actor, type AuditEntry, AuditLog, Carts, type Change, Checkouts, Idempotency, type IdempotencyClaim, Inventory, Invoices, Orders, Outbox, Payments, Refunds, Returns, Shop, Transactions } from "../ports/index.ts"
import { Contention, type Repository, type States, type Stored } from "../ports/index.ts"
import { Loaded } from "./loaded.ts"
import { machinesOf } from "./machines.ts"
import { type Refusal, Refused } from "../ports/refused.ts"
import { Wake } from "./wake.ts"

/** What a use case wants done to which aggregates, and what the caller is told. */
export interface Plan<A, DecideE, DecideR, AnswerE, AnswerR> {
  /** The rows to lock. New aggregates need none. */
  readonly lock: Locks
  /** What was locked while the plan was made. */
  readonly locked?: Locked
  /** Decides on the locked states: an aggregate may have moved on since the plan was made. */
  readonly decide: (states: Loaded, at: Instant) => Effect.Effect<ReadonlyArray<Addressed>, DecideE, DecideR>
  /** Plain JSON data: it may be kept under the idempotency key. */
  readonly answer: (states: Loaded, at: Instant) => Effect.Effect<A, AnswerE, AnswerR>
}

export type Locked = { readonly [K in Kind]?: ReadonlyMap<string, Stored<States[K]>> }

export type Locks = { readonly [K in Kind]?: ReadonlyArray<string> }

/** A plan, who wants it, and the key under which its answer is remembered. */
export interface UnitOfWork<A, DecideE, DecideR, AnswerE, AnswerR, E, R> {
  readonly actor: Actor
  readonly idempotency?: IdempotencyClaim | undefined
  /** Made inside the transaction, and made again when others came first. */
  readonly plan: Effect.Effect<Plan<A, DecideE, DecideR, AnswerE, AnswerR>, E, R>
}

/** The journey of every command, written once: lock, load, decide, save, in one transaction. */
export class Engine extends Context.Service<Engine, {
  /**
   * Runs a unit of work with everything that must happen together with it. Fails with `Refused` when the core says no,
   * and with `Contention` only when others came first time after time; nothing has changed then.
   */
  readonly execute: <A, DecideE, DecideR, AnswerE, AnswerR, E, R>(
    work: UnitOfWork<A, DecideE, DecideR, AnswerE, AnswerR, E, R>
  ) => Effect.Effect<A, DecideE | AnswerE | E | Refused | Contention, DecideR | AnswerR | R>
}>()("@bahi/application/Engine") {
  static readonly layer = Layer.effect(Engine, Effect.gen(function*() {
    const shop = yield* Shop
    const transactions = yield* Transactions
    const idempotency = yield* Idempotency
    const inventory = yield* Inventory
    const outbox = yield* Outbox
    const audit = yield* AuditLog
    const wake = yield* Wake
    const repositories: { readonly [K in Kind]: Repository<K> } = { cart: yield* Carts, checkout: yield* Checkouts, order: yield* Orders, payment: yield* Payments, refund: yield* Refunds, return: yield* Returns, invoice: yield* Invoices }
    const machines = machinesOf(shop)
    const react = together(shop.reactions)
    const initial: States = { cart: { status: "unopened" }, checkout: { status: "unstarted" }, order: { status: "unplaced" }, payment: { status: "unopened" }, refund: { status: "unrequested" }, return: { status: "unrequested" }, invoice: { status: "undrafted" } }

    const load = Effect.fnUntraced(function*(lock: Locks, locked: Locked = {}) {
      const loaded = new Loaded(initial)
      for (const kind of kinds) {
        for (const [id, stored] of locked[kind] ?? []) loaded.put(kind, id, stored)
        const ids = lock[kind] ?? []
        if (ids.length === 0) continue
        for (const [id, stored] of yield* repositories[kind].lock(ids)) loaded.put(kind, id, stored)
      }
      return loaded
    })

    /** One command through its machine; what it made happen. */
    const step = <K extends Kind>(loaded: Loaded, kind: K, id: string, command: never): Effect.Effect<ReadonlyArray<Happened>, Refused> => {
      const machine = machines[kind] as unknown as Machine<States[K], { readonly type: string }, never, Refusal>
      const outcome = run(machine, loaded.state(kind, id), command)
      if (!outcome.ok) return Effect.fail(new Refused({ refusal: outcome.error }))
      loaded.advance(kind, id, outcome.value)
      return Effect.succeed(outcome.value.events.map((event) => ({ of: kind, id, event }) as Happened))
    }

    const perform = Effect.fnUntraced(function*(loaded: Loaded, commands: ReadonlyArray<Addressed>) {
      const waiting: Array<Together> = [...commands]
      const all: Array<Happened> = []
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (next.to === "inventory") {
          yield* inventory.execute(next.command)
          continue
        }
        for (const happened of yield* step(loaded, next.to, next.id, next.command as never)) {
          all.push(happened)
          waiting.push(...react(happened))
        }
      }
      return all
    })

    const save = Effect.fnUntraced(function*(loaded: Loaded, happened: ReadonlyArray<Happened>, actor: Actor, at: Instant) {
      const audited: Array<AuditEntry> = []
      for (const kind of kinds) {
        const changes = loaded.changes(kind, actor, at)
        audited.push(...changes.flatMap((change) => auditOf(kind, change)))
        const unchanged = loaded.unchanged(kind)
        if (unchanged.length === 0) {
          if (changes.length > 0) yield* repositories[kind].save(changes as never)
          continue
        }
        // An attempt locks rows as it writes them, so in the order in which others lock them: that of their ids.
        for (const one of [...changes, ...unchanged].toSorted((a, b) => a.id < b.id ? -1 : 1)) yield* "events" in one ? repositories[kind].save([one] as never) : repositories[kind].confirm([one])
      }
      if (happened.length > 0) yield* outbox.append(happened, at)
      if (audited.length > 0) yield* audit.append(audited)
    })

    const once = Effect.fnUntraced(function*<A, DecideE, DecideR, AnswerE, AnswerR, E, R>(work: UnitOfWork<A, DecideE, DecideR, AnswerE, AnswerR, E, R>) {
      const at = yield* Clock.currentTimeMillis
      if (work.idempotency) {
        const earlier = yield* idempotency.claim(work.idempotency, at)
        if (Option.isSome(earlier)) {
          return earlier.value.request === work.idempotency.request
            ? { answer: earlier.value.answer as A, happened: [] }
            : yield* new Refused({ refusal: { code: "idempotency_key_reused" } })
        }
      }
      const plan = yield* work.plan
      const loaded = yield* load(plan.lock, plan.locked)
      const happened = yield* perform(loaded, yield* plan.decide(loaded, at))
      const answer = yield* plan.answer(loaded, at)
      yield* transactions.writing(Effect.andThen(
        happened.length > 0 ? save(loaded, happened.filter(isPublished), work.actor, at) : Effect.void,
        work.idempotency ? idempotency.answer(work.idempotency, answer, at) : Effect.void
      ))
      return { answer, happened }
    })

    return {
      execute: Effect.fn("Engine.execute")(function*<A, DecideE, DecideR, AnswerE, AnswerR, E, R>(work: UnitOfWork<A, DecideE, DecideR, AnswerE, AnswerR, E, R>) {
        const { answer, happened } = yield* attemptOrRun(transactions, once(work))
        if (happened.some(isPublished)) yield* wake.ring("events")
        return answer
      })
    }
  }))
}

/** What an admin did is written down, and whoever deletes an order leaves that behind. */
const auditOf = <K extends Kind>(of: K, { id, events, actor: { kind: actor }, at }: Change<K>): ReadonlyArray<AuditEntry> => {
  const names = events.map(({ type }) => type)
  return actor === "admin" || names.includes("OrderDeleted") ? [{ actor, of, id, events: names, at }] : []
}

/** Attempts the work; with locks, and for a while, where that is told of contention. */
export const attemptOrRun = <A, E, R>({ attempt, run }: Transactions["Service"], work: Effect.Effect<A, E, R>): Effect.Effect<A, E | Contention, R> =>
  Effect.catchIf(attempt(work), isContention, () => againstRivals(run(work)))

/** Tries again, for a while, what failed because others came first. */
export const againstRivals = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.retry(work, { times: 10, schedule: Schedule.jittered(Schedule.exponential("2 millis")), while: isContention })

const isContention = (error: unknown): error is Contention => error instanceof Contention

/** Carts and sessions change all the time, and concern nobody else: only what they lead to is published. */
const isPublished = ({ of }: Happened): boolean => of !== "cart" && of !== "checkout"
