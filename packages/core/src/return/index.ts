import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import { returnPolicy, type Return, type ReturnCommand, type ReturnEvent, type ReturnPolicy, type ReturnRefusal } from "./return.ts"
import { returnTransitions } from "./transitions.ts"

export * from "./claim.ts"
export * from "./return.ts"

/** Goods coming back: asked for in time, approved, sent, received, and looked at piece by piece, which says what is owed and what goes back on the shelf. */
export const returnMachine = (policy: ReturnPolicy = returnPolicy): Machine<Return, ReturnCommand, ReturnEvent, ReturnRefusal> => ({
  name: "return",
  initial: { status: "unrequested" },
  transitions: returnTransitions,
  terminal: ["rejected", "completed"],
  decide: decide(policy),
  evolve
})
