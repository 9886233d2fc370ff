import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { run } from "../machine.ts"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { orderCommands, permissive } from "../order/arbitrary.ts"
import { axesOf, type FulfilmentStatus, type Order, type OrderCommand, orderMachine, type PaymentStatus, type PlacedOrder, surplusOf, uncreditedOf } from "../order/index.ts"
import { anyWalk } from "../testing/index.ts"
import { DAY, kurta, kurtaLine, placement, quoted } from "../testing/samples.ts"
import { labelOf, labelOfAxes, type Preset, presets, quietVerbs, verbs } from "./index.ts"

const machine = orderMachine(permissive)

// A small world: everything that can become of an order of three kurtas, step by step until nothing new comes of it.
const lines = [{ lineId: kurtaLine, item: kurta, quantity: 3 }]
const total = 3 * kurta.unitPrice
const sold = { ...placement, lines, quote: quoted({ lines }) }
const at = DAY
const why = { reason: "I ordered it twice", category: "duplicate_order", by: "customer" } as const
const pieces = (quantity: number) => [{ lineId: kurtaLine, quantity }]

/** What changes no amount, and so leads nowhere new: it is tried, and not followed. */
const asides: ReadonlyArray<OrderCommand> = [
  { type: "RecordPayment", paymentId: sold.paymentId, amount: money(1), at },
  { type: "RecordRefund", paymentId: sold.paymentId, amount: money(1), at },
  { type: "Ship", shipmentId: id<"shipment">("shipment-1"), items: pieces(1), at },
  { type: "RecordPaymentNews", paymentId: sold.paymentId, news: "failed", at },
  { type: "CancelItems", creditId: id<"credit">("credit-1"), items: pieces(1), ...why, at },
  { type: "ReplacePayment", replaced: sold.paymentId, paymentId: id<"payment">("payment-2"), at }
]

const asked = (order: Order): ReadonlyArray<OrderCommand> => {
  if (order.status === "unplaced" || order.status === "deleted") {
    return [{ type: "Draft", ...sold, at }, { type: "Place", ...sold, at }, { type: "Draft", ...sold, paymentMethod: "cod", at }, { type: "Place", ...sold, paymentMethod: "cod", at }]
  }
  const next = id<"shipment">(`shipment-${order.shipments.length + 1}`)
  const credit = id<"credit">(`credit-${order.credits.length + 1}`)
  const left = uncreditedOf(order, order.lines[0]!)
  return [
    { type: "PlaceDraft", at },
    { type: "SwitchToCod", paymentId: sold.paymentId, quote: sold.quote, availability: "available", at },
    { type: "Confirm", at },
    ...(order.paidAmount === 0 ? [{ type: "RecordPayment", paymentId: sold.paymentId, amount: money(total), at } as const] : []),
    ...(order.refundedAmount < order.paidAmount ? [{ type: "RecordRefund", paymentId: sold.paymentId, amount: surplusOf(order) > 0 ? surplusOf(order) : money(order.paidAmount - order.refundedAmount), at } as const] : []),
    ...(["open", "won"] as const).map((stage) => ({ type: "RecordDispute", disputeId: "dispute-1", amount: money(1), stage, at }) as const),
    ...(order.paidAmount === 0 && order.status === "pending" ? [{ type: "RecordPayment", paymentId: sold.paymentId, amount: money(1), at } as const] : []),
    // A refund may be heard of before its payment.
    ...(order.paidAmount === 0 && order.refundedAmount === 0 ? [{ type: "RecordRefund", paymentId: sold.paymentId, amount: money(total), at } as const] : []),
    ...[1, 3].map((quantity) => ({ type: "Ship", shipmentId: next, items: pieces(quantity), at }) as const),
    ...order.shipments.flatMap(({ shipmentId }) => [{ type: "RecordDelivery", shipmentId, at } as const, { type: "RecordShipmentReturned", shipmentId, goods: "restocked", at } as const]),
    { type: "Cancel", ...why, at },
    ...[1, 3].map((quantity) => ({ type: "CancelItems", creditId: credit, items: pieces(quantity), ...why, at }) as const),
    ...(left > 0 ? [{ type: "CreditItems", creditId: credit, because: "refunded", items: pieces(left), at } as const] : []),
    ...[1, 3].map((quantity) => ({ type: "CreditItems", creditId: credit, because: "returned", items: pieces(quantity), at }) as const),
    { type: "CreditItems", creditId: id<"credit">("credit-1"), because: "returned", items: pieces(1), at },
    { type: "Expire", at: 3 * DAY },
    // Once no money can come late any more.
    { type: "Delete", invoices: 0, at: 3 * DAY }
  ]
}

