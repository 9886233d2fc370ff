// How an order stands, in words. Every figure is the shop's own.

export const rupees = (paise) => new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" }).format(paise / 100)

export const clock = (instant) =>
  new Intl.DateTimeFormat("en-IN", { day: "numeric", month: "short", hour: "numeric", minute: "2-digit", timeZone: "Asia/Kolkata" }).format(new Date(instant))

/** Whether something is still to come that nobody has to do here: a payment, or money on its way back. */
export const isMoving = ({ lifecycle, paymentStatus }) =>
  lifecycle === "pending" || paymentStatus === "overpaid" || (lifecycle === "expired" && paymentStatus !== "unpaid" && paymentStatus !== "refunded")

/** Title and sentence. `visit` is what the person did at the gateway's checkout: `paid`, `left`, or nothing yet; `failure` is the bank's word. */
export const standingOf = (order, { visit, failure }) => {
  const { lifecycle, paymentStatus, paidAmount, refundedAmount, due, payment, expiresAt } = order
  switch (lifecycle) {
    case "pending":
      if (payment.status === "authorized") return ["Your bank has set the money aside", "The shop takes it in a moment, or it goes back to you by itself."]
      if (visit === "paid") return ["Your payment is being confirmed", "The shop is looking at the gateway's record. This page shows the answer by itself."]
      if (failure || payment.status === "failed") return ["The payment failed", failure ?? "Your bank declined the last attempt. You can try again."]
      if (visit === "left") return ["You left the checkout", "If you have paid in your UPI app, we will see it when your bank says so, and show it here. If you have not, you can still pay."]
      return ["Your order waits to be paid", `It is kept for you until ${clock(expiresAt)}.`]
    case "expired":
      if (paymentStatus === "unpaid") return ["The order has expired", "It was not paid in time. Should a payment still arrive, it goes back to you."]
      if (paymentStatus === "refunded") return ["The order has expired", `Your payment came too late, and ${rupees(refundedAmount)} went back to you.`]
      return ["The order has expired", `Your payment of ${rupees(paidAmount)} came too late. It is on its way back to you.`]
    default:
      if (due > 0) return ["Thank you for your order", `${rupees(due)} is due at the door.`]
      if (paymentStatus === "overpaid") return ["Thank you, your order is paid", "You have paid more than once: what was too much is on its way back to you."]
      if (refundedAmount > 0) return ["Thank you, your order is paid", `You had paid more than once: ${rupees(refundedAmount)} went back to you.`]
      return ["Thank you, your order is paid", "Your parcel is next. The invoice is ready to download."]
  }
}

const plain = (words) => words.replaceAll("_", " ")
const axes = { lifecycle: "Order", payment: "Payment", fulfilment: "Parcel" }

/** Every attempt to pay the order and every move of it, oldest first. */
export const timelineOf = ({ history, payments }) => [
  ...payments.flatMap(({ attempts }) => attempts.map(({ status, amount, instrument, reason, at }) => ({
    at, what: `${instrument?.label ?? instrument?.method ?? "Attempt"}: ${rupees(amount)} ${status}${reason ? ` (${plain(reason)})` : ""}`
  }))),
  ...history.map(({ axis, to, at }) => ({ at, what: `${axes[axis]}: ${plain(to)}` }))
].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))

/** What adds up to the total, as rows. */
export const partsOf = ({ lines, totals, shippingMethod }) => [
  ...lines.map(({ name, variantName, quantity, total }) => [`${quantity} × ${name}${variantName ? `, ${variantName}` : ""}`, total]),
  ...totals.charges.map(({ id, total }) => [id === "shipping" ? shippingMethod.name : plain(id), total]),
  ...(totals.roundOff === 0 ? [] : [["Rounded by", totals.roundOff]])
]

/** The total, and what has become of it, as rows. */
export const sumsOf = ({ totals, paidAmount, refundedAmount }) => [
  ["Total", totals.grandTotal],
  ...(totals.supply === "intra" ? [["of it CGST", totals.cgst], ["of it SGST", totals.sgst]] : [["of it IGST", totals.igst]]),
  ...(paidAmount > 0 ? [["Paid", paidAmount]] : []),
  ...(refundedAmount > 0 ? [["Given back", refundedAmount]] : [])
]
