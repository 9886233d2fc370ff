import { describe, it } from "vitest"
import { id } from "../id.ts"
import { asha, placement } from "../testing/samples.ts"
import { done, edit, given, moved, note, orderId, placed, tag, toPack } from "../testing/story/order.ts"
import type { OrderEvent } from "./index.ts"

describe("an edit", () => {
  it("keeps what stood there before, with who and why (O19)", () => {
    given(...toPack).when(edit({ shippingAddress: moved, phone: placement.phone, customerNotes: "Ring twice" })).then({
      type: "OrderDetailsEdited", orderId, before: { shippingAddress: asha }, after: { shippingAddress: moved, customerNotes: "Ring twice" }, by: "Meera", why: "She wrote to us", at: 5
    })
    given(...toPack).when(edit({ email: "asha@example.com" })).leadsTo({
      status: "confirmed", email: "asha@example.com", edits: [{ before: { email: placement.email }, after: { email: "asha@example.com" }, by: "Meera", why: "She wrote to us", at: 5 }]
    })
    given(...done).when(edit({ email: "asha@example.com" })).refuses("illegal_transition")
  })
})

describe("tags and notes", () => {
  it("are kept once, without blanks around them (O15, O16)", () => {
    given(placed).when(tag(" gift ")).then({ type: "OrderTagged", orderId, tag: "gift", at: 5 })
    given(placed).when(note(" Call first ")).then({ type: "OrderNoted", orderId, noteId: id<"note">("note-1"), text: "Call first", by: "Meera", at: 5 })
    const tagged: OrderEvent = { type: "OrderTagged", orderId, tag: "gift", at: 1 }
    given(placed, tagged).when(tag("gift")).then()
    given(placed, tagged).when({ type: "RemoveTag", tag: " gift ", at: 5 }).then({ type: "OrderUntagged", orderId, tag: "gift", at: 5 })
    given(placed, tagged, { ...tagged, tag: "fragile" }).when({ type: "RemoveTag", tag: "gift", at: 5 }).leadsTo({ tags: ["fragile"] })
    given(placed).when({ type: "RemoveTag", tag: "gift", at: 5 }).then()
    given(placed, { type: "OrderNoted", orderId, noteId: id<"note">("note-1"), text: "Call first", by: "Meera", at: 1 }).when(note("again")).then()
    given(...done).when(note("again")).leadsTo({ status: "completed", notes: [{ noteId: "note-1", text: "again", by: "Meera", at: 5 }] })
  })
})
