import { known, type Attempt, type Change, type Delivery, type Event, type State } from "./entity.ts"
import { deliveriesOf } from "./event.ts"
import { disabledAfterMs, nextAttemptMs } from "./ladder.ts"
import type { Random } from "./random.ts"
import { send } from "./send.ts"
import { makeTimers } from "./timers.ts"

export interface Webhooks {
  /** Keeps all that happens from now on. */
  readonly hold: () => void
  /**
   * Sends what was held, to each endpoint one after another, and holds no more. Events named (or given by id) in `order` go first,
   * in that order. Ends when each was tried once.
   */
  readonly release: (options?: { readonly order?: ReadonlyArray<string> | "reversed" | "shuffled"; readonly times?: number }) => Promise<void>
  /** Sends each later event so many times. */
  readonly repeat: (times: number) => void
  /** Sends an event again, as support can. */
  readonly replay: (eventId: string) => void
  /** The oldest first. */
  readonly deliveries: () => ReadonlyArray<Delivery>
  readonly events: () => ReadonlyArray<Event>
  /** Ends when nothing waits for an attempt. What is held does not wait. */
  readonly settled: () => Promise<void>
}

export interface Courier extends Webhooks {
  /** The deliveries of what just happened, to be saved with it and then taken. */
  readonly address: (changes: ReadonlyArray<Change>) => ReadonlyArray<Delivery>
  readonly take: (deliveries: ReadonlyArray<Delivery>) => void
  /** Ends when each was tried once, or is held. */
  readonly tried: (deliveries: ReadonlyArray<Delivery>) => Promise<void>
  /** Goes on after a restart. */
  readonly resume: () => void
  readonly stop: () => void
}

