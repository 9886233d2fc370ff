import { money } from "@bahi/core/money"
import { describe, expect, it } from "vitest"
import { percent, rupees } from "./figures.ts"

describe("figures", () => {
  it("groups amounts in lakhs and crores", () => {
    expect(rupees(money(123_456_789_00))).toBe("12,34,56,789.00")
    expect(rupees(money(-44))).toBe("-0.44")
  })

  it("writes half of any rate", () => {
    expect([180_000, 90_000, 2_500, 1_250, 0.5].map(percent)).toEqual(["18%", "9%", "0.25%", "0.125%", "0.00005%"])
  })
})
