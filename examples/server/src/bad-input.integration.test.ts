import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenShop, openShop } from "./testing/open-shop.ts"
import { asha, contact, fill, inStock, type Shopper, shopperAt, toTheTill } from "./testing/shopper.ts"

let shop: OpenShop
let shopper: Shopper
let sessionId: string
beforeAll(async () => {
  shop = await openShop()
  shopper = shopperAt(shop.baseUrl)
  await fill(shopper, [["MIXER-750W", 1]])
  sessionId = (await toTheTill(shopper)).sessionId
})
afterAll(() => shop.close())

const { productId } = inStock("PAYAL-SILVER").item
const address = (change: object) => ({ ...asha, ...change })
const shippingAddress = () => `/api/checkout/${sessionId}/shipping-address`
const billingAddress = () => `/api/checkout/${sessionId}/billing-address`

/** What is sent, and the field and rule that the problem names. */
const malformed: ReadonlyArray<readonly [what: string, method: string, path: () => string, body: unknown, field: string, rule: RegExp]> = [
  ["JSON that is none", "POST", () => "/api/cart/items", "{bad", "payload", /valid JSON/],
  ["no body", "POST", () => "/api/cart/items", "", "payload", /object/],
  ["a list for an object", "POST", () => "/api/cart/items", [], "payload", /object/],
  ["a field too many", "POST", () => "/api/cart/items", { productId, quantity: 1, unitPrice: 1 }, "payload.unitPrice", /excess/],
  ["no quantity", "POST", () => "/api/cart/items", { productId }, "payload.quantity", /./],
  ["a quantity of nothing", "POST", () => "/api/cart/items", { productId, quantity: 0 }, "payload.quantity", /from 1/],
  ["less than nothing", "POST", () => "/api/cart/items", { productId, quantity: -1 }, "payload.quantity", /from 1/],
  ["half a piece", "POST", () => "/api/cart/items", { productId, quantity: 0.5 }, "payload.quantity", /integer/],
  ["a quantity in words", "POST", () => "/api/cart/items", { productId, quantity: "1" }, "payload.quantity", /number/],
  ["more than can be counted", "POST", () => "/api/cart/items", { productId, quantity: 1e300 }, "payload.quantity", /./],
  ["an id that is none", "POST", () => "/api/cart/items", { productId: "../x", quantity: 1 }, "payload.productId", /UUID/],
  ["an item id that is none", "DELETE", () => "/api/cart/items/1", undefined, "params.itemId", /UUID/],
  ["an email without a domain", "POST", () => "/api/checkout/start", { ...contact, email: "asha@" }, "payload.email", /email/],
  ["a phone of nine digits", "POST", () => "/api/checkout/start", { ...contact, phone: "987654321" }, "payload.phone", /mobile/],
  ["a pincode of five digits", "PUT", shippingAddress, address({ pincode: "57000" }), "payload.pincode", /six digits/],
  ["a pincode that begins with zero", "PUT", shippingAddress, address({ pincode: "012345" }), "payload.pincode", /not zero/],
  ["a pincode that is a number", "PUT", shippingAddress, address({ pincode: 570001 }), "payload.pincode", /string/],
  ["a state that is none", "PUT", shippingAddress, address({ stateCode: "00" }), "payload.stateCode", /state code/],
  ["a state by its name", "PUT", shippingAddress, address({ stateCode: "Karnataka" }), "payload.stateCode", /state code/],
  ["abroad", "PUT", shippingAddress, address({ stateCode: "96" }), "payload.stateCode", /state code/],
  ["a blank name", "PUT", shippingAddress, address({ name: "   " }), "payload.name", /some text/],
  ["a name without end", "PUT", shippingAddress, address({ name: "x".repeat(101) }), "payload.name", /at most 100/],
  ["a name that nobody can see", "PUT", shippingAddress, address({ name: "\u200b" }), "payload.name", /text|invisible/],
  ["a line that turns the next one round", "PUT", shippingAddress, address({ line1: "12\u202eM" }), "payload.line1", /invisible/],
  ["a line with a NUL", "PUT", shippingAddress, address({ line1: "a\u0000b" }), "payload.line1", /control/],
  ["half a character", "PUT", shippingAddress, address({ city: "\ud800" }), "payload.city", /control/],
  ["a GSTIN that is too short", "PUT", billingAddress, { gstin: "29AAFCC9980M1Z" }, "payload.gstin", /15 characters/],
  ["a GSTIN of no state", "PUT", billingAddress, { gstin: "88AAACD8017H1ZX" }, "payload.gstin", /state code/],
  ["a GSTIN with a wrong check digit", "PUT", billingAddress, { gstin: "29AAFCC9980M1ZQ" }, "payload.gstin", /mistyped/],
  ["a way of paying that is none", "PUT", () => `/api/checkout/${sessionId}/payment-method`, { method: "barter" }, "payload.method", /./],
  ["terms by words", "POST", () => "/api/orders", () => ({ sessionId, termsAccepted: "yes" }), "payload.termsAccepted", /boolean/],
  ["an order number with a NUL", "GET", () => "/api/orders/%00", undefined, "params.orderNumber", /ORD-/],
  ["a page of nothing", "GET", () => "/api/products?limit=0", undefined, "query.limit", /1 to 50/],
  ["a cursor with a NUL", "GET", () => "/api/products?cursor=%00", undefined, "query.cursor", /control/]
]

