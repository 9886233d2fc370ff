import { Effect, Layer } from "effect"
import { type GatewayFault, GatewayUnavailable, GatewayUnknown, PaymentGateway, Transactions } from "../../ports/index.ts"
import type { Dice } from "./dice.ts"

/** How much goes wrong, in percent of the chances to. */
export interface Trouble {
  /** Processes die before or after a commit, and before or after the gateway is asked. */
  kills: number
  /** The gateway cannot be reached, or its answer gets lost. */
  faults: number
}

/** The process dies here: what it had not committed is gone, and nobody hears its answer, nor can anybody catch it. */
const die: Effect.Effect<never> = Effect.interrupt

/** Transactions whose process may die before they commit, or just after. */
export const mortalTransactions = (dice: Dice, trouble: Trouble) => Layer.effect(Transactions, Effect.map(Transactions, ({ attempt, run, writing }) => {
  const mortal = <A, E, R, F>(run: (work: Effect.Effect<A, E, R>) => Effect.Effect<A, F, R>, work: Effect.Effect<A, E, R>) => Effect.suspend(() => {
    const [before, after] = [dice.percent(trouble.kills), dice.percent(trouble.kills)]
    return run(before ? Effect.andThen(work, die) : work).pipe(Effect.tap(() => after ? die : Effect.void))
  })
  return Transactions.of({ run: (work) => mortal(run, work), attempt: (work) => mortal(attempt, work), writing })
}))

/** A gateway that is away at times, loses questions and answers, and whose callers may die around every call. */
export const troubledGateway = (dice: Dice, trouble: Trouble) => Layer.effect(PaymentGateway, Effect.map(PaymentGateway, (gateway) => {
  const around = <A>(operation: GatewayFault["operation"], asked: Effect.Effect<A, GatewayFault>): Effect.Effect<A, GatewayFault> => Effect.suspend(() => {
    if (dice.percent(trouble.kills)) return die
    if (dice.percent(trouble.faults)) return new GatewayUnavailable({ operation, reason: "simulated" })
    if (dice.percent(trouble.faults)) return new GatewayUnknown({ operation, reason: "simulated, and nothing happened" })
    const lost = dice.percent(trouble.faults)
    const dies = dice.percent(trouble.kills)
    return Effect.andThen(asked, (answer): Effect.Effect<A, GatewayFault> => dies ? die : lost ? new GatewayUnknown({ operation, reason: "simulated" }) : Effect.succeed(answer))
  })
  return PaymentGateway.of({
    ...gateway,
    openOrder: (order) => around("openOrder", gateway.openOrder(order)),
    fetchPayments: (gatewayOrderId) => around("fetchPayments", gateway.fetchPayments(gatewayOrderId)),
    capture: (payment) => around("capture", gateway.capture(payment)),
    refund: (refund) => around("refund", gateway.refund(refund)),
    findRefund: (refund) => around("findRefund", gateway.findRefund(refund))
  })
}))
