import { run } from "@bahi/core/machine"
import { type Reservation, type ReservationCommand, reservationMachine } from "@bahi/core/reservation"
import { reservationCommands } from "@bahi/core/testing"
import { Effect } from "effect"
import fc from "fast-check"
import type { Dice } from "./dice.ts"
import { type Calls, wrong } from "./referee.ts"
import type { Verdict } from "./referee/law.ts"
import { passedToItsOrder, reservationLaws } from "./referee/reservation.ts"

/** A hold of the stock by the machine's own words: the storage keeps holds itself, so that this one is played beside the shop. */
export const hold = (dice: Dice, calls: Calls): Effect.Effect<void> => {
  let held: Reservation = reservationMachine.initial
  return Effect.sync(() => {
    if (held.status !== "held") held = reservationMachine.initial
    for (let moves = 0; moves < 4; moves++) {
      const command = sayOf(dice)
      const outcome = run(reservationMachine, held, command)
      if (!outcome.ok) continue
      let before = held
      for (const event of outcome.value.events) {
        const law = reservationLaws[event.type] as ((seen: object) => Verdict) | undefined
        calls.push(...wrong(`reservation: ${event.type}`, law?.({ before, event, available: "available" in command ? command.available : Infinity })))
        before = reservationMachine.evolve(before, event)
      }
      calls.push(...wrong(`reservation: ${command.type}`, passedToItsOrder(outcome.value.state, command)))
      held = outcome.value.state
    }
  })
}

const verbs = Object.keys(reservationCommands) as ReadonlyArray<ReservationCommand["type"]>
const sayOf = (dice: Dice): ReservationCommand => fc.sample<ReservationCommand>(reservationCommands[dice.pick(verbs)!], { seed: dice.below(2 ** 31), numRuns: 1 })[0]!
