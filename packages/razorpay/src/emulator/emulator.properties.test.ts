import fc from "fast-check"
import { expect, it } from "vitest"
import { methods, outcomes, settlements } from "./customer.ts"
import { makeCore } from "./emulator.ts"
import type { Order, Payment, State } from "./entity.ts"
import { Refusal, type Answer } from "./envelope.ts"
import { withDefaults } from "./options.ts"
import type { Request } from "./routes.ts"

const request = (method: string, path: string, body: Request["body"] = {}): Request => ({ method, path, query: {}, body, idempotencyKey: undefined })

/** `which` chooses among what is there. */
const which = fc.nat(20)
const amount = fc.oneof(fc.constantFrom(100, 50_000, 100_000), fc.integer({ min: 0, max: 120_000 }))
const action = fc.oneof(
  fc.record({ type: fc.constant("order" as const), amount, capture: fc.constantFrom("automatic", "manual"), partial: fc.boolean() }),
  fc.record({ type: fc.constant("pay" as const), which, method: fc.constantFrom(...methods), outcome: fc.constantFrom(...outcomes), amount: fc.option(amount), whenPaid: fc.constantFrom("refuse", "pay_again") }),
  fc.record({ type: fc.constant("settle" as const), which, outcome: fc.constantFrom(...settlements) }),
  fc.record({ type: fc.constant("capture" as const), which, amount: fc.option(amount) }),
  fc.record({ type: fc.constant("refund" as const), which, amount: fc.option(amount) }),
  fc.record({ type: fc.constant("settleRefund" as const), which, outcome: fc.constantFrom("processed" as const, "failed" as const) })
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never
type Core = ReturnType<typeof makeCore>

const at = <A>(entities: ReadonlyMap<string, A>, index: number): A | undefined => [...entities.values()][entities.size === 0 ? 0 : index % entities.size]

const act = async (core: Core, done: Action): Promise<void> => {
  const { state } = core
  const order = "which" in done ? at(state.order, done.which) : undefined
  const payment = "which" in done ? at(state.payment, done.which) : undefined
  switch (done.type) {
    case "order":
      return void core.answer(request("POST", "/orders", { amount: done.amount, currency: "INR", payment: { capture: done.capture }, partial_payment: done.partial }))
    case "pay": {
      const { method, outcome, amount, whenPaid } = done
      return void (order && (await core.pay({ orderId: order.id, method, outcome, whenPaid: whenPaid as "refuse", ...(amount === null ? {} : { amount }) })))
    }
    case "settle":
      return void (payment && (await core.settle(payment.id, done.outcome)))
    case "capture":
      return void (payment && core.answer(request("POST", `/payments/${payment.id}/capture`, { amount: done.amount ?? payment.amount, currency: "INR" })))
    case "refund":
      return void (payment && core.answer(request("POST", `/payments/${payment.id}/refund`, done.amount === null ? {} : { amount: done.amount })))
    case "settleRefund": {
      const refund = at(state.refund, done.which)
      return void (refund && (await core.settleRefund(refund.id, done.outcome)))
    }
  }
}

/** What was refused: only a refusal may be thrown. */
const actOrRefuse = async (core: Core, done: Action): Promise<Answer | undefined> => {
  try {
    await act(core, done)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    throw error
  }
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, number) => total + number, 0)

const holds = ({ order, payment, refund }: State): void => {
  const ofOrder = ({ id }: Order) => [...payment.values()].filter(({ orderId }) => orderId === id)
  const ofPayment = ({ id }: Payment) => [...refund.values()].filter(({ paymentId }) => paymentId === id)
  for (const each of order.values()) {
    const payments = ofOrder(each)
    const captured = sum(payments.filter(({ captured }) => captured).map(({ amount }) => amount))
    expect(each.amountPaid).toBe(captured)
    expect(each.status).toBe(captured >= each.amount ? "paid" : payments.length > 0 ? "attempted" : "created")
    expect(each.paymentIds).toEqual(payments.map(({ id }) => id))
  }
  for (const each of payment.values()) {
    const refunded = sum(ofPayment(each).filter(({ status }) => status !== "failed").map(({ amount }) => amount))
    expect(each.amountRefunded).toBe(refunded)
    expect(refunded).toBeLessThanOrEqual(each.amount)
    expect(each.status === "refunded").toBe(refunded === each.amount)
    expect(each.captured ? ["captured", "refunded"] : ["created", "authorized", "failed", "refunded"]).toContain(each.status)
    expect(each.fee !== null).toBe(each.captured)
    expect(each.failure !== null).toBe(each.status === "failed")
  }
}

const play = async (actions: ReadonlyArray<Action>, refunds: "processed" | "pending", check: (core: Core) => void = () => {}) => {
  const core = makeCore(withDefaults({ seed: "play", clock: () => 1_795_000_000_000, refunds }))
  const refused: Array<Answer | undefined> = []
  for (const done of actions) {
    const { state } = core
    const before = JSON.stringify([...state.order, ...state.payment, ...state.refund])
    const refusal = await actOrRefuse(core, done)
    if (refusal !== undefined) expect(JSON.stringify([...state.order, ...state.payment, ...state.refund])).toBe(before)
    refused.push(refusal)
    check(core)
  }
  core.stop()
  return { refused, bodies: core.webhooks.events(), payments: core.payments() }
}

const story = fc.array(action, { minLength: 1, maxLength: 40 }).map((actions): ReadonlyArray<Action> => [{ type: "order", amount: 50_000, capture: "automatic", partial: true }, ...actions])

it("keeps orders, payments and refunds in step, whatever is done", () =>
  fc.assert(fc.asyncProperty(story, fc.constantFrom("processed", "pending"), async (actions, refunds) => {
    await play(actions, refunds, (core) => holds(core.state))
  })))

it("does the same again with the same seed, to the byte", () =>
  fc.assert(fc.asyncProperty(story, async (actions) => {
    expect(await play(actions, "processed")).toEqual(await play(actions, "processed"))
  }), { numRuns: 30 }))

it("does something else with another seed", () => {
  const idOf = (seed: string) => (makeCore(withDefaults({ seed })).answer(request("POST", "/orders", { amount: 100, currency: "INR" })).body as { id: string }).id
  expect(idOf("1")).not.toBe(idOf("2"))
})
