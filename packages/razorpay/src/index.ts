/** Razorpay as the payment gateway. */
export {}
