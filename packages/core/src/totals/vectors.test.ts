// Runs the published vectors as anybody would, through the command.
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "vectors-"))
afterAll(() => rmSync(folder, { recursive: true }))

const vectors = (...files: ReadonlyArray<string>) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, "../../vectors/main.ts"), ...files], { encoding: "utf8" })
  return { lines: stdout.trimEnd().split("\n"), stderr, status }
}

const vectorsIn = (content: unknown) => {
  const file = join(folder, "some.json")
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content))
  return vectors(file)
}

const sale = (gstRate: unknown, expected: unknown) => ({
  id: "sale",
  input: { priceMode: "exclusive", supply: "intra", lines: [{ id: "l1", unitPrice: 10_000, quantity: 1, gstRate }] },
  expected
})

describe("the vectors command", () => {
  it("agrees with every published number", () => {
    const { lines, stderr, status } = vectors()
    expect({ lines, stderr, status }).toEqual({ lines: [expect.stringMatching(/^\d{3,} passed, 0 failed$/)], stderr: "", status: 0 })
  })

  it("says in one line where a case differs", () => {
    const { lines, status } = vectorsIn({ kind: "totals", cases: [sale("18", { cgst: 901, lines: [{ id: "l1", sgst: 1 }] }), sale("18", { cgst: 900 })] })
    expect(lines).toEqual(["some.json sale: cgst expected 901, got 900 (and 1 more)", "1 passed, 1 failed"])
    expect(status).toBe(1)
  })

  it.each([
    ["a missing line", { kind: "totals", cases: [sale("18", { lines: [{ id: "l2", sgst: 1 }] })] }, "some.json sale: lines.l2 expected {\"sgst\":1}, got undefined"],
    ["a figure that is not ours", { kind: "totals", cases: [sale("18", { vat: 1 })] }, "some.json sale: vat expected 1, got undefined"],
    ["a refusal", { kind: "totals", cases: [sale("101", { cgst: 1 })] }, "some.json sale: totals expected \"figures\", got {\"code\":\"rate_out_of_range\",\"lineId\":\"l1\",\"ratePpm\":1010000}"],
    ["a rate that is a number", { kind: "totals", cases: [sale(18, { cgst: 900 })] }, "some.json sale: malformed: lines[0].gstRate is 18, not a percentage as a decimal string"],
    ["a rate with a sign", { kind: "totals", cases: [sale("18%", { cgst: 900 })] }, "some.json sale: malformed: lines[0].gstRate is \"18%\", not a percentage as a decimal string"],
    ["a case that expects nothing", { kind: "totals", cases: [sale("18", {})] }, "some.json sale: malformed: expected expects nothing"],
    ["a case without input", { kind: "totals", cases: [{ id: "bare" }] }, "some.json bare: malformed: input is missing"],
    ["a case that is no object", { kind: "totals", cases: [7] }, "some.json cases[0]: malformed: case is 7, not an object"],
    ["a split that cannot be", { kind: "allocate", cases: [{ id: "none", input: { amount: 1, weights: [0] }, expected: { shares: [1] } }] }, "some.json none: shares expected [1], got \"no weight can take 1\""],
    ["a wrong GSTIN", { kind: "gstin", valid: ["27AAPFU0939F1ZW"], invalid: [] }, "some.json 27AAPFU0939F1ZW: gstin expected \"valid\", got {\"code\":\"gstin_check_digit_wrong\",\"found\":\"W\",\"expected\":\"V\"}"],
    ["an unknown kind", { kind: "weather", cases: [] }, expect.stringContaining("malformed: kind \"weather\" is unknown")],
    ["no kind", {}, expect.stringContaining("malformed: kind is missing")],
    ["no JSON", "{", expect.stringContaining("not JSON: ")]
  ])("fails on %s", (_, content, line) => {
    const { lines, stderr, status } = vectorsIn(content)
    expect({ lines, stderr, status }).toEqual({ lines: [line, "0 passed, 1 failed"], stderr: "", status: 1 })
  })

  it("fails on a file that is not there, and goes on with the next", () => {
    const { lines, status } = vectors(join(folder, "none.json"), join(import.meta.dirname, "../../vectors/allocate.json"))
    expect(lines).toEqual([expect.stringContaining("cannot be read: ENOENT"), "22 passed, 1 failed"])
    expect(status).toBe(1)
  })
})
