// One machine in several shops' words: what an order's three axes are called, and which command a word stands for.
import type { Series } from "../numbering/index.ts"
import type { Transitions } from "../machine.ts"
import { axesOf, type Axis, type Order, type OrderCommand, type OrderPolicy } from "../order/index.ts"
import type { ReturnPolicy } from "../return/index.ts"

type Axes = ReturnType<typeof axesOf>

/** A label, or one for each value of an axis. The compiler asks for every value, and so every order has a label. */
export type Projection<Label extends string> = Label | { readonly [A in Axis]: { readonly [Only in A]: { readonly [Value in Axes[A]]: Projection<Label> } } }[Axis]

/** A status vocabulary. It only tells, and translates: what may happen is decided by the order's machine alone. */
export interface Preset<Label extends string = string, Verb extends string = string> {
  readonly name: string
  readonly labels: Projection<Label>
  /** What each of its verbs says to the order. */
  readonly verbs: { readonly [V in Verb]: OrderCommand["type"] }
  /** Its own table: for each label the verbs that the machine may accept, and the labels to which each may lead. */
  readonly steps: Transitions<Label | Wordless, Exclude<Verb, (typeof quietVerbs)[number]>>
  readonly policy: PresetPolicy
}

/** The options that a shop with these words expects; what is absent is as always. */
export interface PresetPolicy {
  readonly order?: Partial<OrderPolicy>
  readonly return?: Partial<ReturnPolicy>
  readonly orderNumbers: Series
  /** Whether lists show orders that nobody has paid for and nobody will at the door. */
  readonly unpaidOrders: "listed" | "hidden"
}

/** Before an order is anything, and after, it is called the same everywhere. */
export type Wordless = "unplaced" | "deleted"

/** What this order is called. */
export const labelOf = <Label extends string>({ labels }: Pick<Preset<Label>, "labels">, order: Order): Label | Wordless =>
  order.status === "unplaced" || order.status === "deleted" ? order.status : labelOfAxes(labels, axesOf(order))

/** What an order that stands so is called. */
export const labelOfAxes = <Label extends string>(labels: Projection<Label>, axes: Axes): Label => {
  if (typeof labels === "string") return labels
  const [[axis, values]] = Object.entries(labels) as [[Axis, Readonly<Record<string, Projection<Label>>>]]
  return labelOfAxes(values[axes[axis]]!, axes)
}

/** The verbs that may lead from one label to another, for whoever would set a status by hand. Where there is none, it cannot be set. */
export const verbsTo = <Label extends string, Verb extends string>({ steps }: Pick<Preset<Label, Verb>, "steps">, from: Label | Wordless, to: Label | Wordless): ReadonlyArray<Verb> =>
  (Object.entries(steps[from]) as Array<[Verb, ReadonlyArray<string>]>).filter(([, targets]) => targets.includes(to)).map(([verb]) => verb)

/** The order's own verbs. */
export const verbs = {
  draft: "Draft",
  edit_draft: "EditDraft",
  place_draft: "PlaceDraft",
  place: "Place",
  switch_to_cod: "SwitchToCod",
  retry_payment: "ReplacePayment",
  add_payment: "AddPayment",
  confirm: "Confirm",
  pay: "RecordPayment",
  refund: "RecordRefund",
  payment_news: "RecordPaymentNews",
  dispute: "RecordDispute",
  ship: "Ship",
  deliver: "RecordDelivery",
  return_to_origin: "RecordShipmentReturned",
  cancel: "Cancel",
  cancel_items: "CancelItems",
  credit_items: "CreditItems",
  edit: "EditDetails",
  tag: "AddTag",
  untag: "RemoveTag",
  note: "AddNote",
  expire: "Expire",
  delete: "Delete"
} as const satisfies Preset["verbs"]
export type Verb = keyof typeof verbs

/** Verbs that never move an order on any axis: they are in no table of steps. What may be done at all, `optionsOf` says. */
export const quietVerbs = ["edit_draft", "add_payment", "edit", "tag", "untag", "note"] as const satisfies ReadonlyArray<Verb>
