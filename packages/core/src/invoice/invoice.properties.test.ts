import { describe, expect } from "vitest"
import { run } from "../machine.ts"
import { foreignEventsThrow, machineLaws, walkLaws } from "../testing/index.ts"
import { invoiceCommands } from "./arbitrary.ts"
import { invoiceMachine } from "./index.ts"

machineLaws(invoiceMachine, invoiceCommands)
foreignEventsThrow(invoiceMachine, invoiceCommands)

describe("any invoice", () => {
  const law = walkLaws(invoiceMachine, invoiceCommands)

  law("says what was drafted, and has a number exactly when it is issued", ({ steps, state }) => {
    if (state.status === "undrafted") return
    expect(steps[0]!.command).toMatchObject({ type: "Draft", document: state.document })
    expect("number" in state).toBe(state.status === "issued")
  })

  law("never changes once it is issued, whatever is asked of it", ({ steps, state }) => {
    if (state.status !== "issued") return
    for (const { command } of steps) expect(run(invoiceMachine, state, command)).toMatchObject({ ok: false, error: { code: "illegal_transition", accepted: [] } })
  })
})
