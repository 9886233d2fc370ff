import { id } from "../id.ts"
import type { ReturnEvent } from "../return/index.ts"
import type { Together } from "./addressed.ts"
import { restocked } from "./restocked.ts"

// What passed goes back on the shelf once, and the order no longer keeps its price.
export const afterReturn = (event: ReturnEvent): ReadonlyArray<Together> => {
  const { at } = event
  switch (event.type) {
    case "ReturnRestockDue":
      return restocked(event.inspectionId, event)
    case "ReturnRefundDue": {
      const { orderId, inspectionId, lines } = event
      return [{ to: "order", id: orderId, command: { type: "CreditItems", creditId: id<"credit">(inspectionId), because: "returned", items: lines, at } }]
    }
    // One inspection may find both: what is exchanged is a credit of its own.
    case "ReturnExchangeDue": {
      const { orderId, inspectionId, lines } = event
      const items = lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
      return [{ to: "order", id: orderId, command: { type: "CreditItems", creditId: id<"credit">(`${inspectionId}:exchange`), because: "exchanged", items, at } }]
    }
    case "ReturnRequested":
    case "ReturnImagesAttached":
    case "ReturnApproved":
    case "ReturnRejected":
    case "ReturnCancelled":
    case "ReturnPickupScheduled":
    case "ReturnPickedUp":
    case "ReturnReceived":
    case "ReturnReceiptClosed":
    case "ReturnInspected":
    case "ReturnCompleted":
    case "ReturnNoted":
      return []
  }
}
