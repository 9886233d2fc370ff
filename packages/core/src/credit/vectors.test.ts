// Runs vectors of refunds as anybody would, through the command; the published ones run with all the others.
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "refund-vectors-"))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (kind: string, input: object, expected: object): ReadonlyArray<string> => {
  const file = join(folder, "some.json")
  writeFileSync(file, JSON.stringify({ kind, cases: [{ id: "case", source: "here", input, expected }] }))
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, "../../vectors/main.ts"), file], { encoding: "utf8" })
  return stdout.trimEnd().split("\n")
}
const passed = ["1 passed, 0 failed"]
const failed = (why: string) => [`some.json case: ${why}`, "0 passed, 1 failed"]

const pen = { id: "pen", unitPrice: 1_040, quantity: 1, gstRate: "0" }
const clip = { id: "clip", unitPrice: 5, quantity: 2, gstRate: "0.25" }
const sale = { priceMode: "inclusive", supply: "intra", lines: [pen, clip], charges: [{ id: "ship", amount: 118, taxPolicy: "fixed", gstRate: "18" }], roundOff: "rupee" }
const refunds = [{ lines: [{ id: "pen", quantity: 1 }], charges: ["ship"] }, {}, { lines: [{ id: "clip", quantity: 1 }, { id: "clip", quantity: 1 }] }]

describe("a vector of refunds", () => {
  it("states the round-off where nothing is left, and nothing where nothing is returned", () =>
    expect(run("refund", { ...sale, refunds }, { refunds: [{ taxable: 1_140, cgst: 9, sgst: 9, igst: 0, cess: 0, roundOff: 0, total: 1_158 }, { roundOff: 0, total: 0 }, { taxable: 10, roundOff: 32, total: 42 }] })).toEqual(passed))

  it("states a round-off that lowered the document at the end, too, be it below zero", () =>
    expect(run(
      "refund",
      { ...sale, lines: [{ ...pen, unitPrice: 1_030 }, clip], charges: [], refunds: [{ lines: refunds[0]!.lines }, refunds[2]] },
      { refunds: [{ roundOff: 0, total: 1_030 }, { taxable: 10, roundOff: -40, total: -30 }] }
    )).toEqual(passed))

  it("expects as many as there are", () =>
    expect(run("refund", { ...sale, refunds }, { refunds: [{ total: 1_158 }] })).toEqual(failed("refunds expected \"1 refunds\", got \"3 refunds\"")))

  it("differs in a line that names the refund and the figure", () =>
    expect(run("refund", { ...sale, refunds }, { refunds: [{ cgst: 8 }, { total: 0 }, { total: 0 }] })).toEqual(failed("refunds[0].cgst expected 8, got 9 (and 1 more)")))

  it("differs where the document has not what is returned", () =>
    expect(run("refund", { ...sale, refunds: [{ lines: [{ id: "clip", quantity: 3 }] }] }, { refunds: [{ total: 1 }] })).toEqual(failed("refunds[0].total expected 1, got undefined")))
})

describe("a key that nobody reads", () => {
  const refund = { lines: [{ id: "pen", quantity: 1 }] }
  it.each([
    ["of a document", "totals", { ...sale, colour: 1 }, "input.colour is unknown; known are priceMode, supply, lines, orderDiscounts, charges, roundOff"],
    ["of refunds in a document without any", "totals", { ...sale, refunds: [] }, "input.refunds is unknown"],
    ["of a line", "totals", { ...sale, lines: [{ ...pen, cessPercent: "1" }] }, "lines[0].cessPercent is unknown"],
    ["of an order discount", "totals", { ...sale, orderDiscounts: [{ id: "d", amount: 1, lines: [] }] }, "orderDiscounts[0].lines is unknown"],
    ["of a charge", "totals", { ...sale, charges: [{ id: "c", amount: 1, taxPolicy: "fixed", rate: "18" }] }, "charges[0].rate is unknown"],
    ["of a split", "allocate", { amount: 1, weights: [1], rounding: "up" }, "input.rounding is unknown"],
    ["of a document that is refunded", "refund", { ...sale, refunds: [refund], currency: "INR" }, "input.currency is unknown"],
    ["of a refund", "refund", { ...sale, refunds: [{ ...refund, fee: 1 }] }, "refunds[0].fee is unknown"],
    ["of a returned line", "refund", { ...sale, refunds: [{ lines: [{ ...refund.lines[0], amount: 1 }] }] }, "refunds[0].lines[0].amount is unknown"]
  ])("%s fails the case", (_, kind, input, why) =>
    expect(run(kind, input, { refunds: [{ total: 1 }], shares: [1], taxable: 1 })[0]).toContain(`some.json case: malformed: ${why}`))
})
