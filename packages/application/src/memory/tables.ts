import type { Item } from "@bahi/core/cart"
import type { CartId, Instant, OrderId, VariantId } from "@bahi/core/id"
import type { Demand } from "@bahi/core/inventory"
import type { Happened, Kind } from "@bahi/core/reactions"
import type { ExportedOrder } from "../order/csv.ts"
import type { AuditEntry, Delivery, DueTask, GatewayNotice, IdempotencyClaim, States, Stored, Subscriber, TimelineEntry } from "../ports/index.ts"

export interface Reservation {
  /** The cart; or the order, where there is none. */
  readonly holder: CartId | OrderId
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

/** Everything that the memory adapters remember: immutable values in maps, so that a copy is cheap. */
export interface Tables {
  readonly states: { readonly [K in Kind]: Map<string, Stored<States[K]>> }
  readonly timelines: Map<OrderId, ReadonlyArray<TimelineEntry>>
  readonly listed: Map<OrderId, ExportedOrder>
  readonly outbox: Map<number, Waiting>
  readonly audit: Map<number, AuditEntry>
  readonly tasks: Map<string, DueTask & { readonly dueAt: Instant }>
  readonly subscribers: Map<string, Subscriber>
  readonly deliveries: Map<string, Delivery>
  readonly gatewayEvents: Map<string, GatewayNotice>
  readonly answers: Map<string, IdempotencyClaim & { readonly answer: unknown }>
  readonly series: Map<string, number>
  readonly onHand: Map<VariantId, number>
  /** What came back to the shelf, by what brought it back. */
  readonly restocks: Map<string, ReadonlyArray<Demand>>
  readonly reservations: Map<string, Reservation>
  readonly catalog: Map<VariantId, Item>
}

export const emptyTables = (): Tables => ({
  states: { cart: new Map(), checkout: new Map(), order: new Map(), payment: new Map(), refund: new Map(), return: new Map(), invoice: new Map() },
  timelines: new Map(),
  listed: new Map(),
  outbox: new Map(),
  audit: new Map(),
  tasks: new Map(),
  subscribers: new Map(),
  deliveries: new Map(),
  gatewayEvents: new Map(),
  answers: new Map(),
  series: new Map(),
  onHand: new Map(),
  restocks: new Map(),
  reservations: new Map(),
  catalog: new Map()
})

/** Makes `target` hold what `source` holds. */
export const copyInto = (target: Tables, source: Tables): Tables => {
  const sources = mapsOf(source)
  for (const [place, map] of mapsOf(target).entries()) {
    map.clear()
    for (const [key, value] of sources[place]!) map.set(key, value)
  }
  return target
}

const mapsOf = ({ states, ...others }: Tables): ReadonlyArray<Map<unknown, unknown>> =>
  [...Object.values(states), ...Object.values(others)] as ReadonlyArray<Map<unknown, unknown>>
