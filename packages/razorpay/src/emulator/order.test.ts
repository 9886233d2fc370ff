import { describe, expect, it } from "vitest"
import { call, clientOf, refusedWith, started } from "./testing/started.ts"

const asked = { amount: 50_000, currency: "INR", receipt: "session-1" }

describe("an order", () => {
  it("is created with sorted keys, and read with declared ones", async () => {
    const { razorpay } = await started()
    const created = await razorpay.orders.create({ ...asked, notes: { cart: "c1" } })
    expect(created).toMatchObject({ entity: "order", status: "created", amount: 50_000, amount_paid: 0, amount_due: 50_000, attempts: 0, notes: { cart: "c1" } })
    expect(Object.keys(created)).toEqual(Object.keys(created).sort())
    const fetched = await razorpay.orders.fetch(created.id)
    expect(fetched).toEqual(created)
    expect(Object.keys(fetched).slice(0, 3)).toEqual(["id", "entity", "amount"])
    expect(created.id).toMatch(/^order_[A-Za-z0-9]{14}$/)
  })

  it("has an empty list for no notes, as PHP writes them", async () => {
    const { razorpay } = await started()
    expect((await razorpay.orders.create(asked)).notes).toEqual([])
    expect((await razorpay.orders.create({ ...asked, notes: {} })).notes).toEqual([])
  })

  it.each([
    [{}, "The amount field is required."],
    [{ amount: "50000" }, "The amount must be an integer."],
    [{ amount: 1.5 }, "The amount must be an integer."],
    [{ amount: -1 }, "amount: must be no less than 0."],
    [{ amount: 99 }, "The amount must be at least INR 1.00"],
    [{ amount: 100, currency: "XYZ" }, "currency: validation_failure: BAD_REQUEST_INVALID_CURRENCY."],
    [{ ...asked, receipt: "r".repeat(41) }, "receipt: the length must be no more than 40."],
    [{ ...asked, receipt: "₹" }, "The receipt: validation_failure: BAD_REQUEST_ENCODING_VALIDATION_FAILED."],
    [{ ...asked, colour: "red", size: 4 }, "colour, size is/are not required and should not be sent"],
    [{ ...asked, notes: Object.fromEntries(Array.from({ length: 16 }, (_, n) => [n, "x"])) }, "Number of fields in notes should be less than or equal to 15."],
    [{ ...asked, notes: { a: [] } }, "Notes values themselves should not be an array."],
    [{ ...asked, notes: { a: "x".repeat(257) } }, "Notes value cannot be greater than 512 characters."]
  ])("of %j is refused", async (body, description) => {
    const { emulator } = await started()
    const { status, body: answer } = await call(emulator, "POST", "/v1/orders", body)
    expect({ status, answer }).toMatchObject({ status: 400, answer: { error: { code: "BAD_REQUEST_ERROR", description, reason: "input_validation_failed" } } })
    expect(emulator.orders()).toEqual([])
  })

  it("of broken JSON, or of an empty form, is refused", async () => {
    const { emulator } = await started()
    expect((await call(emulator, "POST", "/v1/orders", "{\"amount\":")).body.error.description).toBe("EOF.")
    const form = { "Content-Type": "application/x-www-form-urlencoded" }
    expect((await call(emulator, "POST", "/v1/orders", "", form)).body.error.description).toBe("The amount field is required.")
  })

  it("may share its receipt, unless the account has receipts unique", async () => {
    const { razorpay } = await started()
    await razorpay.orders.create(asked)
    await razorpay.orders.create(asked)
    expect((await razorpay.orders.all({ receipt: asked.receipt })).count).toBe(2)

    const { razorpay: strict } = await started({ receipts: "unique" })
    await strict.orders.create(asked)
    await refusedWith(strict.orders.create(asked), 400, "Duplicate request. This request has already been processed.")
  })

  it("changes its notes and nothing else", async () => {
    const { razorpay } = await started()
    const { id } = await razorpay.orders.create(asked)
    await razorpay.orders.edit(id, { notes: { changed: "yes" } })
    expect((await razorpay.orders.fetch(id)).notes).toEqual({ changed: "yes" })
    await refusedWith(razorpay.orders.edit(id, { amount: 1 }), 400, "amount is/are not required and should not be sent")
  })

  it("is not shown when it is older than 180 days", async () => {
    let now = Date.now()
    const { razorpay } = await started({ clock: () => now })
    const { id } = await razorpay.orders.create(asked)
    now += 181 * 24 * 3_600_000
    await refusedWith(razorpay.orders.fetch(id), 400, "Order older than 180 days, please use reports.")
  })
})

