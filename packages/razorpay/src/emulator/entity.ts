// The vocabulary. Amounts are integer paise; `…At` are milliseconds, which the wire shows as whole seconds.

export type Notes = Readonly<Record<string, string | number | boolean | null>>
export type Method = "upi" | "card" | "netbanking" | "wallet"

export interface Order {
  readonly id: string
  readonly amount: number
  readonly receipt: string | null
  readonly notes: Notes
  readonly capture: "automatic" | "manual"
  readonly partialPayment: "accepted" | "refused"
  readonly status: "created" | "attempted" | "paid"
  readonly amountPaid: number
  readonly paymentIds: ReadonlyArray<string>
  readonly createdAt: number
}

export interface Payment {
  readonly id: string
  readonly orderId: string
  readonly amount: number
  readonly method: Method
  readonly email: string
  readonly contact: string
  readonly notes: Notes
  readonly cardId: string | null
  /** Digits that the bank, or the UPI app, gave for it. */
  readonly bankReference: string
  readonly status: "created" | "authorized" | "captured" | "refunded" | "failed"
  /** Stays true after refunds. */
  readonly captured: boolean
  readonly amountRefunded: number
  readonly refundIds: ReadonlyArray<string>
  /** Includes the tax; both are known at the capture. */
  readonly fee: number | null
  readonly tax: number | null
  readonly failure: Failure | null
  readonly due: Due<"authorize" | "give_back"> | null
  readonly createdAt: number
}

/** Why a payment failed, in the words of its `error_*` fields. */
export interface Failure {
  readonly code: string
  readonly description: string
  readonly source: string
  readonly step: string
  readonly reason: string
}

export interface Refund {
  readonly id: string
  readonly paymentId: string
  readonly amount: number
  readonly receipt: string | null
  readonly notes: Notes
  readonly speedRequested: "normal" | "optimum"
  readonly status: "pending" | "processed" | "failed"
  readonly due: Due<"process"> | null
  readonly createdAt: number
}

/** What happens by itself, at an instant of the wall clock. */
export interface Due<Action extends string> {
  readonly action: Action
  readonly at: number
}

/** The refund that a key of `X-Refund-Idempotency` stands for, and what was asked for. */
export interface IdempotencyKey {
  readonly id: string
  readonly request: string
  readonly refundId: string
}

export interface Endpoint {
  readonly id: string
  readonly url: string
  readonly secret: string | null
  /** Of these names only; null: of all. */
  readonly events: ReadonlyArray<string> | null
  readonly status: "active" | "disabled"
  readonly failingSince: number | null
  readonly createdAt: number
}

export interface Event {
  readonly id: string
  readonly name: string
  /** The bytes that are signed and sent, each time the same. */
  readonly body: string
}

/** An event on its way to an endpoint. Copies sent on purpose are deliveries of their own. */
export interface Delivery {
  readonly id: string
  readonly eventId: string
  readonly event: string
  readonly endpointId: string
  /** Made when the event happened, so that a secret changed later does not change it. */
  readonly signature: string | null
  readonly status: "held" | "waiting" | "delivered" | "given_up"
  readonly attempts: ReadonlyArray<Attempt>
}

/** `outcome` is the HTTP status of the answer, or why there was none. */
export interface Attempt {
  readonly at: number
  readonly outcome: number | "timeout" | "unreachable"
}

interface Kinds {
  readonly order: Order
  readonly payment: Payment
  readonly refund: Refund
  readonly idempotencyKey: IdempotencyKey
  readonly endpoint: Endpoint
  readonly event: Event
  readonly delivery: Delivery
}

/** Everything that the emulator remembers, by id, in the order of creation. */
export type State = { readonly [Kind in keyof Kinds]: Map<string, Kinds[Kind]> }

/** An entity as it is from now on. */
export type Change = { [Kind in keyof Kinds]: readonly [Kind, Kinds[Kind]] }[keyof Kinds]

export const emptyState = (): State => ({
  order: new Map(),
  payment: new Map(),
  refund: new Map(),
  idempotencyKey: new Map(),
  endpoint: new Map(),
  event: new Map(),
  delivery: new Map()
})

export const apply = (state: State, changes: ReadonlyArray<Change>): void => {
  for (const [kind, entity] of changes) (state[kind] as Map<string, typeof entity>).set(entity.id, entity)
}

/** What a request does: nothing of it has happened until its changes are applied. */
export interface Step<Answer> {
  readonly answer: Answer
  readonly changes: ReadonlyArray<Change>
}

export const paymentsOf = (state: State, order: Order): ReadonlyArray<Payment> => order.paymentIds.map((id) => known(state.payment, id))

export const refundsOf = (state: State, payment: Payment): ReadonlyArray<Refund> => payment.refundIds.map((id) => known(state.refund, id))

export const known = <Entity>(entities: ReadonlyMap<string, Entity>, id: string): Entity => {
  const entity = entities.get(id)
  if (entity === undefined) throw new Error(`The emulator refers to ${id}, which it does not know`)
  return entity
}
