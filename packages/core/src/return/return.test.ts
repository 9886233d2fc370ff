import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import type { PlacedOrder } from "../order/index.ts"
import { specify } from "../testing/index.ts"
import { attaLine, DAY, earphones, giftBox, kurta, kurtaLine, pending } from "../testing/samples.ts"
import { type AskedReturn, claimedOf, deliveredLinesOf, type Finding, type ReturnEvent, returnMachine, returnPolicy } from "./index.ts"
import { approval, approved, asks, box, boxLine, cancelled, closed, fails, first, given, here, inspect, kurtas, larger, look, machine, note, oneKurta, oneKurtaPassed, parcel, passes, pickedUp, pickup, receive, requested, requestOf, returnNumber, scheduled, second, theBox, twoKurtas, untouched, whose } from "../testing/story/return.ts"

describe("a return", () => {
  it("is asked for with what the order knows of its lines", () => {
    given().when({ ...asks(kurtas, box), at: 1 }).then(requested)
    given().when(asks({ ...box, reason: ` ${box.reason} ` })).leadsTo({ status: "requested", ...whose, lines: [{ ...box, ...untouched, takes: giftBox.components }], requestedAt: 5 })
  })

  it("shows what is wrong, and no picture twice", () => {
    given(requested).when({ type: "AttachImages", lineId: kurtaLine, images: ["image-1", "image-2", "image-2"], at: 5 }).then({ type: "ReturnImagesAttached", lineId: kurtaLine, images: ["image-2"], at: 5 })
    given(requested).when({ type: "AttachImages", lineId: kurtaLine, images: ["image-2"], at: 5 }).leadsTo({ lines: [{ images: ["image-1", "image-2"] }, { images: [] }] })
    given(requested).when({ type: "AttachImages", lineId: kurtaLine, images: ["image-1"], at: 5 }).then()
  })

  it("gets its number when it is approved", () => {
    given(requested).when({ type: "Approve", returnNumber, exchanges: [], at: 5 }).then({ ...approval, at: 5 })
    given(requested).when({ type: "Approve", returnNumber, exchanges: [], at: 5 }).leadsTo({ status: "approved", returnNumber, approvedAt: 5, receipts: [], inspections: [] })
  })

  it("or bears it from the beginning, and keeps it", () => {
    const fromTheStart = specify(returnMachine({ ...returnPolicy, numberedAt: "request" }))
    fromTheStart.given().when({ ...asks(box), returnNumber }).leadsTo({ returnNumber })
    fromTheStart.given({ ...requestOf(box), returnNumber } as ReturnEvent).when({ type: "Approve", exchanges: [], at: 5 }).leadsTo({ status: "approved", returnNumber })
  })

  it("is rejected for a reason", () =>
    given(requested).when({ type: "Reject", reason: " It was worn and washed. ", at: 5 }).leadsTo({ status: "rejected", reason: "It was worn and washed.", rejectedAt: 5 }))

  it("is an exchange where the customer names another variant, when asking or when it is approved", () => {
    given().when(asks({ ...kurtas, exchangeFor: larger })).leadsTo({ lines: [{ exchangeFor: larger }] })
    given(requested).when({ type: "Approve", returnNumber, exchanges: [{ lineId: kurtaLine, variantId: larger }], at: 5 }).leadsTo({ lines: [{ lineId: kurtaLine, exchangeFor: larger }, { lineId: boxLine }] })
  })

  it("is cancelled until the goods have left", () => {
    for (const past of [[requested], approved, scheduled]) given(...past).when({ type: "Cancel", at: 5 }).leadsTo({ status: "cancelled", cancelledAt: 5 })
    given(...approved, pickedUp).when({ type: "Cancel", at: 5 }).refuses("illegal_transition", { accepted: ["RecordPickup", "RecordReceipt", "CloseReceipt", "AddNote"] })
  })
})

