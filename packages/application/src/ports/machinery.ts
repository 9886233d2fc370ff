import type { Instant } from "@bahi/core/id"
import type { Happened, Kind } from "@bahi/core/reactions"
import { Context, type Effect, type Option } from "effect"
import type { Actor } from "./caller.ts"
import type { Contention } from "./storage.ts"

/** Where the events of a unit of work wait, in its own transaction, until what follows from them is done. */
export class Outbox extends Context.Service<Outbox, {
  readonly append: (events: ReadonlyArray<Happened>, at: Instant) => Effect.Effect<void, Contention>
  /**
   * Takes up to `limit` waiting events, oldest first, hands them over, and forgets them with the commit of what was done.
   * Other relays pass over them meanwhile, and over later ones of the same aggregates, so that these come in their order. When it
   * fails they stay; an event that failed too often is parked, and holds up no other. Answers how many were done.
   */
  readonly deliver: <E, R>(limit: number, handle: (events: ReadonlyArray<Happened>) => Effect.Effect<void, E, R>) => Effect.Effect<number, E | Contention, R>
  /** Counts a failure of the oldest waiting event against it. */
  readonly postpone: (now: Instant) => Effect.Effect<void>
}>()("@bahi/application/Outbox") {}

/** What the audit log tells of. */
export type Audited = Kind | "subscriber"

/** What an admin did to an aggregate or a subscriber, or who deleted an order: the names of its events, and nothing that was said in them. */
export interface AuditEntry {
  readonly actor: Actor["kind"]
  readonly of: Audited
  readonly id: string
  readonly events: ReadonlyArray<string>
  readonly at: Instant
}

/** Who of the shop did what, for ever: written with what was done, and never changed (X09). */
export class AuditLog extends Context.Service<AuditLog, {
  readonly append: (entries: ReadonlyArray<AuditEntry>) => Effect.Effect<void, Contention>
  /** What was done to it, oldest first. */
  readonly of: (kind: Audited, id: string) => Effect.Effect<ReadonlyArray<AuditEntry>>
}>()("@bahi/application/AuditLog") {}

/** What a client calls its request, and the request as it was sent. */
export interface IdempotencyClaim {
  readonly caller: string
  readonly key: string
  readonly request: string
}

/** Remembers answers by (caller, key), in the transaction of the command that they answer. */
export class Idempotency extends Context.Service<Idempotency, {
  /** Waits for whoever holds the same key, then gives their answer; none when the key is ours now. An attempt may learn only when it answers that the key is taken. */
  readonly claim: (claim: IdempotencyClaim, at: Instant) => Effect.Effect<Option.Option<{ readonly request: string; readonly answer: unknown }>, Contention>
  readonly answer: (claim: IdempotencyClaim, answer: unknown, at: Instant) => Effect.Effect<void, Contention>
}>()("@bahi/application/Idempotency") {}

/** Work with a remote neighbour that is still to be done, about one payment, refund or delivery. */
export interface Task {
  readonly type: "ReconcilePayment" | "SettleRefund" | "DeliverWebhook"
  readonly id: string
}

/** A task whose time has come. `revision` tells whether it was asked for again since. */
export interface DueTask extends Task {
  readonly attempts: number
  readonly revision: number
}

/** What became of a task: done, or to be looked at again. */
export interface TaskOutcome {
  readonly task: DueTask
  readonly again: Instant | undefined
}

/** Remembers, in the transaction that makes it necessary, what has to be done outside of any; each task once, however often it is asked for. */
export class Tasks extends Context.Service<Tasks, {
  /** Asks for the tasks at this instant; a task that waits for an earlier one keeps it. */
  readonly schedule: (tasks: ReadonlyArray<Task>, dueAt: Instant) => Effect.Effect<void, Contention>
  /** Tasks of these types whose time has come, longest due first. They stay until they are settled. */
  readonly due: (types: ReadonlyArray<Task["type"]>, now: Instant, limit: number) => Effect.Effect<ReadonlyArray<DueTask>>
  /** Forgets the tasks that are done; keeps those that are to be looked at `again`, and counts the attempt. One that was asked for again meanwhile stays due. */
  readonly settle: (outcomes: ReadonlyArray<TaskOutcome>) => Effect.Effect<void>
}>()("@bahi/application/Tasks") {}

/** Hands out numbers. */
export class Numbering extends Context.Service<Numbering, {
  /** The next number of a series that may have gaps; waits for nobody, once the series has begun. */
  readonly next: (series: string) => Effect.Effect<number, Contention>
  /** Begins series that may have gaps before they are needed, in a transaction of its own: their first number then waits for nobody either. */
  readonly prepare: (series: ReadonlyArray<string>) => Effect.Effect<void>
  /** The first of `count` consecutive numbers of a series without gaps; holds the series until the transaction ends. */
  readonly take: (series: string, count: number) => Effect.Effect<number, Contention>
}>()("@bahi/application/Numbering") {}

/** Lets a job run on one server at a time. */
export class Leases extends Context.Service<Leases, {
  /** Runs the job unless another server is at it; answers whether it ran. */
  readonly exclusively: <E, R>(name: string, job: Effect.Effect<void, E, R>) => Effect.Effect<boolean, E, R>
}>()("@bahi/application/Leases") {}

/** Whether storage answers. */
export class Health extends Context.Service<Health, {
  readonly check: Effect.Effect<ReadonlyArray<{ readonly name: string; readonly status: "up" | "down" }>>
}>()("@bahi/application/Health") {}
