import { isLong, isPieces, type Laws } from "./law.ts"

interface Way { readonly gateway: string; readonly destination: { readonly kind: string } }
const hasWayBack = ({ gateway, destination }: Way): boolean => destination.kind !== "source" || gateway === "razorpay"

/** When something may happen to a refund. */
export const refundLaws: Laws<"refund"> = {
  RefundRequested: ({ event }) => ({
    "money that goes back is more than nothing": isPieces(event.amount, Number.MAX_SAFE_INTEGER),
    "only the gateway gives back the way that money came": hasWayBack(event),
    "money that is asked for is that of pieces": event.because !== "requested" || (event.items?.length ?? 0) > 0,
    "who asks for money says why": event.because !== "requested" || (event.plea?.words === undefined ? event.plea !== undefined && event.plea.category !== "other" : isLong(event.plea.words, 10, 500))
  }),
  RefundApproved: ({ before, event: { destination } }) => ({
    "only the gateway gives back the way that money came": hasWayBack({ ...before, destination }),
    "an account is named for a transfer": destination.kind !== "bank" || Boolean(destination.account)
  }),
  RefundRejected: ({ event }) => ({ "who rejects says why": isLong(event.reason, 10, 500) }),
  RefundTransferred: ({ before, event }) => ({
    "what goes to the source is not transferred by hand": before.destination.kind !== "source",
    "a transfer has a reference": isLong(event.reference, 1, 50)
  }),
  RefundNoted: ({ event }) => ({ "a note has a length": isLong(event.text, 1, 500) }),
  RefundSent: ({ before }) => ({ "a refund that is sent goes to the source": before.destination.kind === "source" })
}
