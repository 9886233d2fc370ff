import { describe } from "vitest"
import { refusals, specify } from "../testing/index.ts"
import { attaLine, DAY, kurta, kurtaLine } from "../testing/samples.ts"
import { type ReturnCommand, type ReturnEvent, returnMachine, returnPolicy, type ReturnRefusal } from "./index.ts"
import { approved, asks, box, cancelled, closed, deliveredLine, fails, first, foreignLine, given, here, inspect, kurtas, larger, note, oneKurta, oneKurtaPassed, parcel, passes, pickedUp, receive, requested, returnNumber, secondLook, twoKurtas, whose } from "../testing/story/return.ts"

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
