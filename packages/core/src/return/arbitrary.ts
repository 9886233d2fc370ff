import fc from "fast-check"
import { takenBy } from "../cart/index.ts"
import { id } from "../id.ts"
import { anyId, command } from "../testing/generate.ts"
import { attaLine as giftBoxLine, DAY, giftBox, kurta, kurtaLine } from "../testing/samples.ts"
import type { Commands } from "../testing/walk.ts"
import { conditions, type DeliveredLine, type Finding, type RequestedLine, returnCategories, type ReturnCommand } from "./return.ts"

const mostly = <const A>(usual: A, ...others: ReadonlyArray<A>) => fc.oneof({ weight: 7, arbitrary: fc.constant<A>(usual) }, fc.constantFrom<A>(usual, ...others))
const anyLineId = fc.constantFrom(kurtaLine, giftBoxLine)
const anyNamed = mostly<typeof kurtaLine>(kurtaLine, giftBoxLine, id<"order_line">("order_line-9"))
const anyImages = fc.uniqueArray(fc.constantFrom("image-1", "image-2", "image-3"), { maxLength: 2 })

const anyAsked: fc.Arbitrary<RequestedLine> = fc.record({
  lineId: anyLineId,
  quantity: mostly(1, 2, 2, 3, 0),
  category: fc.constantFrom(...returnCategories),
  reason: mostly("The seam came apart.", "Too small"),
  images: anyImages,
  exchangeFor: fc.option(mostly(id<"variant">("variant-kurta-xl"), kurta.variantId), { nil: undefined, freq: 1 })
}).map(({ exchangeFor, ...line }) => exchangeFor === undefined ? line : { ...line, exchangeFor })

/** Two kurtas and two gift boxes, delivered at once or in two parcels. */
export const anyDelivered: fc.Arbitrary<ReadonlyArray<DeliveredLine>> = fc.record({ first: mostly(0, -31 * DAY), second: mostly(0, -29 * DAY), quantityClaimed: mostly(0, 1) })
  .map(({ first, second, quantityClaimed }) => [[kurtaLine, kurta] as const, [giftBoxLine, giftBox] as const].map(([lineId, item]) => ({
    lineId, variantId: item.variantId, productCategory: "apparel", takes: takenBy(item), deliveries: [{ quantity: 1, at: first }, { quantity: 1, at: second }], quantityClaimed
  })))

const anyPieces = fc.record({ lineId: fc.oneof({ weight: 9, arbitrary: anyLineId }, anyNamed), quantity: mostly(1, 1, 2, 0, 1.5) })

const anyFinding: fc.Arbitrary<Finding> = fc.record({
  pieces: anyPieces, condition: fc.constantFrom(...conditions), images: anyImages,
  outcome: fc.constantFrom({ verdict: "pass" } as const, { verdict: "pass" } as const, { verdict: "fail" } as const, { verdict: "fail", failedGoods: "written_off" } as const)
}).map(({ pieces, outcome, ...found }) => ({ ...pieces, ...found, ...outcome }))

const anyNumber = mostly<string | undefined>("RET-2026-000001", "RET-2026-000002", undefined)
const numbered = <A>({ number, ...asked }: A & { readonly number: string | undefined }) => ({ ...asked, ...(number !== undefined && { returnNumber: number }) })

/** A generator for each command of the return. */
export const returnCommands: Commands<ReturnCommand> = {
  Request: command("Request", {
    returnId: anyId("return"), orderId: anyId("order"), lines: mostly(1, 2, 0).chain((length) => fc.array(anyAsked, { minLength: length, maxLength: length })), delivered: anyDelivered, number: anyNumber
  }).map(numbered),
  AttachImages: command("AttachImages", { lineId: anyNamed, images: anyImages }),
  Approve: command("Approve", { number: anyNumber, exchanges: fc.array(fc.record({ lineId: anyLineId, variantId: fc.constantFrom(id<"variant">("variant-kurta-xl"), kurta.variantId) }), { maxLength: 1 }) }).map(numbered),
  Reject: command("Reject", { reason: mostly("It was worn and washed.", "No") }),
  Cancel: command("Cancel", {}),
  SchedulePickup: command("SchedulePickup", { pickup: fc.record({ carrier: fc.constant("India Post"), scheduledFor: fc.nat(DAY) }) }),
  RecordPickup: command("RecordPickup", {}),
  RecordReceipt: command("RecordReceipt", { receiptId: anyId("receipt", 6), items: mostly(1, 2, 0).chain((length) => fc.array(anyPieces, { minLength: length, maxLength: length })) }),
  CloseReceipt: command("CloseReceipt", {}),
  Inspect: command("Inspect", { inspectionId: anyId("inspection", 6), findings: fc.array(anyFinding, { maxLength: 3 }) }),
  AddNote: command("AddNote", { noteId: anyId("note"), text: mostly("Rang the customer.", " "), by: fc.constant("Meera") })
}
