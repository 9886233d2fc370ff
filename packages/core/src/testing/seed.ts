import fc from "fast-check"
import { inject } from "vitest"

declare module "vitest" {
  interface ProvidedContext {
    /** A number, or `random`. */
    readonly seed: string
  }
}

// One commit, one result: properties run on a fixed seed. `SEED=random` hunts, and `SEED=<number>` runs again what was found.
const asked = inject("seed")
if (asked !== "random") fc.configureGlobal({ seed: Number(asked) })
