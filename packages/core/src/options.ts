// "What may I do now, and why not the rest?", as data from which a screen draws its buttons.
import type { CartCommand } from "./cart/index.ts"
import type { CheckoutCommand } from "./checkout/index.ts"
import type { InvoiceCommand } from "./invoice/index.ts"
import type { Machine } from "./machine.ts"
import type { OrderCommand } from "./order/index.ts"
import type { PaymentCommand } from "./payment/index.ts"
import type { RefundCommand } from "./refund/index.ts"
import type { ReservationCommand } from "./reservation/index.ts"
import type { ReturnCommand } from "./return/index.ts"

/** A guest is a customer. The system is our own reactions and jobs, and what gateways and carriers report. */
export const roles = ["customer", "admin", "seller", "system"] as const
export type Role = (typeof roles)[number]

/** Who may give each command of a machine; a forgotten one is a type error. */
export type Givers<Command extends Message> = { readonly [V in Command["type"]]: readonly [Role, ...ReadonlyArray<Role>] }

/** One command of a machine, for somebody who looks at one state of it. Of several reasons the first is given, in this order. */
export type Option<Status extends string, Verb extends string, Refusal> = { readonly command: Verb } & (
  | { readonly answer: "not_yours"; readonly givenBy: ReadonlyArray<Role> }
  | { readonly answer: "not_now"; readonly acceptedIn: ReadonlyArray<Status> }
  /** Of a command that was tried: what its rule says. */
  | { readonly answer: "refused"; readonly refusal: Refusal }
  | { readonly answer: "open" }
)

/** Who looks at what, and the commands that they would give if they could. Nothing happens by trying. */
export interface Question<State, Command extends Message> {
  readonly state: State
  readonly role: Role
  readonly tried?: { readonly [V in Command["type"]]?: Extract<Command, { readonly type: V }> }
}

/** The answer for every command of a machine, in the order in which the givers name them. */
export const optionsOf = <State extends Staged, Command extends Message, Event extends Message, Refusal>(
  machine: Machine<State, Command, Event, Refusal>,
  givers: Givers<Command>,
  { state, role, tried = {} }: Question<State, Command>
): ReadonlyArray<Option<State["status"], Command["type"], Refusal>> =>
  (Object.keys(givers) as Array<Command["type"]>).map((command) => {
    if (!givers[command].includes(role)) return { command, answer: "not_yours", givenBy: givers[command] }
    const statuses = Object.keys(machine.transitions) as Array<State["status"]>
    const acceptedIn = statuses.filter((status) => Object.hasOwn(machine.transitions[status], command))
    if (!acceptedIn.includes(state.status)) return { command, answer: "not_now", acceptedIn }
    const attempt = tried[command]
    const outcome = attempt && machine.decide(state, attempt)
    // Never an illegal transition: the table was asked before.
    return outcome?.ok === false ? { command, answer: "refused", refusal: outcome.error as Refusal } : { command, answer: "open" }
  })

interface Staged { readonly status: string }
interface Message { readonly type: string }

export const cartGivers: Givers<CartCommand> = {
  Open: ["customer"],
  AddItem: ["customer"],
  ChangeQuantity: ["customer"],
  RemoveItem: ["customer"],
  SaveForLater: ["customer"],
  MoveToCart: ["customer"],
  RemoveSaved: ["customer"],
  ApplyGifts: ["system"],
  // The system takes over prices that hold without asking.
  AcceptChanges: ["customer", "system"],
  MergeInto: ["customer"],
  Absorb: ["system"],
  Lock: ["system"],
  Unlock: ["system"],
  Convert: ["system"],
  Expire: ["system"]
}

export const reservationGivers: Givers<ReservationCommand> = {
  Hold: ["system"],
  ChangeQuantity: ["system"],
  Extend: ["system"],
  PassToOrder: ["system"],
  Convert: ["system"],
  Release: ["admin", "system"],
  Lapse: ["system"]
}

export const checkoutGivers: Givers<CheckoutCommand> = {
  Start: ["customer"],
  EnterShippingAddress: ["customer"],
  EnterBillingAddress: ["customer"],
  SelectShippingMethod: ["customer"],
  SelectPaymentMethod: ["customer"],
  WriteGiftMessage: ["customer"],
  WriteNotes: ["customer"],
  UseStoreCredit: ["customer"],
  PlaceOrder: ["customer"],
  Complete: ["system"],
  Expire: ["system"]
}

export const orderGivers: Givers<OrderCommand> = {
  Draft: ["admin"],
  EditDraft: ["admin"],
  PlaceDraft: ["admin"],
  Place: ["customer", "admin", "system"],
  SwitchToCod: ["customer"],
  ReplacePayment: ["system"],
  AddPayment: ["admin"],
  Confirm: ["system"],
  Ship: ["admin", "seller"],
  RecordDelivery: ["admin", "seller", "system"],
  RecordShipmentReturned: ["admin", "seller", "system"],
  RecordPayment: ["system"],
  RecordRefund: ["system"],
  RecordPaymentNews: ["system"],
  RecordDispute: ["system"],
  Cancel: ["customer", "admin", "seller", "system"],
  CancelItems: ["customer", "admin", "seller", "system"],
  CreditItems: ["system"],
  EditDetails: ["customer", "admin"],
  AddTag: ["admin"],
  RemoveTag: ["admin"],
  AddNote: ["admin"],
  Expire: ["system"],
  Delete: ["admin"]
}

export const paymentGivers: Givers<PaymentCommand> = {
  Open: ["system"],
  RecordGatewayOrder: ["system"],
  RecordFailure: ["system"],
  RecordAuthorization: ["system"],
  RecordVoid: ["system"],
  RecordCapture: ["system"],
  RecordRefundedTotal: ["system"],
  RecordDispute: ["system"],
  RecordDisputeOutcome: ["system"],
  Replace: ["customer"],
  Cancel: ["system"],
  ReserveRefund: ["system"],
  RecordRefund: ["system"],
  ReleaseRefund: ["system"]
}

export const refundGivers: Givers<RefundCommand> = {
  Request: ["customer", "admin", "system"],
  Approve: ["admin", "system"],
  Reject: ["admin"],
  RecordTransfer: ["admin"],
  AddNote: ["admin"],
  Send: ["system"],
  RecordProgress: ["system"],
  RecordCompletion: ["system"],
  RecordFailure: ["system"],
  RecordUnknown: ["system"],
  Abandon: ["system"]
}

export const returnGivers: Givers<ReturnCommand> = {
  Request: ["customer", "admin"],
  AttachImages: ["customer", "admin"],
  Approve: ["admin"],
  Reject: ["admin"],
  Cancel: ["customer", "admin"],
  SchedulePickup: ["admin"],
  RecordPickup: ["admin", "system"],
  RecordReceipt: ["admin", "system"],
  CloseReceipt: ["admin"],
  Inspect: ["admin"],
  AddNote: ["admin"]
}

export const invoiceGivers: Givers<InvoiceCommand> = {
  Draft: ["admin", "system"],
  Issue: ["admin", "system"]
}
