import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import type { PlacedOrder } from "../order/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { attaLine, DAY, earphones, giftBox, kurta, kurtaLine, pending, placement } from "../testing/samples.ts"
import { type AskedReturn, claimedOf, type DeliveredLine, deliveredLinesOf, type Finding, type RequestedLine, type ReturnCommand, type ReturnEvent, returnMachine, returnPolicy, type ReturnRefusal } from "./index.ts"

const machine = returnMachine()
const { given } = specify(machine)

const [returnId, orderId] = [id<"return">("return-1"), placement.orderId]
const whose = { returnId, orderId }
const returnNumber = "RET-2026-000001"
const boxLine = id<"order_line">("order_line-3")
const foreignLine = id<"order_line">("order_line-9")
const larger = id<"variant">("variant-kurta-xl")

const deliveredLine = (lineId: typeof kurtaLine, { variantId }: typeof kurta, facts: Partial<DeliveredLine> = {}): DeliveredLine =>
  ({ lineId, variantId, productCategory: "apparel", takes: [{ variantId, quantity: 1 }], deliveries: [{ quantity: 2, at: 0 }], quantityClaimed: 0, ...facts })
const delivered = [deliveredLine(kurtaLine, kurta), deliveredLine(boxLine, giftBox, { takes: giftBox.components! })]

const kurtas: RequestedLine = { lineId: kurtaLine, quantity: 2, category: "defective", reason: "The seams came apart.", images: ["image-1"] }
const box: RequestedLine = { lineId: boxLine, quantity: 1, category: "changed_mind", reason: "It was given twice.", images: [] }
const asks = (...lines: ReadonlyArray<RequestedLine>) => ({ type: "Request", ...whose, lines, delivered, at: 5 }) as const satisfies ReturnCommand

const untouched = { quantityReceived: 0, quantityPassed: 0, quantityFailed: 0 }
const requestOf = (...lines: ReadonlyArray<RequestedLine>): ReturnEvent => ({
  type: "ReturnRequested", ...whose, at: 1,
  lines: lines.map((line) => ({ ...line, variantId: line.lineId === kurtaLine ? kurta.variantId : giftBox.variantId, takes: delivered.find(({ lineId }) => lineId === line.lineId)!.takes, ...untouched }))
})
const requested = requestOf(kurtas, box)
const approval: ReturnEvent = { type: "ReturnApproved", ...whose, returnNumber, exchanges: [], at: 2 }
const approved = [requested, approval] as const
const pickup = { carrier: "India Post", trackingNumber: "EE123456789IN", scheduledFor: DAY }
const scheduled = [...approved, { type: "ReturnPickupScheduled", ...whose, pickup, at: 3 }] as const satisfies ReadonlyArray<ReturnEvent>
const cancelled: ReturnEvent = { type: "ReturnCancelled", ...whose, at: 3 }
const pickedUp: ReturnEvent = { type: "ReturnPickedUp", ...whose, at: 3 }
const [first, second] = [id<"receipt">("receipt-1"), id<"receipt">("receipt-2")]
const twoKurtas = { lineId: kurtaLine, quantity: 2 }
const oneKurta = { lineId: kurtaLine, quantity: 1 }
const theBox = { lineId: boxLine, quantity: 1 }
const parcel = (receiptId: typeof first, ...items: ReadonlyArray<typeof theBox>): ReturnEvent => ({ type: "ReturnReceived", ...whose, receipt: { receiptId, items, receivedAt: 4 }, at: 4 })
const closed: ReturnEvent = { type: "ReturnReceiptClosed", ...whose, at: 4 }
const here = [...approved, parcel(first, twoKurtas, theBox)] as const

const [look, secondLook] = [id<"inspection">("inspection-1"), id<"inspection">("inspection-2")]
const passes = (pieces: typeof theBox, condition: Finding["condition"] = "resellable"): Finding => ({ ...pieces, verdict: "pass", condition, images: [] })
const fails = (pieces: typeof theBox): Finding & { readonly verdict: "fail" } => ({ ...pieces, verdict: "fail", condition: "used", images: ["image-2"] })
const note = (text: string) => ({ type: "AddNote", noteId: id<"note">("note-1"), text, by: "Meera", at: 5 }) as const satisfies ReturnCommand
const inspect = (...findings: ReadonlyArray<Finding>): ReturnCommand => ({ type: "Inspect", inspectionId: look, findings, at: 5 })
const receive = (...items: ReadonlyArray<typeof theBox>): ReturnCommand => ({ type: "RecordReceipt", receiptId: second, items, at: 5 })
const oneKurtaPassed: ReturnEvent = { type: "ReturnInspected", ...whose, inspection: { inspectionId: look, findings: [{ ...oneKurta, verdict: "pass", goods: "restocked", condition: "resellable", images: [] }], inspectedAt: 5 }, at: 5 }

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

