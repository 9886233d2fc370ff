// The shop's public API, as a guest's browser uses it.

/** What the shop answered instead. Its message is a sentence for the person who reads it; one that passes may go better by itself. */
export class Problem extends Error {
  constructor({ code, detail, status, title }) {
    super(detail ?? title)
    this.code = code
    this.passes = status >= 500
  }
}

/** A guest with a cart token, or one who is yet to get it. The token goes with every request, and no cookie does. */
export const guestWith = (known) => {
  let token = known

  const send = async (method, path, body, headers = {}) => {
    const response = await fetch(path, {
      method,
      credentials: "omit",
      headers: { ...(body && { "content-type": "application/json" }), ...(token && { "x-cart-token": token }), ...headers },
      ...(body && { body: JSON.stringify(body) })
    }).catch(() => { throw new Problem({ status: 503, detail: "The shop cannot be reached. Nothing is lost: try again in a moment." }) })
    token = response.headers.get("x-cart-token") ?? token
    if (!response.ok) throw new Problem(await response.json())
    return response
  }
  const json = async (...request) => (await send(...request)).json()

  return {
    token: () => token,
    get: (path) => json("GET", path),
    post: (path, body, headers) => json("POST", path, body, headers),
    put: (path, body) => json("PUT", path, body),
    bytes: async (path) => (await send("GET", path)).blob()
  }
}

/** Orders one piece of a product: from an empty cart to an order that waits to be paid. */
export const orderOne = async (guest, { productId, variantId, email, phone, address, method }) => {
  await guest.post("/api/cart/items", { productId, variantId, quantity: 1 })
  const { sessionId } = await guest.post("/api/checkout/start", { email, phone })
  const choose = (step, choice) => guest.put(`/api/checkout/${sessionId}/${step}`, choice)
  await choose("shipping-address", address)
  const { items: [cheapest] } = await guest.get(`/api/checkout/${sessionId}/shipping-methods`)
  await choose("shipping-method", { methodId: cheapest.methodId })
  await choose("payment-method", { method })
  return guest.post("/api/orders", { sessionId, termsAccepted: true }, { "idempotency-key": `order-of-${sessionId}` })
}
