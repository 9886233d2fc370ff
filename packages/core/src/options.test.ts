import { describe, expect, it } from "vitest"
import { id } from "./id.ts"
import { optionsOf, orderGivers, type Question, returnGivers } from "./options.ts"
import { type Order, type OrderCommand, type OrderEvent, orderMachine } from "./order/index.ts"
import { returnMachine } from "./return/index.ts"
import { kurtaLine, placement } from "./testing/samples.ts"

const machine = orderMachine()
const { orderId, cartId, checkoutId } = placement
const confirmed = ([
  { type: "OrderPlaced", ...placement, paymentMethod: "cod", expiresAt: 9, at: 0 },
  { type: "OrderConfirmed", orderId, cartId, checkoutId, at: 1 }
] as const satisfies ReadonlyArray<OrderEvent>).reduce<Order>(machine.evolve, machine.initial)

const answer = (command: OrderCommand["type"], question: Omit<Question<Order, OrderCommand>, "state">) =>
  optionsOf(machine, orderGivers, { state: confirmed, ...question }).find((option) => option.command === command)

describe("what may I do now, and why not the rest?", () => {
  it("a button to press", () => expect(answer("Ship", { role: "admin" })).toEqual({ command: "Ship", answer: "open" }))

  it("a button for somebody else", () => expect(answer("Ship", { role: "customer" })).toEqual({ command: "Ship", answer: "not_yours", givenBy: ["admin", "seller"] }))

  it("a button for another time", () => {
    expect(answer("SwitchToCod", { role: "customer" })).toEqual({ command: "SwitchToCod", answer: "not_now", acceptedIn: ["pending"] })
    expect(answer("RecordDelivery", { role: "seller" })).toEqual({ command: "RecordDelivery", answer: "not_now", acceptedIn: ["processing", "completed", "cancelled"] })
  })

  it("a button that a rule holds back, and which", () => {
    const ship = (quantity: number) => ({ Ship: { type: "Ship", shipmentId: id<"shipment">("shipment-1"), items: [{ lineId: kurtaLine, quantity }], at: 5 } }) as const
    expect(answer("Ship", { role: "seller", tried: ship(3) })).toEqual({ command: "Ship", answer: "refused", refusal: { code: "quantity_not_shippable", lineId: kurtaLine, quantity: 3, unshipped: 2 } })
    expect(answer("Ship", { role: "seller", tried: ship(2) })).toEqual({ command: "Ship", answer: "open" })
    expect(answer("Ship", { role: "customer", tried: ship(3) })).toMatchObject({ answer: "not_yours" })
  })

  it("all of them", () => {
    const of = (role: "customer" | "admin") => optionsOf(returnMachine(), returnGivers, { state: { status: "unrequested" }, role }).map(({ command, answer }) => `${command}: ${answer}`)
    expect(of("customer")).toEqual([
      "Request: open", "AttachImages: not_now", "Approve: not_yours", "Reject: not_yours", "Cancel: not_now",
      "SchedulePickup: not_yours", "RecordPickup: not_yours", "RecordReceipt: not_yours", "CloseReceipt: not_yours", "Inspect: not_yours", "AddNote: not_yours"
    ])
    expect(of("admin").filter((line) => line.endsWith("not_yours"))).toEqual([])
  })
})
