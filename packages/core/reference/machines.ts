// The machines that have a page, each with the sentence above its definition.
import { readFileSync } from "node:fs"
import { cartMachine } from "../src/cart/index.ts"
import { checkoutMachine } from "../src/checkout/index.ts"
import { invoiceMachine } from "../src/invoice/index.ts"
import { orderMachine } from "../src/order/index.ts"
import { paymentMachine } from "../src/payment/index.ts"
import { refundMachine } from "../src/refund/index.ts"
import { reservationMachine } from "../src/reservation/index.ts"
import { returnMachine } from "../src/return/index.ts"

/** What a page needs of a machine, whatever its states and commands. */
export interface AnyMachine {
  readonly name: string
  readonly initial: { readonly status: string }
  readonly transitions: object
  readonly terminal: ReadonlyArray<string>
}

export interface Described {
  readonly machine: AnyMachine
  readonly summary: string
}

/** The text of a source file of core. */
export const sourceOf = (path: string): string => readFileSync(new URL(`../src/${path}`, import.meta.url), "utf8")

const summaryOf = (name: string): string => {
  const summary = new RegExp(`/\\*\\* (.+) \\*/\\nexport const ${name}Machine\\b`).exec(sourceOf(`${name}/index.ts`))?.[1]
  if (summary === undefined) throw new Error(`${name}Machine has no sentence above it`)
  return summary
}

export const described: ReadonlyArray<Described> = [reservationMachine, cartMachine(), checkoutMachine(), orderMachine(), paymentMachine, refundMachine, returnMachine(), invoiceMachine]
  .map((machine: AnyMachine) => ({ machine, summary: summaryOf(machine.name) }))
