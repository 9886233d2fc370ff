import { describe, expect, it } from "vitest"
import { faultsAfter, faultsBefore } from "./fault.ts"
import { call, started } from "./testing/started.ts"

const asked = { amount: 50_000, currency: "INR" }
const envelope = (statusCode: number, description: string, code = "BAD_REQUEST_ERROR") => ({ statusCode, error: expect.objectContaining({ code, description }) })

describe("a fault", () => {
  it.each([
    ["reset_before", expect.any(TypeError), 0],
    ["html_502", { statusCode: 502, error: undefined }, 0],
    ["json_500", envelope(500, "We are facing some trouble completing your request at the moment. Please try again shortly.", "SERVER_ERROR"), 0],
    ["too_many_requests", envelope(429, "Too many requests"), 0],
    ["unauthorized", envelope(401, "Authentication failed"), 0],
    ["conflict_in_progress", envelope(400, "Request failed because another payment operation is in progress."), 0],
    ["reset_after", expect.any(TypeError), 1],
    ["html_502_after", { statusCode: 502, error: undefined }, 1]
  ] as const)("%s is what the official package rejects with, once", async (kind, rejection, ordersMade) => {
    const { emulator, razorpay } = await started()
    emulator.faults.add({ kind })
    expect(await razorpay.orders.create(asked).then(() => "answered", (error: unknown) => error)).toEqual(rejection)
    expect(emulator.orders()).toHaveLength(ordersMade)
    await razorpay.orders.create(asked)
    expect(emulator.orders()).toHaveLength(ordersMade + 1)
  })

  it("html_200 is an answer that is none", async () => {
    const { emulator, razorpay } = await started()
    emulator.faults.add({ kind: "html_200" })
    expect(await razorpay.orders.create(asked)).toContain("<html>")
    expect(emulator.orders()).toEqual([])
  })

  it("slow does it at once and answers late", async () => {
    const { emulator, razorpay } = await started()
    razorpay.api.rq.defaults.timeout = 300
    emulator.faults.add({ kind: "slow", ms: 20_000 })
    await expect(razorpay.orders.create(asked)).rejects.toThrow(TypeError)
    expect(emulator.orders()).toHaveLength(1)
  })

  it("waits for its method and path, and as often as it is told", async () => {
    const { emulator, razorpay } = await started()
    const { id } = await razorpay.orders.create(asked)
    emulator.faults.add({ kind: "json_500", method: "GET", path: "/v1/orders/:id", times: 2 })
    await razorpay.orders.all()
    await razorpay.orders.create(asked)
    for (const _ of [1, 2]) await expect(razorpay.orders.fetch(id)).rejects.toMatchObject({ statusCode: 500 })
    expect((await razorpay.orders.fetch(id)).id).toBe(id)
    expect(emulator.faults.list()).toEqual([])
  })

  it.each([...faultsBefore, ...faultsAfter])("%s is asked for over HTTP too, and cleared", async (kind) => {
    const { emulator } = await started()
    expect((await call(emulator, "POST", "/_emulator/faults", { kind, path: "/v1/refunds", times: 3 })).body).toEqual([{ kind, path: "/v1/refunds", times: 3 }])
    expect((await call(emulator, "DELETE", "/_emulator/faults")).body).toEqual([])
  })
})
