import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { type FulfilmentStatus, type Order, orderMachine, type PaymentStatus } from "../order/index.ts"
import { anyId, anyWalk, command, orderCommands } from "../testing/index.ts"
import { DAY } from "../testing/samples.ts"
import { labelOf, labelOfAxes, type Preset, presets } from "./index.ts"

// Orders that are sent, paid, refunded in full and expire more often than others.
const anyAmount = fc.constantFrom(1, 1, 500_000, 500_000, 500_000).map(money)
const pieces = (line: number, quantity: number) => ({ lineId: id<"order_line">(`order_line-${line}`), quantity })
const anyParcel = fc.constantFrom([pieces(1, 1)], [pieces(1, 1)], [pieces(1, 2)], [pieces(2, 1)], [pieces(2, 2)], [pieces(1, 1), pieces(2, 1)], [pieces(1, 2), pieces(2, 2)])
const commands = {
  ...orderCommands,
  // Pricing is slow, and these walks are many: a hundred prices are enough.
  Place: fc.constantFrom(...fc.sample(orderCommands.Place, 100)),
  SwitchToCod: fc.constantFrom(...fc.sample(orderCommands.SwitchToCod, 100)),
  RecordPayment: command("RecordPayment", { paymentId: anyId("payment"), amount: anyAmount }),
  RecordRefund: command("RecordRefund", { paymentId: anyId("payment"), amount: anyAmount }),
  Ship: command("Ship", { shipmentId: anyId("shipment", 3), items: anyParcel }),
  RecordDelivery: command("RecordDelivery", { shipmentId: anyId("shipment", 3) }),
  Expire: command("Expire", {}).map((expire) => ({ ...expire, at: DAY }))
}
const machine = orderMachine()
const walks = fc.sample(anyWalk(machine, commands), 15_000)

const axes = {
  lifecycle: ["pending", "confirmed", "processing", "completed", "expired"],
  payment: ["unpaid", "partially_paid", "paid", "overpaid", "partially_refunded", "refunded"],
  fulfilment: ["unfulfilled", "partially_shipped", "shipped", "partially_delivered", "delivered"]
} as const satisfies { lifecycle: ReadonlyArray<Order["status"]>; payment: ReadonlyArray<PaymentStatus>; fulfilment: ReadonlyArray<FulfilmentStatus> }

describe.each(presets.map((preset) => [preset.name, preset] as const))("the preset %s", (_, preset: Preset) => {
  const verbOf = new Map(Object.entries(preset.verbs).map(([verb, command]) => [command, verb]))
  const allowed = new Set(Object.entries(preset.steps).flatMap(([from, row]) => Object.entries(row).flatMap(([verb, targets]) => targets!.map((to) => `${from} --${verb}--> ${to}`))))
  const legal = new Set(walks.flatMap(({ steps }) => steps.map(({ before, command, state }) => `${labelOf(preset, before)} --${verbOf.get(command.type)}--> ${labelOf(preset, state)}`)))

  it("has an image for every legal step", () => expect([...legal].filter((step) => !allowed.has(step))).toEqual([]))

  it("allows only images of legal steps", () => expect([...allowed].filter((step) => !legal.has(step))).toEqual([]))

  it("calls every order something that it knows, and some order by each of its labels", () => {
    const known = Object.keys(preset.steps).filter((label) => label !== "unplaced")
    for (const lifecycle of axes.lifecycle) for (const payment of axes.payment) for (const fulfilment of axes.fulfilment) expect(known).toContain(labelOfAxes(preset.labels, { lifecycle, payment, fulfilment }))
    const met = new Set(walks.flatMap(({ state }) => state.status === "unplaced" ? [] : [labelOf(preset, state)]))
    expect([...met].sort()).toEqual(known.sort())
  })

  it("has one verb for each command, and sets nothing by hand", () => expect(Object.values(preset.verbs).sort()).toEqual(Object.keys(orderCommands).sort()))
})
