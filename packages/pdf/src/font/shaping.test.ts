import { createRequire } from "node:module"
import { describe, expect, it } from "vitest"
import { parseFont, shaper } from "./shaping.ts"

const open = () => shaper(parseFont(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf")))

describe("a shaped word", () => {
  it("is the same whatever was shaped before it", () => {
    const [fresh, used] = [open(), open()]
    // Both are written with the eyelash form of ra, which comes from different characters.
    used("\u0931\u094d\u092f")
    const word = "\u0930\u094d\u200d\u092f"
    expect(used(word)).toEqual(fresh(word))
  })

  it("has a picture for every letter of an invoice", () => {
    const runOf = open()
    for (const word of ["₹1,23,456.78", "Ünïcôdé", "श्रृंगार", "ज़री", "१२३", "क्षत्रिय"]) {
      expect(runOf(word).glyphs.filter(({ id }) => id === 0)).toEqual([])
    }
  })

  it("sets digits one as wide as the other, so that amounts stand in columns", () => {
    const runOf = open()
    expect(runOf("1,111.11").width).toBe(runOf("8,908.47").width)
  })

  it("puts the short i of Devanagari before its consonant, and joins conjuncts", () => {
    const { glyphs } = open()("क्षि")
    expect(glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints))).toEqual(["ि", "क्ष"])
  })
})
