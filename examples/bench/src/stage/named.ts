// What the preloaded orders are called: SQL writes it, and customers compute it.

/** The secret of the gateway's webhooks, as both servers know it. */
export const WEBHOOK_SECRET = "the webhook secret of the bench"

/** The key of the people of the shop, as both servers know it. */
export const ADMIN_KEY = "the admin key of the bench"

/** How many guests share the preloaded orders. */
export const GUESTS = 500

/** The cart token that opens order `n`. */
export const guestTokenOf = (n: number): string => `guest-${n % GUESTS}`

export const numberOf = (n: number): string => `OLD-${n}`

/** Of those that wait to be paid. */
export const gatewayOrderOf = (n: number): string => `order_${String(n).padStart(14, "0")}`

/** The cursor of a list of orders, the newest first, as a page gives it: behind this order. */
export const cursorOf = ({ orderId, placedAtMs }: { readonly orderId: string; readonly placedAtMs: number }): string => btoa(`date desc ${placedAtMs} ${orderId}`).replace(/=+$/, "")
