import { cannotFollow } from "../machine.ts"
import type { ApprovedReturn, Return, ReturnEvent, ReturnLine } from "./return.ts"

export const evolve = (asked: Return, event: ReturnEvent): Return => {
  switch (event.type) {
    case "ReturnRequested": {
      if (asked.status !== "unrequested") return cannotFollow(event, asked)
      const { type: _, at, ...request } = event
      return { status: "requested", ...request, notes: [], requestedAt: at }
    }
    case "ReturnImagesAttached":
      return asked.status === "requested"
        ? { ...asked, lines: changed(asked.lines, event.lineId, (line) => ({ images: [...line.images, ...event.images] })) }
        : cannotFollow(event, asked)
    case "ReturnApproved": {
      if (asked.status !== "requested") return cannotFollow(event, asked)
      const lines = event.exchanges.reduce((lines, { lineId, variantId }) => changed(lines, lineId, () => ({ exchangeFor: variantId })), asked.lines)
      return { ...asked, status: "approved", returnNumber: event.returnNumber, lines, approvedAt: event.at, receipts: [], inspections: [] }
    }
    case "ReturnRejected":
      return asked.status === "requested" ? { ...asked, status: "rejected", reason: event.reason, rejectedAt: event.at } : cannotFollow(event, asked)
    case "ReturnCancelled":
      return asked.status === "requested" || asked.status === "approved" || asked.status === "pickup_scheduled"
        ? { ...asked, status: "cancelled", cancelledAt: event.at }
        : cannotFollow(event, asked)
    case "ReturnPickupScheduled":
      return asked.status === "approved" || asked.status === "pickup_scheduled" ? { ...asked, status: "pickup_scheduled", pickup: event.pickup } : cannotFollow(event, asked)
    case "ReturnPickedUp": {
      const sent = onItsWay(asked, event)
      return { ...sent, status: "in_transit", pickedUpAt: event.at }
    }
    case "ReturnReceived": {
      const sent = onItsWay(asked, event)
      const lines = event.receipt.items.reduce((lines, { lineId, quantity }) => changed(lines, lineId, (line) => ({ quantityReceived: line.quantityReceived + quantity })), sent.lines)
      const isAll = asked.status === "received" || lines.every((line) => line.quantityReceived === line.quantity)
      return { ...sent, status: isAll ? "received" : "partially_received", lines, receipts: [...sent.receipts, event.receipt] }
    }
    case "ReturnReceiptClosed":
      return asked.status === "in_transit" || asked.status === "partially_received" ? { ...asked, status: "received" } : cannotFollow(event, asked)
    case "ReturnInspected": {
      if (asked.status !== "partially_received" && asked.status !== "received") return cannotFollow(event, asked)
      const lines = event.inspection.findings.reduce((lines, { lineId, quantity, verdict }) =>
        changed(lines, lineId, (line) => verdict === "pass" ? { quantityPassed: line.quantityPassed + quantity } : { quantityFailed: line.quantityFailed + quantity }), asked.lines)
      return { ...asked, lines, inspections: [...asked.inspections, event.inspection] }
    }
    // They say what the inspection already shows, for those who react to it.
    case "ReturnRestockDue":
    case "ReturnRefundDue":
    case "ReturnExchangeDue":
      return asked.status === "partially_received" || asked.status === "received" ? asked : cannotFollow(event, asked)
    case "ReturnCompleted":
      return asked.status === "received" ? { ...asked, status: "completed", completedAt: event.at } : cannotFollow(event, asked)
    case "ReturnNoted": {
      if (asked.status === "unrequested") return cannotFollow(event, asked)
      const { type: _, returnId: __, orderId: ___, ...note } = event
      return { ...asked, notes: [...asked.notes, note] }
    }
  }
}

const changed = (lines: ReadonlyArray<ReturnLine>, lineId: string, by: (line: ReturnLine) => Partial<ReturnLine>): ReadonlyArray<ReturnLine> =>
  lines.map((line) => line.lineId === lineId ? { ...line, ...by(line) } : line)

/** A return whose goods are on their way or here, though it was cancelled. */
const onItsWay = (asked: Return, event: ReturnEvent): ApprovedReturn => {
  if (!("approvedAt" in asked) || asked.status === "completed") return cannotFollow(event, asked)
  if (asked.status !== "cancelled") return asked
  const { cancelledAt: _, ...sent } = asked
  return sent
}
