// Events are written down by one version of the code, in an outbox or a log, and read by a later one.
import type { Happened } from "../reactions/index.ts"

/** The version in which events are written now. It grows whenever one of them changes its shape. */
export const EVENT_VERSION = 2

/** An event with the aggregate that it happened to, as some version of the code wrote it down. */
export interface WrittenEvent {
  readonly of: string
  readonly id: string
  readonly version: number
  readonly event: unknown
}

type Plain = Readonly<Record<string, unknown>> & { readonly type: string }

/**
 * The event as it would be written now: what it lacks is what held without saying then. Throws a `RangeError` on a version that
 * this code does not know: a newer one wrote it, and must be asked to read it.
 */
export const upcast = ({ of, id, version, event }: WrittenEvent): Happened => {
  if (!Number.isInteger(version) || version < 1 || version > EVENT_VERSION) throw new RangeError(`An event of version ${version} cannot be read by a code that knows versions 1 to ${EVENT_VERSION}`)
  const current = steps.slice(version - 1).reduce<Plain>((older, step) => step(older), event as Plain)
  return { of, id, event: current } as unknown as Happened
}

const renamedOwner = ({ guestKey, ...event }: Plain): Plain => guestKey === undefined ? event as Plain : { ...event, owner: { kind: "guest", guestKey } } as Plain

/** From 1 to 2: customers beside guests, orders that end in more ways, and refunds that go elsewhere than to where the money came from. */
const toSecond: Readonly<Record<string, (event: Plain) => Plain>> = {
  CartOpened: (event) => ({ saved: [], ...renamedOwner(event) }),
  CheckoutStarted: renamedOwner,
  OrderPlaced: (event) => ({
    ...renamedOwner(event),
    lines: (event["lines"] as ReadonlyArray<Plain>).map(({ quantityShipped: _shipped, quantityDelivered: _delivered, ...line }) => line)
  }),
  OrderExpired: ({ paymentId, ...event }) => ({ was: "pending", paymentIds: [paymentId], ...event }) as Plain,
  OrderSwitchedToCod: (event) => ({ due: (event["quote"] as { readonly totals: { readonly grandTotal: number } }).totals.grandTotal, ...event }),
  // Everything went back through the gateway, to where it came from, and nobody said why not.
  RefundRequested: (event) => ({ gateway: "razorpay", destination: { kind: "source" }, ...event }),
  RefundApproved: (event) => ({ destination: { kind: "source" }, ...event }),
  RefundRejected: (event) => ({ reason: "", ...event })
}

/** What each version changed, by the one before. */
const steps: ReadonlyArray<(event: Plain) => Plain> = [(event) => Object.hasOwn(toSecond, event.type) ? toSecond[event.type]!(event) : event]
