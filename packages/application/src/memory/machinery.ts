import { Clock, Effect, Layer, Option } from "effect"
import { AuditLog, Catalog, Health, Idempotency, Leases, Numbering, Outbox, type DueTask, Tasks } from "../ports/index.ts"
import { Memory } from "./memory.ts"
import type { Tables } from "./tables.ts"

/** An event that fails this often waits for a person. */
const PARKED_AFTER = 10

const outbox = Layer.effect(Outbox, Effect.map(Memory, ({ transaction, write }) => {
  let position = 0
  /** Those whose turn it is: none of an aggregate of which an earlier one failed, and waits. */
  const waiting = ({ outbox }: Tables, now: number) => {
    const events = [...outbox.values()].filter(({ attempts }) => attempts < PARKED_AFTER)
    const failed = events.filter(({ notBefore }) => notBefore > now)
    return events.filter(({ happened, notBefore, position }) => notBefore <= now && !failed.some((earlier) => earlier.happened.id === happened.id && earlier.position < position))
  }
  return Outbox.of({
    append: (events, at) => write(({ outbox }) => Effect.sync(() => {
      for (const happened of events) outbox.set(++position, { position, happened, attempts: 0, notBefore: at })
    })),
    deliver: (limit, handle) => transaction(Effect.gen(function*() {
      const now = yield* Clock.currentTimeMillis
      const taken = yield* write((tables) => Effect.sync(() => {
        const taken = waiting(tables, now).slice(0, limit)
        for (const { position } of taken) tables.outbox.delete(position)
        return taken
      }))
      if (taken.length > 0) yield* handle(taken.map(({ happened }) => happened))
      return taken.length
    })),
    postpone: (now) => write((tables) => Effect.sync(() => {
      const [first] = waiting(tables, now)
      if (first) tables.outbox.set(first.position, { ...first, attempts: first.attempts + 1, notBefore: now + 1000 * 2 ** first.attempts })
    }))
  })
}))

const auditLog = Layer.effect(AuditLog, Effect.map(Memory, ({ see, write }) => AuditLog.of({
  append: (entries) => write(({ audit }) => Effect.sync(() => {
    for (const entry of entries) audit.set(audit.size, entry)
  })),
  of: (kind, id) => see(({ audit }) => [...audit.values()].filter((entry) => entry.of === kind && entry.id === id))
})))

const tasks = Layer.effect(Tasks, Effect.map(Memory, ({ see, write }) => {
  const nameOf = ({ type, id }: { readonly type: string; readonly id: string }) => `${type} ${id}`
  const unlessAskedAgain = ({ revision, ...task }: DueTask, then: (tasks: Tables["tasks"], name: string) => void) => write(({ tasks }) => Effect.sync(() => {
    if (tasks.get(nameOf(task))?.revision === revision) then(tasks, nameOf(task))
  }))
  return Tasks.of({
    schedule: (asked, dueAt) => write(({ tasks }) => Effect.sync(() => {
      for (const task of asked) {
        const known = tasks.get(nameOf(task))
        tasks.set(nameOf(task), { ...task, attempts: 0, revision: (known?.revision ?? 0) + 1, dueAt: Math.min(known?.dueAt ?? dueAt, dueAt) })
      }
    })),
    due: (types, now, limit) => see(({ tasks }) => [...tasks.values()].filter(({ dueAt, type }) => dueAt <= now && types.includes(type)).sort((a, b) => a.dueAt - b.dueAt).slice(0, limit)
      .map(({ dueAt: _, ...task }) => task)),
    settle: (outcomes) => Effect.forEach(outcomes, ({ task, again }) => unlessAskedAgain(task, (tasks, name) => {
      if (again === undefined) tasks.delete(name)
      else tasks.set(name, { ...task, attempts: task.attempts + 1, dueAt: again })
    }), { discard: true })
  })
}))

const idempotency = Layer.effect(Idempotency, Effect.map(Memory, ({ see, write }) => Idempotency.of({
  claim: ({ caller, key }) => see(({ answers }) => Option.fromNullishOr(answers.get(JSON.stringify([caller, key])))),
  answer: (claim, answer) => write(({ answers }) => Effect.sync(() => void answers.set(JSON.stringify([claim.caller, claim.key]), { ...claim, answer })))
})))

const numbering = Layer.effect(Numbering, Effect.map(Memory, ({ write }) => {
  const take = (name: string, count: number) => write(({ series }) => Effect.sync(() => {
    const first = (series.get(name) ?? 0) + 1
    series.set(name, first + count - 1)
    return first
  }))
  return Numbering.of({ next: (name) => take(`next ${name}`, 1), prepare: () => Effect.void, take })
}))

const catalog = Layer.effect(Catalog, Effect.map(Memory, ({ see, write }) => Catalog.of({
  find: ({ productId, variantId }) => see(({ catalog }) => {
    const variants = [...catalog.values()].filter((item) => item.productId === productId && (variantId === undefined || item.variantId === variantId))
    return variants.length === 1 ? variants[0] : undefined
  }),
  variants: (variantIds) => see(({ catalog }) => [...new Set(variantIds)].flatMap((variantId) => catalog.get(variantId) ?? [])),
  list: ({ after = "", limit }) => see(({ catalog }) => [...catalog.values()].filter((item) => item.sku > after).sort((a, b) => a.sku < b.sku ? -1 : 1).slice(0, limit)),
  put: (items) => write(({ catalog }) => Effect.sync(() => {
    for (const item of items) catalog.set(item.variantId, item)
  }))
})))

const leases = Layer.sync(Leases, () => {
  const taken = new Set<string>()
  return Leases.of({
    exclusively: (name, job) => Effect.suspend(() => {
      if (taken.has(name)) return Effect.succeed(false)
      taken.add(name)
      return Effect.as(job, true).pipe(Effect.ensuring(Effect.sync(() => taken.delete(name))))
    })
  })
})

const health = Layer.succeed(Health, Health.of({ check: Effect.succeed([{ name: "memory", status: "up" }]) }))

/** Outbox, tasks, idempotency, numbers, catalog, leases and health, in maps. */
export const machineryMemory = Layer.mergeAll(outbox, auditLog, tasks, idempotency, numbering, catalog, leases, health)
