import { money } from "@bahi/core/money"
import { describe, expect, it } from "vitest"
import { seller } from "../testing/parties.ts"
import { upiLink } from "./upi.ts"

describe("the UPI link", () => {
  const invoice = { due: money(123_450), seller, number: "KW/2026-27/00418" }

  it("asks for what is due, in rupees and paise", () => {
    expect(upiLink(invoice)).toBe("upi://pay?pa=kaveriweaves@okaxis&pn=Kaveri%20Weaves&am=1234.50&cu=INR&tn=KW%2F2026-27%2F00418")
    expect(upiLink({ ...invoice, due: money(7) })).toContain("&am=0.07&")
    expect(upiLink({ ...invoice, due: money(9_007_199_254_740_991) })).toContain("&am=90071992547409.91&")
  })

  it("escapes what a name may hold", () => {
    const link = upiLink({ ...invoice, seller: { ...seller, tradeName: "Rao & Sons = बहीखाता?\ud83d" } })!
    expect(new URL(link).searchParams.get("pn")).toBe("Rao & Sons = बहीखाता?\ufffd")
    expect([...new URL(link).searchParams.keys()]).toEqual(["pa", "pn", "am", "cu", "tn"])
  })

  it("is absent when nothing is due, or the address is none", () => {
    const { upiId: _, ...without } = seller
    expect(upiLink({ ...invoice, due: money(0) })).toBeUndefined()
    expect(upiLink({ ...invoice, seller: without })).toBeUndefined()
    for (const upiId of ["", "kaveri", "a b@okaxis", "kaveri@okaxis&am=1", "@okaxis"]) expect(upiLink({ ...invoice, seller: { ...seller, upiId } })).toBeUndefined()
  })
})
