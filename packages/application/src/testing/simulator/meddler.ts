import type { Addressed, Commands as CommandsOf, Kind } from "@bahi/core/reactions"
import { cartCommands, checkoutCommands, type Commands, orderCommands, paymentCommands, refundCommands, returnCommands } from "@bahi/core/testing"
import { Effect } from "effect"
import fc from "fast-check"
import { Engine, type Locks } from "../../execute/index.ts"
import { Memory } from "../../memory/memory.ts"
import type { Tables } from "../../memory/tables.ts"
import { goods } from "../fixtures.ts"
import type { Dice } from "./dice.ts"

/** Kinds of which somebody may say anything; an invoice is made whole by its issuer, and by nobody else. */
type Meddled = Exclude<Kind, "invoice">
const meddled = ["cart", "cart", "checkout", "order", "order", "order", "payment", "refund", "return", "return", "return"] as const satisfies ReadonlyArray<Meddled>

const generators: { readonly [K in Meddled]: Commands<CommandsOf[K]> } = {
  cart: cartCommands, checkout: checkoutCommands, order: orderCommands, payment: paymentCommands, refund: refundCommands, return: returnCommands
}

/**
 * What people may say, whatever they mean by it. The rest are facts that only the gateway knows, figures that the shop has to make,
 * and halves of what happens together: said alone they would be lies, and no machine can tell a lie.
 */
const sayable: { readonly [K in Meddled]: ReadonlyArray<CommandsOf[K]["type"]> } = {
  cart: ["AddItem", "ChangeQuantity", "RemoveItem", "SaveForLater", "MoveToCart", "RemoveSaved", "ApplyGifts", "AcceptChanges", "MergeInto", "Expire"],
  checkout: ["EnterShippingAddress", "EnterBillingAddress", "SelectShippingMethod", "WriteGiftMessage", "WriteNotes", "Expire"],
  order: [
    "Confirm", "Cancel", "CancelItems", "Ship", "Ship", "RecordDelivery", "RecordDelivery", "RecordShipmentReturned", "CreditItems", "EditDetails", "AddTag", "RemoveTag", "AddNote", "Delete", "Expire", "PlaceDraft"
  ],
  payment: ["Open", "RecordAuthorization", "RecordVoid", "RecordCapture", "ReserveRefund", "RecordRefund", "ReleaseRefund"],
  refund: ["Approve", "Reject", "RecordTransfer", "AddNote"],
  return: ["AttachImages", "Approve", "Reject", "Cancel", "AddNote", "SchedulePickup", "RecordPickup", "RecordReceipt", "RecordReceipt", "CloseReceipt", "Inspect", "Inspect", "AddNote"]
}

/** Somebody who says anything to anything: much of it is refused, and what is accepted must leave the books straight. */
export const meddle = (dice: Dice) => Effect.gen(function*() {
  const { see } = yield* Memory
  const kind = dice.pick(meddled)!
  const aim = yield* see((tables) => {
    const chosen = dice.pick([...tables.states[kind]].slice(-40))
    return chosen && aimAt(tables, kind, chosen[0], chosen[1].state)
  })
  if (aim === undefined) return
  const command = sayOf(dice, kind)
  if (command === undefined) return
  const engine = yield* Engine
  yield* engine.execute({
    actor: { kind: "admin" },
    plan: Effect.succeed({
      lock: aim.locks,
      decide: (_states, at) => Effect.succeed([{ to: kind, id: aim.id, command: truthful(kind, aim.named({ ...command, at }, at)) } as unknown as Addressed]),
      answer: () => Effect.void
    })
  })
})

const sayOf = (dice: Dice, kind: Meddled): { readonly type: string } | undefined => {
  const verb = dice.pick<string>(sayable[kind])!
  const arbitrary = (generators[kind] as unknown as Readonly<Record<string, fc.Arbitrary<{ readonly type: string }>>>)[verb]
  return arbitrary && fc.sample(arbitrary, { seed: dice.below(2 ** 31), numRuns: 1 })[0]
}

/** Amounts at the gateway are not ours to invent: what is said of them here is nonsense, and has to be refused. */
const truthful = (kind: Meddled, command: { readonly type: string }): object => {
  if (kind === "payment") return { ...command, amount: 0, refundId: "refund-of-nobody" }
  if (command.type === "CreditItems") return { ...command, because: "refunded" }
  if (command.type === "Expire") return { ...command, because: "idle" }
  return command
}

interface Aim {
  readonly id: string
  readonly locks: Locks
  /** The command with the names of this aggregate's own parts in the place of the generator's. */
  readonly named: (command: object, at: number) => { readonly type: string }
}

/** Everything that moves with an aggregate. */
export const locksAround = (tables: Tables, kind: Kind, id: string, state: object): Locks => {
  const orderId = kind === "order" ? id : (state as { readonly orderId?: string }).orderId
  const { cartId, checkoutId } = { ...state, ...(orderId === undefined ? {} : tables.states.order.get(orderId)?.state) } as { readonly cartId?: string; readonly checkoutId?: string }
  const payments = [...tables.states.payment].flatMap(([paymentId, stored]) => orderId !== undefined && "orderId" in stored.state && stored.state.orderId === orderId ? [paymentId] : [])
  return {
    cart: kind === "cart" ? [...tables.states.cart.keys()] : cartId === undefined ? [] : [cartId],
    checkout: checkoutId === undefined ? [] : [checkoutId],
    order: orderId === undefined ? [] : [orderId],
    payment: payments,
    ...(kind === "refund" || kind === "return" ? { [kind]: [id] } : {})
  }
}

const aimAt = (tables: Tables, kind: Meddled, aimed: string, state: object): Aim => {
  const orderId = kind === "order" ? aimed : (state as { readonly orderId?: string }).orderId
  const order = orderId === undefined ? undefined : tables.states.order.get(orderId)?.state
  const parts = { ...state, ...order } as { readonly lines?: ReadonlyArray<{ readonly lineId: string }>; readonly shipments?: ReadonlyArray<{ readonly shipmentId: string }>; readonly cartId?: string; readonly checkoutId?: string }
  const carts = [...tables.states.cart.keys()]
  const rename = (sample: string): string => {
    const [, of, place] = /^([a-z_]+)-(\d+)$/.exec(sample) ?? []
    const at = Number(place) - 1
    switch (of) {
      case "order_line": case "cart_line": case "line": return parts.lines?.[at]?.lineId ?? `${aimed} ${sample}`
      case "shipment": return parts.shipments?.[at]?.shipmentId ?? `${aimed} ${sample}`
      case "cart": return carts[at % carts.length] ?? sample
      case undefined: return sample
      default: return `${aimed} ${sample}`
    }
  }
  const named = (value: unknown, key = ""): unknown => {
    if (key === "item") return goods[Object.keys(goods)[JSON.stringify(value).length % Object.keys(goods).length] as keyof typeof goods]
    if (typeof value === "string") return rename(value)
    if (Array.isArray(value)) return value.map((each) => named(each))
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, named(each, name)])) : value
  }
  return {
    id: aimed,
    locks: locksAround(tables, kind, aimed, state),
    named: (command, at) => ({ ...(named(command) as { readonly type: string }), at }) as { readonly type: string }
  }
}
