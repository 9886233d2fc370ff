import type { Instant } from "../id.ts"
import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import { noteRefusal, reasonRefusal } from "../text.ts"
import { exchangeRefusal, repeatedLine, requestRefusal } from "./check.ts"
import { evolve } from "./evolve.ts"
import { inspected, whatIsDue } from "./inspection.ts"
import type { ApprovedReturn, RequestedReturn, Return, ReturnCommand, ReturnEvent, ReturnLine, ReturnPolicy, ReturnRefusal } from "./return.ts"
import { returnTransitions } from "./transitions.ts"

const handlers = (policy: ReturnPolicy): Handlers<typeof returnTransitions, Return, ReturnCommand, ReturnEvent, ReturnRefusal> => ({
  Request: (_unrequested, { type: _, delivered, at, lines, ...asked }) => {
    const refusal = requestRefusal(policy, { lines, delivered, returnNumber: asked.returnNumber, at })
    if (refusal) return refuse(refusal)
    const factsOf = (lineId: string) => delivered.find((line) => line.lineId === lineId)!
    return ok([{
      type: "ReturnRequested",
      ...asked,
      lines: lines.map((line) => {
        const { variantId, takes } = factsOf(line.lineId)
        return { ...line, reason: line.reason.trim(), variantId, takes, quantityReceived: 0, quantityPassed: 0, quantityFailed: 0 }
      }),
      at
    }])
  },

  AttachImages: ({ lines }, { lineId, images, at }) => {
    const line = find(lines, lineId)
    if (!line) return refuse({ code: "return_line_not_found", lineId })
    const added = [...new Set(images)].filter((image) => !line.images.includes(image))
    return added.length === 0 ? ok([]) : ok([{ type: "ReturnImagesAttached", lineId, images: added, at }])
  },

  Approve: (asked, { returnNumber, exchanges, at }) => {
    const number = asked.returnNumber ?? returnNumber
    if (number === undefined) return refuse({ code: "return_number_missing" })
    if (returnNumber !== undefined && returnNumber !== number) return refuse({ code: "return_already_numbered", returnNumber: number })
    const repeated = repeatedLine(exchanges)
    if (repeated) return refuse(repeated)
    for (const { lineId, variantId } of exchanges) {
      const line = find(asked.lines, lineId)
      if (!line) return refuse({ code: "return_line_not_found", lineId })
      const refusal = exchangeRefusal(line, variantId)
      if (refusal) return refuse(refusal)
    }
    return ok([{ type: "ReturnApproved", ...whoseOf(asked), returnNumber: number, exchanges, at }])
  },

  Reject: (asked, { reason, at }) => {
    const refusal = reasonRefusal(reason)
    return refusal ? refuse(refusal) : ok([{ type: "ReturnRejected", ...whoseOf(asked), reason: reason.trim(), at }])
  },

  Cancel: (asked, { at }) => ok([{ type: "ReturnCancelled", ...whoseOf(asked), at }]),

  // A courier who did not come is booked again.
  SchedulePickup: (approved, { pickup, at }) => ok([{ type: "ReturnPickupScheduled", ...whoseOf(approved), pickup, at }]),

  RecordPickup: (sent, { at }) => {
    if (!("approvedAt" in sent)) return refuse({ code: "return_never_approved", cancelledAt: sent.cancelledAt })
    return hasLeft(sent) ? ok([]) : ok([{ type: "ReturnPickedUp", ...whoseOf(sent), at }])
  },

  // A parcel arrives once, however often it is said.
  RecordReceipt: (sent, { receiptId, items, at }) => {
    if (!("approvedAt" in sent)) return refuse({ code: "return_never_approved", cancelledAt: sent.cancelledAt })
    if (sent.receipts.some((receipt) => receipt.receiptId === receiptId)) return ok([])
    if (items.length === 0) return refuse({ code: "receipt_is_empty" })
    const repeated = repeatedLine(items)
    if (repeated) return refuse(repeated)
    for (const { lineId, quantity } of items) {
      const line = find(sent.lines, lineId)
      if (!line) return refuse({ code: "return_line_not_found", lineId })
      // What comes after the end belongs to a return of its own.
      const awaited = sent.status === "completed" ? 0 : line.quantity - line.quantityReceived
      if (!isWholeUpTo(quantity, awaited)) return refuse({ code: "quantity_not_awaited", lineId, quantity, awaited })
    }
    return ok([{ type: "ReturnReceived", ...whoseOf(sent), receipt: { receiptId, items, receivedAt: at }, at }])
  },

  CloseReceipt: (sent, { at }) => ok(completing(sent, [{ type: "ReturnReceiptClosed", ...whoseOf(sent), at }], at)),

  // Goods are looked at once, and go back on the shelf once, however often it is said.
  Inspect: (came, { inspectionId, findings, at }) => {
    if (came.inspections.some((inspection) => inspection.inspectionId === inspectionId)) return ok([])
    if (findings.length === 0) return refuse({ code: "inspection_is_empty" })
    const left = new Map(came.lines.map((line) => [line.lineId, uninspectedOf(line)]))
    for (const { lineId, quantity } of findings) {
      const uninspected = left.get(lineId)
      if (uninspected === undefined) return refuse({ code: "return_line_not_found", lineId })
      if (!isWholeUpTo(quantity, uninspected)) return refuse({ code: "quantity_not_inspectable", lineId, quantity, uninspected })
      left.set(lineId, uninspected - quantity)
    }
    const inspection = { inspectionId, findings: findings.map((finding) => inspected(policy, finding)), inspectedAt: at }
    return ok(completing(came, [{ type: "ReturnInspected", ...whoseOf(came), inspection, at }, ...whatIsDue(came, inspection)], at))
  },

  AddNote: (asked, { type: _, ...note }) => {
    if (asked.notes.some(({ noteId }) => noteId === note.noteId)) return ok([])
    const refusal = noteRefusal(note.text)
    if (refusal) return refuse(refusal)
    return ok([{ type: "ReturnNoted", ...whoseOf(asked), ...note, text: note.text.trim() }])
  }
})

/** What is received, awaits nothing more and is all inspected, ends. */
const completing = (before: Extract<Return, ApprovedReturn>, events: ReadonlyArray<ReturnEvent>, at: Instant): ReadonlyArray<ReturnEvent> => {
  const next = events.reduce<Return>(evolve, before)
  return next.status === "received" && next.lines.every((line) => uninspectedOf(line) === 0) ? [...events, { type: "ReturnCompleted", ...whoseOf(before), at }] : events
}

const whoseOf = ({ returnId, orderId }: RequestedReturn) => ({ returnId, orderId })
const hasLeft = ({ pickedUpAt, receipts }: ApprovedReturn): boolean => pickedUpAt !== undefined || receipts.length > 0
const find = (lines: ReadonlyArray<ReturnLine>, lineId: string) => lines.find((line) => line.lineId === lineId)
const uninspectedOf = ({ quantityReceived, quantityPassed, quantityFailed }: ReturnLine): number => quantityReceived - quantityPassed - quantityFailed
const isWholeUpTo = (quantity: number, most: number): boolean => Number.isInteger(quantity) && quantity >= 1 && quantity <= most

export const decide = (policy: ReturnPolicy) =>
  decideBy<Return, ReturnCommand, ReturnEvent, ReturnRefusal, typeof returnTransitions>("return", returnTransitions, handlers(policy))
