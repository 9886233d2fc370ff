import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { DAY, MINUTE, placement } from "../testing/samples.ts"
import { byHand, cancel, drafted, given, machine, orderId, placed, record, remove, theAtta, total, twoKurtas, why } from "../testing/story/order.ts"
import type { OrderEvent } from "./index.ts"

describe("a draft", () => {
  it("is written for a day, and asks for neither stock nor money", () => {
    given().when({ type: "Draft", ...byHand, at: 5 }).then({ type: "OrderDrafted", ...byHand, expiresAt: 5 + DAY, at: 5 })
    given().when({ type: "Draft", ...byHand, at: 5 }).leadsTo({ status: "draft", ...byHand, placedAt: 5, lines: [{ quantityShipped: 0 }, {}] })
    given(drafted).when(record(total)).refuses("illegal_transition")
  })

  it("may be written anew, prices too", () => {
    const lines = placement.lines.map((line) => ({ ...line, quantity: 1 }))
    given(drafted).when({ type: "EditDraft", changes: { lines, paymentMethod: "cod" }, at: 5 }).then({ type: "OrderDraftEdited", orderId, changes: { lines, paymentMethod: "cod" }, at: 5 })
    given(drafted).when({ type: "EditDraft", changes: { lines, paymentMethod: "cod" }, at: 5 }).leadsTo({ status: "draft", paymentMethod: "cod", lines: [{ quantity: 1, quantityCancelled: 0 }, {}] })
    given(drafted).when({ type: "EditDraft", changes: { email: "asha@example.com" }, at: 5 }).leadsTo({ email: "asha@example.com", lines: [{ quantity: 2 }, {}] })
  })

  it("is placed as it stands, and keeps its tags and notes", () => {
    const written: ReadonlyArray<OrderEvent> = [drafted, { type: "OrderTagged", orderId, tag: "gift", at: 1 }, { type: "OrderNoted", orderId, noteId: id<"note">("note-1"), text: "Call first", by: "Meera", at: 1 }]
    given(...written).when({ type: "PlaceDraft", at: 5 }).then({ type: "OrderPlaced", ...byHand, expiresAt: 5 + 30 * MINUTE, at: 5 })
    given(...written).when({ type: "PlaceDraft", at: 5 }).leadsTo({ status: "pending", placedAt: 5, expiresAt: 5 + 30 * MINUTE, tags: ["gift"], notes: [{ text: "Call first" }] })
    given(placed).when({ type: "PlaceDraft", at: 5 }).refuses("illegal_transition")
  })

  it("is dropped after its day, cancelled or deleted, and nothing has to be called off", () => {
    given(drafted).when({ type: "Expire", at: DAY }).then({ type: "OrderExpired", orderId, paymentIds: [], was: "draft", at: DAY })
    given(drafted).when({ type: "Expire", at: DAY }).leadsTo({ status: "expired", expiredAt: DAY })
    given(drafted).when(cancel).then({ type: "OrderCancelled", orderId, paymentIds: [], was: "draft", ...why, items: [twoKurtas, theAtta], demands: [], at: 5 })
    given(drafted).when(remove(0)).then({ type: "OrderDeleted", orderId, orderNumber: placement.orderNumber, at: 5 })
  })

  it("is deleted down to its number", () => expect([drafted, { type: "OrderDeleted", orderId, orderNumber: placement.orderNumber, at: 5 } as const].reduce(machine.evolve, machine.initial)).toEqual({
    status: "deleted", orderId, orderNumber: placement.orderNumber, deletedAt: 5
  }))
})
