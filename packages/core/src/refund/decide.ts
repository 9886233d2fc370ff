import { decideBy, type Handlers } from "../machine.ts"
import type { Gateway } from "../payment/index.ts"
import { ok, refuse } from "../result.ts"
import { lengthRefusal, noteRefusal, reasonRefusal } from "../text.ts"
import type { Refund, RefundCommand, RefundDestination, RefundEvent, RefundRefusal, RequestedRefund } from "./refund.ts"
import { refundTransitions } from "./transitions.ts"

const handlers: Handlers<typeof refundTransitions, Refund, RefundCommand, RefundEvent, RefundRefusal> = {
  Request: (_unrequested, { type: _, ...request }) => {
    if (request.amount <= 0) return refuse({ code: "amount_not_positive", amount: request.amount })
    const refusal = pleaRefusal(request) ?? sourceRefusal(request.gateway, request.destination)
    return refusal ? refuse(refusal) : ok([{ type: "RefundRequested", ...request }])
  },

  Approve: (refund, { destination = refund.destination, at }) => {
    if (destination.kind === "bank" && destination.account === undefined) return refuse({ code: "bank_account_missing" })
    const refusal = sourceRefusal(refund.gateway, destination)
    return refusal ? refuse(refusal) : ok([{ type: "RefundApproved", ...whoseOf(refund), destination, ...(refund.items && { items: refund.items }), at }])
  },

  Reject: (refund, { reason, at }) => {
    const refusal = reasonRefusal(reason)
    return refusal ? refuse(refusal) : ok([{ type: "RefundRejected", ...whoseOf(refund), reason: reason.trim(), at }])
  },

  RecordTransfer: (refund, { reference, at }) => {
    if (refund.status === "completed") return ok([])
    const { destination, paymentId, refundId } = refund
    if (destination.kind === "source") return refuse({ code: "refund_goes_to_the_source" })
    const refusal = lengthRefusal("transfer_reference_length_out_of_range", reference, { minimum: 1, maximum: 50 })
    if (refusal) return refuse(refusal)
    return ok([{ type: "RefundTransferred", refundId, paymentId, reference: reference.trim(), at }])
  },

  AddNote: ({ notes }, { type: _, ...note }) => {
    if (notes.some(({ noteId }) => noteId === note.noteId)) return ok([])
    const refusal = noteRefusal(note.text)
    if (refusal) return refuse(refusal)
    return ok([{ type: "RefundNoted", ...note, text: note.text.trim() }])
  },

  // Whoever finds it on its way already may ask again: the key sees to it that the money goes back once.
  Send: (refund, { at }) => {
    switch (refund.status) {
      case "approved":
        if (refund.destination.kind !== "source") return refuse({ code: "refund_goes_by_hand", destination: refund.destination.kind })
        return ok([{ type: "RefundSent", attempt: 1, at }])
      case "processing":
        return ok([])
      case "unknown":
        return ok([{ type: "RefundSent", attempt: refund.attempt, at }])
      case "failed":
        return ok([{ type: "RefundSent", attempt: refund.failure === "bounced" ? refund.attempt + 1 : refund.attempt, at }])
    }
  },

  RecordProgress: (refund, { gatewayRefundId, at }) =>
    refund.status === "completed" || (refund.status === "processing" && refund.gatewayRefundId === gatewayRefundId) ? ok([]) : ok([{ type: "RefundAccepted", gatewayRefundId, at }]),

  RecordCompletion: (refund, { gatewayRefundId, at }) =>
    refund.status === "completed" ? ok([]) : ok([{ type: "RefundCompleted", refundId: refund.refundId, paymentId: refund.paymentId, gatewayRefundId, at }]),

  RecordFailure: (refund, { type: _, ...failed }) =>
    refund.status === "completed" || (refund.status === "failed" && refund.reason === failed.reason && refund.failure === failed.failure) ? ok([]) : ok([{ type: "RefundFailed", ...failed }]),

  RecordUnknown: (refund, { at }) => refund.status === "completed" || refund.status === "unknown" ? ok([]) : ok([{ type: "RefundOutcomeUnknown", at }]),

  Abandon: (refund, { refundedTotal, at }) => ok([{ type: "RefundAbandoned", ...whoseOf(refund), refundedTotal, at }])
}

const whoseOf = ({ refundId, orderId, paymentId }: RequestedRefund) => ({ refundId, orderId, paymentId })

/** What was asked for by a person names pieces, and a reason that somebody can understand. */
const pleaRefusal = ({ because, items, plea }: Pick<RequestedRefund, "because" | "items" | "plea">): RefundRefusal | undefined => {
  if (because !== "requested") return undefined
  if (items === undefined || items.length === 0) return { code: "refund_names_no_items" }
  return plea === undefined || plea.category === "other" || plea.words !== undefined ? reasonRefusal(plea?.words ?? "") : undefined
}

/** The courier keeps no account of whom he had the cash from, and a transfer has no way back. */
const sourceRefusal = (gateway: Gateway, { kind }: RefundDestination): RefundRefusal | undefined =>
  kind === "source" && gateway !== "razorpay" ? { code: "source_cannot_take_back", gateway } : undefined

export const decide = decideBy<Refund, RefundCommand, RefundEvent, RefundRefusal, typeof refundTransitions>("refund", refundTransitions, handlers)
