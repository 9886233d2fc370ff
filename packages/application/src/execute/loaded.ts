import type { Instant } from "@bahi/core/id"
import type { Step } from "@bahi/core/machine"
import type { Events, Kind } from "@bahi/core/reactions"
import type { Actor } from "../ports/caller.ts"
import type { Change, States, Stored } from "../ports/storage.ts"

interface Entry<K extends Kind> {
  readonly before: Stored<States[K]>
  readonly after: States[K]
  readonly events: ReadonlyArray<Events[K]>
}

/** The aggregates of one unit of work: as they were read, and as far as they have come. */
export class Loaded {
  readonly #initial: States
  readonly #entries: { readonly [K in Kind]: Map<string, Entry<K>> } = { cart: new Map(), checkout: new Map(), order: new Map(), payment: new Map(), refund: new Map(), return: new Map(), invoice: new Map() }

  constructor(initial: States) {
    this.#initial = initial
  }

  put<K extends Kind>(kind: K, id: string, stored: Stored<States[K]>): void {
    this.#of(kind).set(id, { before: stored, after: stored.state, events: [] })
  }

  /** Where this aggregate stands now; its initial state when nobody saved it yet. */
  state<K extends Kind>(kind: K, id: string): States[K] {
    return this.#of(kind).get(id)?.after ?? this.#initial[kind]
  }

  advance<K extends Kind>(kind: K, id: string, step: Step<States[K], Events[K]>): void {
    const entry = this.#of(kind).get(id) ?? { before: { state: this.#initial[kind], version: 0 }, after: this.#initial[kind], events: [] }
    this.#of(kind).set(id, { ...entry, after: step.state, events: [...entry.events, ...step.events] })
  }

  /** What has to be saved: those to which something happened. */
  changes<K extends Kind>(kind: K, actor: Actor, at: Instant): ReadonlyArray<Change<K>> {
    return [...this.#of(kind)].flatMap(([id, { before, after, events }]) =>
      events.length === 0 ? [] : [{ id, version: before.version, before: before.state, after, events, actor, at }])
  }

  /** What was read, and to which nothing happened. */
  unchanged<K extends Kind>(kind: K): ReadonlyArray<{ readonly id: string; readonly version: number }> {
    return [...this.#of(kind)].flatMap(([id, { before, events }]) => events.length === 0 && before.version > 0 ? [{ id, version: before.version }] : [])
  }

  #of<K extends Kind>(kind: K): Map<string, Entry<K>> {
    return this.#entries[kind]
  }
}

