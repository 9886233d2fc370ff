import { demoCatalog } from "../catalog.ts"

export const inStock = (sku: string) => {
  const found = demoCatalog.find(({ item }) => item.sku === sku)
  if (!found) throw new Error(`The demo shop does not sell ${sku}`)
  return found
}

export const asha = { name: "Asha Rao", line1: "27, 4th Main", city: "Mysuru", stateCode: "29", pincode: "570002" }
export const contact = { email: "asha@example.com", phone: "+919845012345" }

/** What a shop answered: never an empty body. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly headers: Headers
  readonly body: any
  readonly bytes: Uint8Array
}

/** A client that shows every answer as it came. */
export const shopperAt = (baseUrl: string, headers: Record<string, string> = {}) => {
  const own: Record<string, string> = { ...headers }
  return async (method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...own, ...more },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
    })
    const token = response.headers.get("x-cart-token")
    if (token) own["x-cart-token"] = token
    const bytes = new Uint8Array(await response.arrayBuffer())
    const type = response.headers.get("content-type") ?? ""
    return { status: response.status, type, headers: response.headers, bytes, body: type.includes("json") ? JSON.parse(new TextDecoder().decode(bytes)) : undefined }
  }
}
export type Shopper = ReturnType<typeof shopperAt>

/** Takes a shopper with a filled cart to the till; answers the session. */
export const toTheTill = async (shopper: Shopper, choices: { readonly method?: string; readonly address?: object; readonly billing?: object } = {}) => {
  const { sessionId } = (await shopper("POST", "/api/checkout/start", contact)).body
  await shopper("PUT", `/api/checkout/${sessionId}/shipping-address`, choices.address ?? asha)
  if (choices.billing) await shopper("PUT", `/api/checkout/${sessionId}/billing-address`, choices.billing)
  await shopper("PUT", `/api/checkout/${sessionId}/shipping-method`, { methodId: "standard" })
  return (await shopper("PUT", `/api/checkout/${sessionId}/payment-method`, { method: choices.method ?? "cod" })).body
}

/** Puts things into a cart. */
export const fill = async (shopper: Shopper, basket: ReadonlyArray<readonly [sku: string, quantity: number]>) => {
  for (const [sku, quantity] of basket) {
    const { productId, variantId } = inStock(sku).item
    const { status, body } = await shopper("POST", "/api/cart/items", { productId, variantId, quantity })
    if (status !== 200) throw new Error(JSON.stringify(body))
  }
}

/** Asks until the answer is no longer 409 "not yet". */
export const soon = async (ask: () => Promise<Answer>): Promise<Answer> => {
  for (let asked = 0; ; asked++) {
    const answer = await ask()
    if (answer.status !== 409 || asked === 100) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
