import { describe, expect, it } from "vitest"
import { gap } from "./band.ts"
import { paginate, type Section } from "./paginate.ts"

const frame = { firstTop: 0, nextTop: 10, bottom: 100 }
const bands = (count: number, height: number) => Array.from({ length: count }, () => gap(height))
const tops = (sections: ReadonlyArray<Section>) => paginate(sections, frame).map((page) => page.map(({ top }) => top))

describe("pages", () => {
  it("take what fits, and go on below the running head", () => {
    expect(tops([{ bands: bands(6, 20) }])).toEqual([[0, 20, 40, 60, 80], [10]])
  })

  it("repeat the heading of a section that goes on", () => {
    expect(tops([{ heading: gap(20), bands: bands(4, 30) }])).toEqual([[0, 20, 50], [10, 30, 60]])
  })

  it("leave room for what is carried over", () => {
    expect(tops([{ bands: bands(6, 20), carried: () => ({ over: gap(10), forward: gap(10) }) }])).toEqual([[0, 20, 40, 60, 80], [10, 20, 40]])
  })

  it("keep the last band of a section with the one that must follow", () => {
    expect(tops([{ bands: bands(2, 30), keepWithNext: true }, { bands: [gap(20)], keepWithNext: true }, { bands: [gap(40)] }])).toEqual([[0], [10, 40, 60]])
  })

  it("give a band that is higher than a page a page of its own", () => {
    expect(tops([{ bands: [gap(10), gap(500), gap(10)] }])).toEqual([[0], [10], [10]])
  })
})
