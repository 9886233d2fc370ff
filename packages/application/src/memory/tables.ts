import type { Item } from "@bahi/core/cart"
import type { CartId, Instant, OrderId, VariantId } from "@bahi/core/id"
import type { Happened, Kind } from "@bahi/core/reactions"
import { Context, Layer } from "effect"
import type { IdempotencyClaim, States, Stored, TimelineEntry } from "../ports/index.ts"

export interface Reservation {
  readonly cartId: CartId
  readonly orderId: OrderId | undefined
  readonly variantId: VariantId
  readonly quantity: number
  readonly expiresAt: Instant
}

export interface Waiting {
  readonly position: number
  readonly happened: Happened
  readonly attempts: number
  readonly notBefore: Instant
}

/** Everything that the memory adapters remember: immutable values in maps, so that a snapshot is cheap. */
export interface Tables {
  readonly states: { readonly [K in Kind]: Map<string, Stored<States[K]>> }
  readonly timelines: Map<OrderId, ReadonlyArray<TimelineEntry>>
  readonly outbox: Map<number, Waiting>
  readonly answers: Map<string, IdempotencyClaim & { readonly answer: unknown }>
  readonly series: Map<string, number>
  readonly onHand: Map<VariantId, number>
  readonly reservations: Map<string, Reservation>
  readonly catalog: Map<VariantId, Item>
}

const tables = (): Tables => ({
  states: { cart: new Map(), checkout: new Map(), order: new Map(), payment: new Map(), invoice: new Map() },
  timelines: new Map(),
  outbox: new Map(),
  answers: new Map(),
  series: new Map(),
  onHand: new Map(),
  reservations: new Map(),
  catalog: new Map()
})

const mapsOf = ({ states, ...others }: Tables): ReadonlyArray<Map<unknown, unknown>> =>
  [...Object.values(states), ...Object.values(others)] as ReadonlyArray<Map<unknown, unknown>>

/** A copy to which `restore` brings the tables back. */
export const snapshot = (of: Tables): () => void => {
  const copies = mapsOf(of).map((map) => new Map(map))
  return () => {
    for (const [place, map] of mapsOf(of).entries()) {
      map.clear()
      for (const [key, value] of copies[place]!) map.set(key, value)
    }
  }
}

/** The tables that all memory adapters of one process share. */
export class Memory extends Context.Service<Memory, Tables>()("@bahi/application/Memory") {
  static readonly layer = Layer.sync(Memory, tables)
}