describe("a list of orders", () => {
  it("comes in pages, the newest first", async () => {
    const { razorpay } = await started()
    for (const amount of [100, 200, 300]) await razorpay.orders.create({ ...asked, amount })
    const amounts = async (query: object) => (await razorpay.orders.all(query)).items.map((order: { amount: number }) => order.amount)
    expect(await amounts({})).toEqual([300, 200, 100])
    expect(await amounts({ count: 1, skip: 1 })).toEqual([200])
    expect(await amounts({ from: Math.floor(Date.now() / 1000) + 1000 })).toEqual([])
  })

  it("is filtered by an authorized payment", async () => {
    const { emulator, razorpay } = await started()
    const waiting = await razorpay.orders.create(asked)
    await razorpay.orders.create(asked)
    await emulator.pay({ orderId: waiting.id, outcome: "authorized_only" })
    expect((await razorpay.orders.all({ authorized: 1 })).items.map((order: { id: string }) => order.id)).toEqual([waiting.id])
    expect((await razorpay.orders.all({ authorized: 0 })).count).toBe(1)
  })

  it.each(["expand[]=payments", "expand[expand]=payments", "expand[expand][0]=payments.card&expand[expand][1]=payments"])("shows payments when asked by %s", async (query) => {
    const { emulator, razorpay } = await started()
    const { id } = await razorpay.orders.create(asked)
    await emulator.pay({ orderId: id, method: "card" })
    const { body } = await call(emulator, "GET", `/v1/orders?${query}`)
    expect(body.items[0].payments).toMatchObject({ entity: "collection", count: 1, items: [{ order_id: id, status: "captured" }] })
    expect("card" in body.items[0].payments.items[0]).toBe(query.includes("card"))
  })

  it.each([
    ["count=0", "The count must be at least 1."],
    ["count=101", "The count may not be greater than 100."],
    ["count=abc", "The count must be an integer."],
    ["skip=-1", "The skip must be at least 0."],
    ["from=5", "from must be between 946684800 and 4765046400"],
    ["from=2024-01-01", "The from must be an integer."],
    ["expand[]=shoes", "Value of each expand must be one of following types."],
    ["colour=red", "colour is/are not required and should not be sent"]
  ])("with %s is refused", async (query, description) => {
    const { emulator } = await started()
    expect(await call(emulator, "GET", `/v1/orders?${query}`)).toMatchObject({ status: 400, body: { error: { description } } })
  })

  it("lags behind, where the order itself and its payments do not", async () => {
    let now = Date.now()
    const { emulator, razorpay } = await started({ listLagMs: 60_000, clock: () => now })
    const { id } = await razorpay.orders.create(asked)
    await emulator.pay({ orderId: id })
    expect((await razorpay.orders.all()).count).toBe(0)
    expect((await razorpay.payments.all()).count).toBe(0)
    expect((await razorpay.orders.fetch(id)).status).toBe("paid")
    expect((await razorpay.orders.fetchPayments(id)).count).toBe(1)
    now += 60_000
    expect((await razorpay.orders.all()).count).toBe(1)
    expect((await razorpay.payments.all()).count).toBe(1)
  })
})

describe("the door", () => {
  it("opens to the right key only", async () => {
    const { emulator } = await started()
    await refusedWith(clientOf({ ...emulator, keySecret: "wrong" }).orders.all(), 401, "Authentication failed")
    await refusedWith(clientOf({ ...emulator, keyId: "rzp_test_other" }).orders.all(), 401, "The api key provided is invalid")
    expect((await fetch(`${emulator.url}/v1/orders`)).status).toBe(401)
  })

  it("knows its addresses and ids", async () => {
    const { emulator, razorpay } = await started()
    expect(await call(emulator, "GET", "/v1/shoes")).toMatchObject({ status: 400, body: { error: { description: "The requested URL was not found on the server.", source: "NA" } } })
    expect((await call(emulator, "DELETE", "/v1/webhooks/x")).status).toBe(404)
    await refusedWith(razorpay.orders.fetch("order_1"), 400, "order_1 is not a valid id")
    await refusedWith(razorpay.orders.fetch("order_AAAAAAAAAAAAAA"), 400, "The id provided does not exist")
    await refusedWith(razorpay.payments.fetch("pay_AAAAAAAAAAAAAA"), 400, "The id provided does not exist")
  })
})
