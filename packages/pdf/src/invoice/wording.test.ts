import { money } from "@bahi/core/money"
import { describe, expect, it } from "vitest"
import { indianDate, paymentMethodName, percent, rupees, stateWithCode } from "./wording.ts"

describe("the wording of an invoice", () => {
  it("dates by the calendar of India", () => {
    expect(indianDate(Date.UTC(2026, 10, 19, 18, 29))).toBe("19 Nov 2026")
    expect(indianDate(Date.UTC(2026, 10, 19, 18, 30))).toBe("20 Nov 2026")
    expect(indianDate(Date.UTC(2027, 0, 5))).toBe("5 Jan 2027")
  })

  it("groups amounts in lakhs and crores", () => {
    expect(rupees(money(123_456_789_00))).toBe("12,34,56,789.00")
    expect(rupees(money(-44))).toBe("-0.44")
  })

  it("writes half of any rate", () => {
    expect([180_000, 90_000, 2_500, 1_250, 0.5].map(percent)).toEqual(["18%", "9%", "0.25%", "0.125%", "0.00005%"])
  })

  it("names states with their codes, and ways to pay", () => {
    expect(stateWithCode("26")).toBe("Dadra and Nagar Haveli and Daman and Diu (26)")
    expect(paymentMethodName("cod")).toBe("Cash on delivery")
    expect(paymentMethodName("cheque")).toBe("cheque")
  })
})
