import { describe, expect, it } from "vitest"
import { colours, type Style, widthOf } from "./style.ts"
import { printable, wrap } from "./wrap.ts"

const style: Style = { weight: "regular", size: 8, leading: 1.3, colour: colours.ink }

describe("a wrapped text", () => {
  it("breaks at spaces", () => {
    expect(wrap("one two three", style, widthOf("one two", style))).toEqual(["one two", "three"])
  })

  it("breaks within a word only when it is wider than the line", () => {
    const lines = wrap(`a ${"W".repeat(30)} b`, style, widthOf("W".repeat(20), style))
    expect(lines).toEqual(["a", "W".repeat(20), `${"W".repeat(10)} b`])
  })

  it("keeps a letter of Devanagari with its signs", () => {
    for (const line of wrap("त्रिकि".repeat(20), style, 20)) expect(line).not.toMatch(/^[\u093e-\u094d]/)
  })

  it("has no lines when there is nothing to read", () => {
    expect(wrap(" \u200b\n", style, 100)).toEqual([])
  })
})

describe("a printable text", () => {
  it("has no controls, no marks of direction and no halves of characters", () => {
    expect(printable("  a\tb\u0000\nc\u202ed\ud83d ")).toBe("a b cd\ufffd")
  })

  it("keeps the joiners of Devanagari", () => {
    expect(printable("क्\u200dष")).toBe("क्\u200dष")
  })
})