describe("goods on their way back", () => {
  it("are fetched, and the courier may be booked again", () => {
    given(...approved).when({ type: "SchedulePickup", pickup, at: 5 }).leadsTo({ status: "pickup_scheduled", pickup })
    given(...scheduled).when({ type: "SchedulePickup", pickup: { ...pickup, scheduledFor: 2 * DAY }, at: 5 }).leadsTo({ pickup: { scheduledFor: 2 * DAY } })
    given(...scheduled).when({ type: "RecordPickup", at: 5 }).leadsTo({ status: "in_transit", pickedUpAt: 5, pickup })
  })

  it("may be brought by the customer, with no courier", () => given(...approved).when(receive(twoKurtas, theBox)).leadsTo({ status: "received" }))

  it("come in as many parcels as they like", () => {
    given(...approved, pickedUp).when(receive(oneKurta)).leadsTo({ status: "partially_received", lines: [{ quantityReceived: 1 }, { quantityReceived: 0 }] })
    given(...approved, parcel(first, oneKurta)).when(receive(oneKurta, theBox)).leadsTo({ status: "received", lines: [{ quantityReceived: 2 }, { quantityReceived: 1 }] })
  })

  it("are heard of once, however often and however late it is said", () => {
    given(...approved, pickedUp).when({ type: "RecordPickup", at: 5 }).then()
    given(...here).when({ type: "RecordPickup", at: 5 }).then()
    given(...approved, parcel(second, oneKurta)).when(receive(oneKurta)).then()
    given(...approved, pickedUp, closed, { type: "ReturnCompleted", ...whose, at: 4 }).when({ type: "RecordPickup", at: 5 }).then()
  })

  it("are on their way though the customer cancelled, if the courier took them", () => {
    given(...scheduled, cancelled).when({ type: "RecordPickup", at: 5 }).leadsTo({ status: "in_transit", pickedUpAt: 5 })
    given(...approved, cancelled).when(receive(oneKurta)).leadsTo({ status: "partially_received" })
    expect([...approved, cancelled, pickedUp].reduce(machine.evolve, machine.initial)).not.toHaveProperty("cancelledAt")
  })

  it("are awaited no longer when the shop says so", () => {
    given(...approved, parcel(first, oneKurta)).when({ type: "CloseReceipt", at: 5 }).leadsTo({ status: "received", lines: [{ quantityReceived: 1 }, { quantityReceived: 0 }] })
    given(...approved, parcel(first, oneKurta), oneKurtaPassed).when({ type: "CloseReceipt", at: 5 }).leadsTo({ status: "completed" })
    given(...approved, pickedUp).when({ type: "CloseReceipt", at: 5 }).then({ ...closed, at: 5 }, { type: "ReturnCompleted", ...whose, at: 5 })
    given(...approved, parcel(first, oneKurta), closed).when(receive(theBox)).leadsTo({ status: "received", lines: [{ quantityReceived: 1 }, { quantityReceived: 1 }] })
  })
})

describe("goods that came back", () => {
  const kurtaOnTheShelf = { type: "ReturnRestockDue", ...whose, inspectionId: look, at: 5 } as const

  it("that pass are paid back, and sold again if they can be", () => {
    given(...here).when(inspect(passes(oneKurta), passes(theBox, "damaged"))).then(
      {
        ...oneKurtaPassed,
        inspection: {
          inspectionId: look, inspectedAt: 5,
          findings: [
            { ...oneKurta, verdict: "pass", goods: "restocked", condition: "resellable", images: [] },
            { ...theBox, verdict: "pass", goods: "written_off", condition: "damaged", images: [] }
          ]
        }
      } as ReturnEvent,
      { ...kurtaOnTheShelf, demands: [{ variantId: kurta.variantId, quantity: 1 }] },
      { type: "ReturnRefundDue", ...whose, inspectionId: look, lines: [oneKurta, theBox], at: 5 }
    )
    given(...here).when(inspect(passes(oneKurta), fails(theBox))).leadsTo({ status: "received", lines: [{ quantityPassed: 1, quantityFailed: 0 }, { quantityPassed: 0, quantityFailed: 1 }] })
  })

  it("go back on the shelf as what they are made of, counted together", () =>
    given(...here).when(inspect(passes(oneKurta), passes(theBox))).then(
      expect.objectContaining({ type: "ReturnInspected" }) as ReturnEvent,
      { ...kurtaOnTheShelf, demands: [{ variantId: kurta.variantId, quantity: 3 }, { variantId: earphones.variantId, quantity: 1 }] },
      expect.objectContaining({ type: "ReturnRefundDue" }) as ReturnEvent
    ))

  it("that fail go back to the customer, or are written off: as the shop does it, or as is said", () => {
    const goodsOf = (policy: typeof returnPolicy, finding: Finding) => {
      const outcome = returnMachine(policy).decide(here.reduce(machine.evolve, machine.initial), inspect(finding))
      return outcome.ok && outcome.value.map((event) => event.type === "ReturnInspected" ? event.inspection.findings[0]!.goods : event.type)
    }
    expect(goodsOf(returnPolicy, fails(theBox))).toEqual(["sent_back"])
    expect(goodsOf(returnPolicy, { ...fails(theBox), failedGoods: "written_off" })).toEqual(["written_off"])
    expect(goodsOf({ ...returnPolicy, failedGoods: "written_off" }, fails(theBox))).toEqual(["written_off"])
  })

  it("for another variant are owed that, not money", () =>
    given(requestOf({ ...kurtas, exchangeFor: larger }), approval, parcel(first, twoKurtas)).when(inspect(passes(twoKurtas, "used"))).then(
      expect.objectContaining({ type: "ReturnInspected" }) as ReturnEvent,
      { type: "ReturnExchangeDue", ...whose, inspectionId: look, lines: [{ ...twoKurtas, variantId: larger }], at: 5 },
      { type: "ReturnCompleted", ...whose, at: 5 }
    ))

  it("end the return when all of them were looked at, and none is awaited", () => {
    given(...here).when(inspect(passes(twoKurtas), fails(theBox))).leadsTo({ status: "completed", completedAt: 5 })
    given(...here).when(inspect(passes(oneKurta), fails(oneKurta), fails(theBox))).leadsTo({ status: "completed" })
    given(...approved, parcel(first, oneKurta)).when(inspect(passes(oneKurta))).leadsTo({ status: "partially_received" })
  })

  it("are looked at once, however often it is said, and after the end too", () => {
    given(...here, oneKurtaPassed).when(inspect(passes(oneKurta))).then()
    given(...approved, parcel(first, oneKurta), oneKurtaPassed, closed, { type: "ReturnCompleted", ...whose, at: 5 }).when(inspect(passes(oneKurta))).then()
  })
})

