/** An id as Razorpay makes it. Nothing else is put into an address: `order_x/../../payments` would reach another endpoint. */
export const idPattern = {
  order: /^order_[A-Za-z0-9]{14}$/,
  payment: /^pay_[A-Za-z0-9]{14}$/,
  refund: /^rfnd_[A-Za-z0-9]{14}$/
} as const