export const makeCourier = ({ state, random, save, timeScale, delayMs, timeoutMs }: {
  readonly state: State
  readonly random: Random
  readonly save: (changes: ReadonlyArray<Change>) => void
  /** Of the ladder: 1/60 makes a minute a second. */
  readonly timeScale: number
  /** Before the first attempt. */
  readonly delayMs: number
  /** For an answer. */
  readonly timeoutMs: number
}): Courier => {
  const timers = makeTimers()
  const sending = new AbortController()
  const queues = new Map<string, Promise<void>>()
  const watchers = new Set<() => void>()
  let mode: "held" | "waiting" = "waiting"
  let times = 1

  const saveAndTell = (changes: ReadonlyArray<Change>): void => {
    save(changes)
    for (const watch of watchers) watch()
  }
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watch = (): void => {
        if (!holds()) return
        watchers.delete(watch)
        resolve()
      }
      watchers.add(watch)
      watch()
    })
  const now = (id: string): Delivery => known(state.delivery, id)

  const attempt = async (id: string): Promise<void> => {
    const delivery = now(id)
    if (delivery.status !== "waiting") return
    const at = Date.now()
    const outcome = await send(known(state.endpoint, delivery.endpointId), known(state.event, delivery.eventId), delivery, timeoutMs, sending.signal)
    if (!sending.signal.aborted) record(now(id), { at, outcome })
  }

  const record = (before: Delivery, made: Attempt): void => {
    const endpoint = known(state.endpoint, before.endpointId)
    const attempts = [...before.attempts, made]
    const heard = typeof made.outcome === "number" && made.outcome >= 200 && made.outcome < 300
    const lastTry = before.status !== "waiting" || nextAttemptMs(before.event, attempts) === undefined
    const delivery: Delivery = { ...before, attempts, status: heard ? "delivered" : lastTry ? "given_up" : "waiting" }
    const failingSince = heard ? null : endpoint.failingSince ?? made.at
    saveAndTell([["delivery", delivery], ...(failingSince === endpoint.failingSince ? [] : [["endpoint", { ...endpoint, failingSince }] as const])])
    if (delivery.status === "waiting") climb(delivery)
    if (failingSince !== null && endpoint.failingSince === null) watchFailing(endpoint.id, failingSince)
  }

  const climb = (delivery: Delivery): void => {
    const offset = nextAttemptMs(delivery.event, delivery.attempts)!
    timers.at(delivery.attempts[0]!.at + offset * timeScale, () => void attempt(delivery.id))
  }

  const watchFailing = (endpointId: string, since: number): void =>
    timers.at(since + disabledAfterMs * timeScale, () => {
      const endpoint = known(state.endpoint, endpointId)
      if (endpoint.failingSince !== since) return
      const dropped = [...state.delivery.values()].filter((delivery) => delivery.endpointId === endpointId && delivery.status === "waiting")
      saveAndTell([
        ["endpoint", { ...endpoint, status: "disabled" }],
        ...dropped.map((delivery) => ["delivery", { ...delivery, status: "given_up" }] as const)
      ])
    })

  const enqueue = (delivery: Delivery, wait: number): void => {
    const startAt = Date.now() + wait
    const before = queues.get(delivery.endpointId) ?? Promise.resolve()
    queues.set(delivery.endpointId, before.then(() => timers.until(startAt)).then(() => attempt(delivery.id)))
  }

  const tried: Courier["tried"] = (deliveries) => until(() => deliveries.every(({ id }) => now(id).status !== "waiting" || now(id).attempts.length > 0))

  const copiesOf = (delivery: Delivery, count: number): ReadonlyArray<Delivery> =>
    Array.from({ length: count }, () => ({ ...delivery, id: `${delivery.eventId}:${random.id14()}`, status: "waiting" as const, attempts: [] }))

  return {
    address: (changes) => changes.flatMap(([kind, entity]) => (kind === "event" ? deliveriesOf(state, entity, times, mode) : [])),
    take: (deliveries) => {
      for (const delivery of deliveries) if (delivery.status === "waiting") enqueue(delivery, delayMs)
    },
    tried,
    hold: () => void (mode = "held"),
    release: async ({ order = [], times = 1 } = {}) => {
      mode = "waiting"
      const held = [...state.delivery.values()].filter(({ status }) => status === "held")
      const released = arranged(held, order, random).flatMap((delivery) => [{ ...delivery, status: "waiting" as const }, ...copiesOf(delivery, times - 1)])
      saveAndTell(released.map((delivery) => ["delivery", delivery] as const))
      for (const delivery of released) enqueue(delivery, 0)
      await tried(released)
    },
    repeat: (count) => void (times = count),
    replay: (eventId) => {
      const first = [...state.delivery.values()].find((delivery) => delivery.eventId === eventId)
      if (first === undefined) throw new Error(`Event ${eventId} was sent to nobody`)
      const copies = copiesOf(first, 1)
      saveAndTell(copies.map((delivery) => ["delivery", delivery] as const))
      for (const delivery of copies) enqueue(delivery, 0)
    },
    deliveries: () => [...state.delivery.values()],
    events: () => [...state.event.values()],
    settled: () => until(() => [...state.delivery.values()].every(({ status }) => status !== "waiting")),
    resume: () => {
      for (const delivery of state.delivery.values()) {
        if (delivery.status !== "waiting") continue
        if (delivery.attempts.length === 0) enqueue(delivery, delayMs)
        else climb(delivery)
      }
      for (const endpoint of state.endpoint.values()) {
        if (endpoint.status === "active" && endpoint.failingSince !== null) watchFailing(endpoint.id, endpoint.failingSince)
      }
    },
    stop: () => {
      timers.stop()
      sending.abort()
    }
  }
}

const arranged = (held: ReadonlyArray<Delivery>, order: ReadonlyArray<string> | "reversed" | "shuffled", random: Random): ReadonlyArray<Delivery> => {
  if (order === "reversed") return held.toReversed()
  if (order === "shuffled") return held.map((delivery) => ({ delivery, lot: random.id14() })).sort((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ delivery }) => delivery)
  const rank = ({ event, eventId }: Delivery): number => {
    const index = order.findIndex((each) => each === event || each === eventId)
    return index < 0 ? order.length : index
  }
  return held.toSorted((a, b) => rank(a) - rank(b))
}