describe("a note", () => {
  const { type: _, ...written } = note("Rang the customer.")
  const noted: ReturnEvent = { type: "ReturnNoted", ...whose, ...written }

  it("is written on a return whenever somebody has something to say, without the blanks around it", () => {
    for (const past of [[requested], approved, scheduled, here, [requested, cancelled]]) given(...past).when(note(" Rang the customer. ")).then(noted)
    given(requested).when(note("a".repeat(500))).leadsTo({ notes: [{ ...written, text: "a".repeat(500) }] })
  })

  it("stands after those before it, once, and is kept to the end", () => {
    given(requested).when(note("Rang the customer.")).leadsTo({ status: "requested", notes: [written] })
    given(requested, noted).when(note("Something else")).then()
    given(requested, noted, approval, pickedUp).when({ ...note("He is away."), noteId: id<"note">("note-2") }).leadsTo({ status: "in_transit", notes: [written, { ...written, noteId: "note-2", text: "He is away." }] })
  })
})

describe("what may be returned of an order", () => {
  const shipments = [
    { shipmentId: id<"shipment">("shipment-1"), items: [{ lineId: kurtaLine, quantity: 1 }], shippedAt: 1, deliveredAt: 2 },
    { shipmentId: id<"shipment">("shipment-2"), items: [{ lineId: kurtaLine, quantity: 1 }, { lineId: attaLine, quantity: 1 }], shippedAt: 3 }
  ]
  const order: Pick<PlacedOrder, "lines" | "shipments"> = { shipments, lines: pending.lines.map((line) => ({ ...line, quantityDelivered: line.lineId === kurtaLine ? 1 : 0 })) }
  const stateAfter = (...events: ReadonlyArray<ReturnEvent>) => events.reduce(machine.evolve, machine.initial) as AskedReturn

  it("is what arrived, when it did", () =>
    expect(deliveredLinesOf(order, [], () => "apparel")).toEqual([
      { lineId: kurtaLine, variantId: kurta.variantId, productCategory: "apparel", takes: [{ variantId: kurta.variantId, quantity: 1 }], deliveries: [{ quantity: 1, at: 2 }], quantityClaimed: 0 }
    ]))

  it.each([
    ["all that is asked for or awaited", 2, [requested]],
    ["all that is to come, though a part of it is here", 2, [...approved, parcel(first, oneKurta)]],
    ["nothing of what is cancelled", 0, [requested, cancelled]],
    ["nothing of what was rejected", 0, [requested, { type: "ReturnRejected", ...whose, reason: "It was worn and washed.", at: 2 } as const]],
    ["only what came, once it is over", 1, [...approved, parcel(first, oneKurta), closed, oneKurtaPassed, { type: "ReturnCompleted", ...whose, at: 5 } as const]]
  ])("is less by other returns: %s", (_, claimed, past) => {
    expect(claimedOf([stateAfter(...past)], kurtaLine)).toBe(claimed)
    expect(deliveredLinesOf(order, [stateAfter(...past)], () => "apparel")[0]!.quantityClaimed).toBe(claimed)
  })
})
