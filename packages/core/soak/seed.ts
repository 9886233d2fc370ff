import fc from "fast-check"
import { appendFileSync } from "node:fs"
import { inject } from "vitest"

declare module "vitest" {
  interface ProvidedContext {
    /** A number, or `random`. */
    readonly seed: string
    /** Where runs are counted, if anywhere. */
    readonly countRunsIn: string
  }
}

// One commit, one result: properties run on a fixed seed. `SEED=random` hunts, and `SEED=<number>` runs again what was found.
const asked = inject("seed")
const counted = inject("countRunsIn")
fc.configureGlobal({
  ...(asked !== "random" && { seed: Number(asked) }),
  ...(counted !== "" && {
    reporter: (details: fc.RunDetails<unknown>) => {
      appendFileSync(counted, `${details.numRuns}\n`)
      if (details.failed) throw new Error(fc.defaultReportMessage(details))
    }
  })
})