describe("a return", () => refusals<ReturnRefusal["code"]>({
  return_is_empty: { "of nothing": (code) => given().when(asks()).refuses(code) },
  return_line_named_twice: {
    "one kurta and one kurta are two kurtas": (code) => given().when(asks(kurtas, kurtas)).refuses(code, { lineId: kurtaLine }),
    "in a parcel": (code) => given(...approved).when(receive(oneKurta, oneKurta)).refuses(code, { lineId: kurtaLine }),
    "among the exchanges": (code) => {
      const exchange = { lineId: kurtaLine, variantId: larger }
      given(requested).when({ type: "Approve", returnNumber, exchanges: [exchange, exchange], at: 5 }).refuses(code, { lineId: kurtaLine })
    }
  },
  return_number_missing: {
    "on approval": (code) => given(requested).when({ type: "Approve", exchanges: [], at: 5 }).refuses(code),
    "on request, where the shop numbers what is asked for": (code) => specify(returnMachine({ ...returnPolicy, numberedAt: "request" })).given().when(asks(box)).refuses(code)
  },
  return_already_numbered: {
    "another number on approval": (code) => given({ ...requested, returnNumber } as ReturnEvent).when({ type: "Approve", returnNumber: "RET-2026-000002", exchanges: [], at: 5 }).refuses(code, { returnNumber })
  },
  return_line_not_found: {
    "something that was not delivered": (code) => given().when(asks(box, { ...kurtas, lineId: attaLine })).refuses(code, { lineId: attaLine }),
    "pictures of something else": (code) => given(requested).when({ type: "AttachImages", lineId: foreignLine, images: ["image-1"], at: 5 }).refuses(code, { lineId: foreignLine }),
    "an exchange of something else": (code) => given(requested).when({ type: "Approve", returnNumber, exchanges: [{ lineId: foreignLine, variantId: larger }], at: 5 }).refuses(code, { lineId: foreignLine }),
    "a parcel with something else": (code) => given(...approved).when(receive(oneKurta, { lineId: foreignLine, quantity: 1 })).refuses(code, { lineId: foreignLine }),
    "a look at something else": (code) => given(...here).when(inspect(passes({ lineId: foreignLine, quantity: 1 }))).refuses(code, { lineId: foreignLine })
  },
  reason_length_out_of_range: {
    "nine characters, blanks aside, or five hundred and one": (code) => {
      given().when(asks({ ...box, reason: "  too small  " })).refuses(code, { length: 9, minimum: 10, maximum: 500 })
      given().when(asks({ ...box, reason: "x".repeat(501) })).refuses(code, { length: 501 })
      given().when(asks({ ...box, reason: "too small!" })).leadsTo({ status: "requested" })
      given().when(asks({ ...box, reason: "😀".repeat(500) })).leadsTo({ status: "requested" })
    },
    "of a rejection": (code) => given(requested).when({ type: "Reject", reason: "No", at: 5 }).refuses(code, { length: 2 })
  },
  quantity_not_returnable: {
    "F30: more than was delivered, or than other returns left": (code) => {
      given().when(asks({ ...kurtas, quantity: 3 })).refuses(code, { lineId: kurtaLine, quantity: 3, returnable: 2 })
      given().when({ ...asks(kurtas), delivered: [deliveredLine(kurtaLine, kurta, { quantityClaimed: 1 })] }).refuses(code, { quantity: 2, returnable: 1 })
    },
    "no kurta, or a kurta and a half": (code) => {
      for (const quantity of [0, -1, 1.5]) given().when(asks({ ...kurtas, quantity })).refuses(code, { quantity, returnable: 2 })
    }
  },
  return_window_closed: {
    "thirty days after delivery": (code) => {
      given().when({ ...asks(kurtas), at: 30 * DAY }).refuses(code, { lineId: kurtaLine, closedAt: 30 * DAY })
      given().when({ ...asks(kurtas), at: 30 * DAY - 1 }).leadsTo({ status: "requested" })
    },
    "sooner, or never, where the shop says so": (code) => {
      const weekly = specify(returnMachine({ ...returnPolicy, windowMs: { byProductCategory: { apparel: 7 * DAY, food: 0 }, otherwise: 30 * DAY } }))
      const requestOf = (productCategory: string, at: number): ReturnCommand => ({ ...asks(kurtas), delivered: [deliveredLine(kurtaLine, kurta, { productCategory })], at })
      weekly.given().when(requestOf("apparel", 7 * DAY)).refuses(code, { closedAt: 7 * DAY })
      weekly.given().when(requestOf("food", 0)).refuses(code, { closedAt: 0 })
      weekly.given().when(requestOf("toString", 7 * DAY)).leadsTo({ status: "requested" })
    },
    "by parcel: the pieces that come back are the last that were delivered": (code) => {
      const late = [deliveredLine(kurtaLine, kurta, { deliveries: [{ quantity: 1, at: 0 }, { quantity: 1, at: 20 * DAY }] })]
      given().when({ ...asks(kurtas), delivered: late, at: 40 * DAY }).refuses(code, { closedAt: 30 * DAY })
      given().when({ ...asks({ ...kurtas, quantity: 1 }), delivered: late, at: 40 * DAY }).leadsTo({ status: "requested" })
    }
  },
  exchange_for_the_same_variant: {
    "a kurta for the same kurta": (code) => {
      given().when(asks({ ...kurtas, exchangeFor: kurta.variantId })).refuses(code, { lineId: kurtaLine, variantId: kurta.variantId })
      given(requested).when({ type: "Approve", returnNumber, exchanges: [{ lineId: kurtaLine, variantId: kurta.variantId }], at: 5 }).refuses(code, { lineId: kurtaLine })
    }
  },
  return_never_approved: {
    "nothing was sent for it": (code) => {
      given(requested, cancelled).when({ type: "RecordPickup", at: 5 }).refuses(code, { cancelledAt: 3 })
      given(requested, cancelled).when(receive(oneKurta)).refuses(code, { cancelledAt: 3 })
    }
  },
  receipt_is_empty: { "a parcel of nothing": (code) => given(...approved).when(receive()).refuses(code) },
  quantity_not_awaited: {
    "more kurtas than were to come": (code) => given(...approved, parcel(first, oneKurta)).when(receive(twoKurtas)).refuses(code, { lineId: kurtaLine, quantity: 2, awaited: 1 }),
    "no kurta, or a kurta and a half": (code) => {
      for (const quantity of [0, -1, 1.5]) given(...approved).when(receive({ lineId: kurtaLine, quantity })).refuses(code, { quantity, awaited: 2 })
    },
    "a parcel after the end": (code) => given(...approved, pickedUp, closed, { type: "ReturnCompleted", ...whose, at: 4 }).when(receive(oneKurta)).refuses(code, { awaited: 0 })
  },
  inspection_is_empty: { "nobody looked at anything": (code) => given(...here).when(inspect()).refuses(code) },
  quantity_not_inspectable: {
    "more kurtas than came": (code) => given(...approved, parcel(first, oneKurta)).when(inspect(passes(twoKurtas))).refuses(code, { lineId: kurtaLine, quantity: 2, uninspected: 1 }),
    "two good ones and a bad one of two": (code) => given(...here).when(inspect(passes(twoKurtas), fails(oneKurta))).refuses(code, { quantity: 1, uninspected: 0 }),
    "one that was looked at already": (code) => given(...here, oneKurtaPassed).when({ ...inspect(passes(twoKurtas)), inspectionId: secondLook } as ReturnCommand).refuses(code, { quantity: 2, uninspected: 1 }),
    "no kurta, or a kurta and a half": (code) => {
      for (const quantity of [0, -1, 1.5]) given(...here).when(inspect(passes({ lineId: kurtaLine, quantity }))).refuses(code, { quantity, uninspected: 2 })
    }
  },
  note_length_out_of_range: {
    "blanks, or more than somebody reads": (code) => {
      given(requested).when(note("  ")).refuses(code, { length: 0, minimum: 1, maximum: 500 })
      given(requested).when(note("a".repeat(501))).refuses(code, { length: 501 })
    }
  }
}))

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