/** What of an order decides what can still become of it. */
const gist = (order: Order): string => {
  if (order.status === "unplaced" || order.status === "deleted") return order.status
  const { status, lines, paidAmount, refundedAmount, disputes, paymentMethod, shipments, credits } = order
  const parcels = shipments.map(({ items, deliveredAt, returnedAt }) => `${items[0]!.quantity}${deliveredAt === undefined ? returnedAt === undefined ? "" : "r" : "d"}`)
  return JSON.stringify([status, lines.map(({ item: _, ...tallies }) => Object.values(tallies)), paidAmount, refundedAmount, disputes, paymentMethod === "cod", parcels.sort(), credits.reduce((sum, { amount }) => sum + amount, 0)])
}

interface Step { readonly before: Order; readonly command: OrderCommand; readonly state: Order }
const world: ReadonlyArray<Step> = (() => {
  const seen = new Map<string, Order>([[gist(machine.initial), machine.initial]])
  const steps: Array<Step> = []
  for (const before of seen.values()) {
    for (const command of asked(before)) {
      const outcome = run(machine, before, command)
      if (!outcome.ok) continue
      steps.push({ before, command, state: outcome.value.state })
      if (!seen.has(gist(outcome.value.state))) seen.set(gist(outcome.value.state), outcome.value.state)
    }
    for (const command of asides) {
      const outcome = run(machine, before, command)
      if (outcome.ok) steps.push({ before, command, state: outcome.value.state })
    }
  }
  return steps
})()
const hasDetails = (order: Order): order is PlacedOrder => order.status !== "unplaced" && order.status !== "deleted"

const axes = {
  lifecycle: ["draft", "pending", "confirmed", "processing", "completed", "cancelled", "expired"],
  payment: ["unpaid", "authorized", "failed", "partially_paid", "paid", "overpaid", "partially_refunded", "refunded", "disputed"],
  fulfilment: ["unfulfilled", "partially_shipped", "shipped", "partially_delivered", "delivered", "partially_returned", "returned"]
} as const satisfies { lifecycle: ReadonlyArray<Order["status"]>; payment: ReadonlyArray<PaymentStatus>; fulfilment: ReadonlyArray<FulfilmentStatus> }

describe.each(presets.map((preset) => [preset.name, preset] as const))("the preset %s", (_, preset: Preset) => {
  const verbOf = new Map(Object.entries(preset.verbs).map(([verb, command]) => [command, verb]))
  const allowed = new Set(Object.entries(preset.steps).flatMap(([from, row]) => Object.entries(row).flatMap(([verb, targets]) => targets!.map((to) => `${from} --${verb}--> ${to}`))))
  const stepOf = ({ before, command, state }: Step) => `${labelOf(preset, before)} --${verbOf.get(command.type)}--> ${labelOf(preset, state)}`
  const legal = new Set(world.map(stepOf))

  it("has an image for every legal step", () => {
    expect([...legal].filter((step) => !allowed.has(step))).toEqual([])
    const isQuiet = ({ command }: Step) => quietVerbs.some((verb) => verbs[verb] === command.type)
    fc.assert(fc.property(anyWalk(machine, orderCommands), ({ steps }) => {
      expect(steps.filter((step) => !isQuiet(step)).map(stepOf).filter((step) => !allowed.has(step))).toEqual([])
    }), { numRuns: 300 })
  })

  it("allows only images of legal steps", () => expect([...allowed].filter((step) => !legal.has(step))).toEqual([]))

  it("calls every order something that it knows, and some order by each of its labels", () => {
    const known = Object.keys(preset.steps).filter((label) => label !== "unplaced" && label !== "deleted")
    for (const lifecycle of axes.lifecycle) for (const payment of axes.payment) for (const fulfilment of axes.fulfilment) expect(known).toContain(labelOfAxes(preset.labels, { lifecycle, payment, fulfilment }))
    const met = new Set(world.flatMap(({ state }) => hasDetails(state) ? [labelOf(preset, state)] : []))
    expect([...met].sort()).toEqual(known.sort())
  })

  it("has one verb for each command, and sets nothing by hand", () => expect(Object.values(preset.verbs).sort()).toEqual(Object.keys(orderCommands).sort()))
})

it("quiet verbs move nothing on any axis", () =>
  fc.assert(fc.property(anyWalk(machine, orderCommands), ({ steps }) => {
    for (const { before, command, state } of steps) {
      if (quietVerbs.some((verb) => verbs[verb] === command.type) && hasDetails(before) && hasDetails(state)) expect(axesOf(state)).toEqual(axesOf(before))
    }
  }), { numRuns: 300 }))
