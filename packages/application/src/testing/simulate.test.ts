import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { simulate } from "./simulator/simulate.ts"

describe("a shop in memory, played by dice", () => {
  it("keeps its books straight through kills, faults and time, whatever the seed", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { broken, steps } = await Effect.runPromise(simulate(seed, 150))
      expect(broken, `seed ${seed}:\n${steps.join("\n")}`).toEqual([])
    }
  }, 60_000)

  it("plays the same game from the same seed", async () => {
    const [one, other] = [await Effect.runPromise(simulate(7, 200)), await Effect.runPromise(simulate(7, 200))]
    expect(one).toEqual(other)
    expect(one.steps.filter((step) => step.endsWith("done")).length).toBeGreaterThan(50)
    expect(new Set(one.steps.map((step) => step.replace(/^\d+ /, ""))).size).toBeGreaterThan(15)
  })

  it.each(["checkout/decide.ts:order_already_placed", "order/pay.ts:payment_outstanding", "return/decide.ts:quantity_not_inspectable"])("misses the guard %s", (guard) => {
    const [without, main] = ["without.ts", "main.ts"].map((file) => join(import.meta.dirname, "../../simulate", file)) as [string, string]
    const game = spawnSync(process.execPath, [`--import=${without}`, main, "2000", "1"], { encoding: "utf8", env: { ...process.env, WITHOUT: guard, GAMES: "many" } })
    expect(game.stderr).toContain("but it is not true that")
    expect(game.status).toBe(1)
  }, 60_000)
})