/** What is sent, and the rule that refuses it. */
const refused: ReadonlyArray<readonly [what: string, method: string, path: () => string, body: unknown, status: number, code: string]> = [
  ["a product that is not sold", "POST", () => "/api/cart/items", { productId: "01996d0c-5c00-7026-8000-0000000000ff", quantity: 1 }, 404, "product_not_found"],
  ["a product whose variant has to be named", "POST", () => "/api/cart/items", { productId: inStock("TSHIRT-INDIGO-M").item.productId, quantity: 1 }, 404, "product_not_found"],
  ["more than there is", "POST", () => "/api/cart/items", { productId, quantity: 500 }, 422, "insufficient_stock"],
  ["a line that is not there", "PUT", () => "/api/cart/items/01996d0c-5c00-7026-8000-0000000000ff", { quantity: 1 }, 404, "cart_line_not_found"],
  ["a session that is not there", "PUT", () => "/api/checkout/01996d0c-5c00-7026-8000-0000000000ff/shipping-address", asha, 404, "checkout_not_found"],
  ["an island that no carrier reaches", "PUT", shippingAddress, address({ stateCode: "35", pincode: "744101" }), 422, "pincode_not_serviceable"],
  ["a GSTIN of another state", "PUT", billingAddress, { gstin: "27AAPFU0939F1ZV" }, 422, "gstin_of_another_state"],
  ["a carrier that does not go there", "PUT", () => `/api/checkout/${sessionId}/shipping-method`, { methodId: "drone" }, 422, "shipping_method_not_offered"],
  ["terms that are not accepted", "POST", () => "/api/orders", () => ({ sessionId, termsAccepted: false }), 422, "terms_not_accepted"],
  ["a route that is not there", "GET", () => "/api/nothing", undefined, 404, ""],
  ["a method that is not there", "PATCH", () => "/api/cart", {}, 404, ""]
]

