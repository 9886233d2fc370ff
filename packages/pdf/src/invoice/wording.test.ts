import { describe, expect, it } from "vitest"
import { indianDate, paymentMethodName, stateWithCode } from "./wording.ts"

describe("the wording of an invoice", () => {
  it("dates by the calendar of India", () => {
    expect(indianDate(Date.UTC(2026, 10, 19, 18, 29))).toBe("19 Nov 2026")
    expect(indianDate(Date.UTC(2026, 10, 19, 18, 30))).toBe("20 Nov 2026")
    expect(indianDate(Date.UTC(2027, 0, 5))).toBe("5 Jan 2027")
  })

  it("names states with their codes, and ways to pay", () => {
    expect(stateWithCode("26")).toBe("Dadra and Nagar Haveli and Daman and Diu (26)")
    expect(paymentMethodName("cod")).toBe("Cash on delivery")
    expect(paymentMethodName("cheque")).toBe("cheque")
  })
})
