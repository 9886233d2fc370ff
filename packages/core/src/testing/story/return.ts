// What the stories of returns are told with: what was asked for, what came, and what was found.
import { id } from "../../id.ts"
import { specify } from "../index.ts"
import { DAY, giftBox, kurta, kurtaLine, placement } from "../samples.ts"
import { type DeliveredLine, type Finding, type RequestedLine, type ReturnCommand, type ReturnEvent, returnMachine } from "../../return/index.ts"

export const machine = returnMachine()
export const { given } = specify(machine)
export const [returnId, orderId] = [id<"return">("return-1"), placement.orderId]
export const whose = { returnId, orderId }
export const returnNumber = "RET-2026-000001"
export const boxLine = id<"order_line">("order_line-3")
export const foreignLine = id<"order_line">("order_line-9")
export const larger = id<"variant">("variant-kurta-xl")
export const deliveredLine = (lineId: typeof kurtaLine, { variantId }: typeof kurta, facts: Partial<DeliveredLine> = {}): DeliveredLine =>
  ({ lineId, variantId, productCategory: "apparel", takes: [{ variantId, quantity: 1 }], deliveries: [{ quantity: 2, at: 0 }], quantityClaimed: 0, ...facts })
export const delivered = [deliveredLine(kurtaLine, kurta), deliveredLine(boxLine, giftBox, { takes: giftBox.components! })]
export const kurtas: RequestedLine = { lineId: kurtaLine, quantity: 2, category: "defective", reason: "The seams came apart.", images: ["image-1"] }
export const box: RequestedLine = { lineId: boxLine, quantity: 1, category: "changed_mind", reason: "It was given twice.", images: [] }
export const asks = (...lines: ReadonlyArray<RequestedLine>) => ({ type: "Request", ...whose, lines, delivered, at: 5 }) as const satisfies ReturnCommand
export const untouched = { quantityReceived: 0, quantityPassed: 0, quantityFailed: 0 }
export const requestOf = (...lines: ReadonlyArray<RequestedLine>): ReturnEvent => ({
  type: "ReturnRequested", ...whose, at: 1,
  lines: lines.map((line) => ({ ...line, variantId: line.lineId === kurtaLine ? kurta.variantId : giftBox.variantId, takes: delivered.find(({ lineId }) => lineId === line.lineId)!.takes, ...untouched }))
})
export const requested = requestOf(kurtas, box)
export const approval: ReturnEvent = { type: "ReturnApproved", ...whose, returnNumber, exchanges: [], at: 2 }
export const approved = [requested, approval] as const
export const pickup = { carrier: "India Post", trackingNumber: "EE123456789IN", scheduledFor: DAY }
export const scheduled = [...approved, { type: "ReturnPickupScheduled", ...whose, pickup, at: 3 }] as const satisfies ReadonlyArray<ReturnEvent>
export const cancelled: ReturnEvent = { type: "ReturnCancelled", ...whose, at: 3 }
export const pickedUp: ReturnEvent = { type: "ReturnPickedUp", ...whose, at: 3 }
export const [first, second] = [id<"receipt">("receipt-1"), id<"receipt">("receipt-2")]
export const twoKurtas = { lineId: kurtaLine, quantity: 2 }
export const oneKurta = { lineId: kurtaLine, quantity: 1 }
export const theBox = { lineId: boxLine, quantity: 1 }
export const parcel = (receiptId: typeof first, ...items: ReadonlyArray<typeof theBox>): ReturnEvent => ({ type: "ReturnReceived", ...whose, receipt: { receiptId, items, receivedAt: 4 }, at: 4 })
export const closed: ReturnEvent = { type: "ReturnReceiptClosed", ...whose, at: 4 }
export const here = [...approved, parcel(first, twoKurtas, theBox)] as const
export const [look, secondLook] = [id<"inspection">("inspection-1"), id<"inspection">("inspection-2")]
export const passes = (pieces: typeof theBox, condition: Finding["condition"] = "resellable"): Finding => ({ ...pieces, verdict: "pass", condition, images: [] })
export const fails = (pieces: typeof theBox): Finding & { readonly verdict: "fail" } => ({ ...pieces, verdict: "fail", condition: "used", images: ["image-2"] })
export const note = (text: string) => ({ type: "AddNote", noteId: id<"note">("note-1"), text, by: "Meera", at: 5 }) as const satisfies ReturnCommand
export const inspect = (...findings: ReadonlyArray<Finding>): ReturnCommand => ({ type: "Inspect", inspectionId: look, findings, at: 5 })
export const receive = (...items: ReadonlyArray<typeof theBox>): ReturnCommand => ({ type: "RecordReceipt", receiptId: second, items, at: 5 })
export const oneKurtaPassed: ReturnEvent = { type: "ReturnInspected", ...whose, inspection: { inspectionId: look, findings: [{ ...oneKurta, verdict: "pass", goods: "restocked", condition: "resellable", images: [] }], inspectedAt: 5 }, at: 5 }