describe("bad input", () => {
  it.each(malformed)("%s is a 400 that names the field and the rule, and changes nothing", async (_what, method, path, body, field, rule) => {
    const before = await everything()
    const { status, type, body: problem } = await shopper(method, path(), bodyOf(body), { "content-type": "application/json" })
    expect({ status, type }).toEqual({ status: 400, type: "application/problem+json" })
    const named = problem.errors.find((error: { path: ReadonlyArray<string> }) => error.path.join(".") === field)
    expect(named, JSON.stringify(problem)).toBeDefined()
    expect(named.message).toMatch(rule)
    expect(await everything()).toEqual(before)
  })

  it.each(refused)("%s is refused by name, and changes nothing", async (_what, method, path, body, status, code) => {
    const before = await everything()
    const answer = await shopper(method, path(), bodyOf(body))
    expect(answer).toMatchObject({ status, type: "application/problem+json", body: { status, ...(code === "" ? {} : { code }) } })
    expect(await everything()).toEqual(before)
  })

  it("a body past 64 KiB is a 413", async () => {
    expect(await shopper("POST", "/api/cart/items", { productId: "x".repeat(70_000) })).toMatchObject({ status: 413, type: "application/problem+json", body: { status: 413 } })
  })

  it("a body that is not JSON is a 415", async () => {
    expect(await shopper("POST", "/api/cart/items", "a=b", { "content-type": "text/plain" })).toMatchObject({ status: 415, type: "application/problem+json", body: { status: 415 } })
  })

  it("a token that nobody was given, and a wrong key, are a 401", async () => {
    expect(await shopperAt(shop.baseUrl, { "x-cart-token": "guess" })("POST", "/api/cart/items", { productId, quantity: 1 })).toMatchObject({ status: 401, body: { code: "cart_token_unknown" } })
    expect(await shopperAt(shop.baseUrl)("GET", "/api/cart")).toMatchObject({ status: 401, body: { code: "cart_token_missing" } })
    expect(await shopperAt(shop.baseUrl, { authorization: "Bearer x" })("POST", "/api/admin/invoices", { orderNumber: "ORD-2026-000001" })).toMatchObject({ status: 401, body: { code: "admin_key_wrong" } })
  })

  it("one Idempotency-Key for two requests is a 422", async () => {
    const key = { "idempotency-key": "one-key" }
    expect((await shopper("POST", "/api/cart/items", { productId, quantity: 1 }, key)).status).toBe(200)
    expect(await shopper("POST", "/api/cart/items", { productId, quantity: 2 }, key)).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } })
    expect((await shopper("POST", "/api/cart/items", { productId, quantity: 1 }, key)).body.unitCount).toBe(2)
  })

  it("steps out of their order are a 409 that says what may be done, or a rule", async () => {
    const early = shopperAt(shop.baseUrl)
    await fill(early, [["BULB-LED-9W", 1]])
    const { sessionId } = (await early("POST", "/api/checkout/start", contact)).body
    expect(await early("PUT", `/api/checkout/${sessionId}/payment-method`, { method: "cod" })).toMatchObject({ status: 409, body: { code: "illegal_transition", now: "initiated", accepted: ["EnterShippingAddress", "WriteGiftMessage", "WriteNotes", "Expire"] } })
    expect(await early("GET", `/api/checkout/${sessionId}/shipping-methods`)).toMatchObject({ status: 422, body: { code: "shipping_address_not_entered" } })
    expect(await early("POST", "/api/orders", { sessionId, termsAccepted: true })).toMatchObject({ status: 422, body: { code: "payment_method_not_selected" } })
    await early("PUT", `/api/checkout/${sessionId}/shipping-address`, asha)
    expect(await early("PUT", `/api/checkout/${sessionId}/payment-method`, { method: "cod" })).toMatchObject({ status: 422, body: { code: "shipping_method_not_selected" } })
  })

  it("cash on delivery where it is not possible is refused", async () => {
    const remote = shopperAt(shop.baseUrl)
    await fill(remote, [["BULB-LED-9W", 1]])
    const answer = await toTheTill(remote, { address: { ...asha, city: "Leh", stateCode: "38", pincode: "194101" } })
    expect(answer).toMatchObject({ code: "cod_not_available_at_pincode", facts: { pincode: "194101" } })
  })
})

/** A body that needs what is known only later is a function of it. */
const bodyOf = (body: unknown): unknown => typeof body === "function" ? body() : body

/** All that this guest can see change. */
const everything = async () => ({
  cart: (await shopper("GET", "/api/cart")).body,
  session: (await shopper("GET", `/api/checkout/${sessionId}/summary`)).body,
})
