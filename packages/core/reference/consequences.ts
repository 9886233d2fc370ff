// What follows from which event, seen by letting every machine walk at random and asking the reactions.
import fc from "fast-check"
import { cartCommands } from "../src/cart/arbitrary.ts"
import { cartMachine } from "../src/cart/index.ts"
import { checkoutCommands } from "../src/checkout/arbitrary.ts"
import { checkoutMachine } from "../src/checkout/index.ts"
import { invoiceCommands } from "../src/invoice/arbitrary.ts"
import { invoiceMachine } from "../src/invoice/index.ts"
import type { Machine } from "../src/machine.ts"
import { orderCommands } from "../src/order/arbitrary.ts"
import { orderMachine } from "../src/order/index.ts"
import { paymentCommands } from "../src/payment/arbitrary.ts"
import { paymentMachine } from "../src/payment/index.ts"
import { refundCommands } from "../src/refund/arbitrary.ts"
import { refundMachine } from "../src/refund/index.ts"
import { returnCommands } from "../src/return/arbitrary.ts"
import { returnMachine } from "../src/return/index.ts"
import { afterwards, type Happened, kinds, type Kind, together } from "../src/reactions/index.ts"
import type { Commands } from "../src/testing/walk.ts"
import { anyWalk } from "../src/testing/walk.ts"
import { sourceOf } from "./machines.ts"

/** A command that follows from an event; `always` unless the event was also seen without it. */
export interface Consequence {
  readonly of: Kind
  readonly event: string
  readonly to: Kind | "inventory" | "outbox"
  readonly command: string
  readonly when: "at once" | "after the commit"
  readonly always: boolean
}

interface Message { readonly type: string }
type Follows = Pick<Consequence, "to" | "command" | "when">

const react = together()

const followsOf = (happened: Happened): ReadonlyArray<Follows> => [
  ...react(happened).map(({ to, command }) => ({ to, command: command.type, when: "at once" as const })),
  ...afterwards(happened).map(({ type }) => ({ to: "outbox" as const, command: type, when: "after the commit" as const }))
]

/** Every event that was seen, in the order in which its machine declares it, with what followed each time. */
const walked = <S extends { readonly status: string }, C extends Message, E extends Message, F>(of: Kind, machine: Machine<S, C, E, F>, commands: Commands<C>): ReadonlyArray<Consequence> => {
  const seen = new Map<string, Array<ReadonlyArray<Follows>>>()
  for (const { events } of fc.sample(anyWalk(machine, commands), { numRuns: 1_000, seed: 1 })) {
    for (const event of events) {
      const times = seen.get(event.type) ?? []
      times.push(followsOf({ of, id: `${of}-1`, event } as unknown as Happened))
      seen.set(event.type, times)
    }
  }
  const declared = sourceOf(`${of}/${of}.ts`)
  return [...seen].toSorted(([a], [b]) => declared.indexOf(`"${a}"`) - declared.indexOf(`"${b}"`)).flatMap(([event, times]) => {
    const ever = times.toSorted((a, b) => b.length - a.length).flat()
    const distinct = ever.filter((follows, place) => ever.findIndex(({ to, command }) => to === follows.to && command === follows.command) === place)
    return distinct.map((follows) => ({ of, event, ...follows, always: times.every((time) => time.some(({ to, command }) => to === follows.to && command === follows.command)) }))
  })
}

const byKind: { readonly [K in Kind]: ReadonlyArray<Consequence> } = {
  cart: walked("cart", cartMachine(), cartCommands),
  checkout: walked("checkout", checkoutMachine(), checkoutCommands),
  order: walked("order", orderMachine(), orderCommands),
  payment: walked("payment", paymentMachine, paymentCommands),
  refund: walked("refund", refundMachine, refundCommands),
  return: walked("return", returnMachine(), returnCommands),
  invoice: walked("invoice", invoiceMachine, invoiceCommands)
}

/** What follows from every event, in the order in which rows are locked. */
export const consequences: ReadonlyArray<Consequence> = kinds.flatMap((kind) => byKind[kind])
