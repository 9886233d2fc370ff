// Where an order stands on its three axes, and where it came from.
import { Schema } from "effect"

/** Of an order that is there: a deleted one is not. */
export const Lifecycle = Schema.Literals(["draft", "pending", "confirmed", "processing", "completed", "cancelled", "expired"])
export const PaymentStatus = Schema.Literals(["unpaid", "authorized", "failed", "partially_paid", "paid", "overpaid", "partially_refunded", "refunded", "disputed"])
export const FulfilmentStatus = Schema.Literals(["unfulfilled", "partially_shipped", "shipped", "partially_delivered", "delivered", "partially_returned", "returned"])
export const Source = Schema.Literals(["web", "mobile", "admin", "api"])
