import { makeCourier, type Webhooks } from "./courier.ts"
import { pay, settle, settleDue, type Paid, type Pay, type Settlement } from "./customer.ts"
import { apply, emptyState, known, type Change, type State, type Step } from "./entity.ts"
import type { Answer } from "./envelope.ts"
import { makeFaults, type Faults } from "./fault.ts"
import { noJournal, openJournal } from "./journal.ts"
import type { Settings } from "./options.ts"
import { makeRandom } from "./random.ts"
import { settleRefund } from "./refund.ts"
import { answerTo, type Request } from "./routes.ts"
import type { Scene } from "./scene.ts"
import { makeTimers } from "./timers.ts"
import { orderOnWire, paymentOnWire, refundOnWire, type WireOrder, type WirePayment, type WireRefund } from "./wire.ts"

/** Whether the shop hears of it before the browser does: every endpoint was tried once when the call ends. */
export interface Telling {
  readonly webhooks?: "before" | "after"
}

/** What a test, or the control routes, do with a running emulator. A refusal is thrown, as in the API. */
export interface Control {
  readonly pay: (asked: Pay & Telling) => Promise<Paid>
  /** Of a pending payment, or of a failed one: a late success. */
  readonly settle: (paymentId: string, outcome: Settlement, telling?: Telling) => Promise<Paid>
  /** Of a pending refund. */
  readonly settleRefund: (refundId: string, outcome: "processed" | "failed", telling?: Telling) => Promise<WireRefund>
  readonly webhooks: Webhooks
  readonly faults: Faults
  /** The oldest first. */
  readonly orders: () => ReadonlyArray<WireOrder>
  readonly payments: () => ReadonlyArray<WirePayment>
  readonly refunds: () => ReadonlyArray<WireRefund>
}

/** An emulator without its HTTP. */
export interface Core extends Control {
  readonly state: State
  readonly answer: (request: Request) => Answer
  readonly takeFault: ReturnType<typeof makeFaults>["take"]
  readonly stop: () => void
}

export const makeCore = (settings: Settings): Core => {
  const { journal, lines } = settings.journal === undefined ? { journal: noJournal, lines: [] } : openJournal(settings.journal)
  const state = emptyState()
  for (const { changes } of lines) apply(state, changes)
  const random = makeRandom(settings.seed, lines.at(-1)?.drawn)
  const timers = makeTimers()
  const { take, ...faults } = makeFaults()

  const save = (changes: ReadonlyArray<Change>): void => {
    journal.append({ drawn: random.drawn(), changes })
    apply(state, changes)
  }
  const courier = makeCourier({
    state,
    random,
    save,
    timeScale: settings.timeScale,
    delayMs: settings.webhookDelayMs,
    timeoutMs: settings.webhookTimeoutMs
  })

  /** Decides on what stands, saves all of it or nothing, and then tells. */
  const run = <A>(decide: (scene: Scene) => Step<A>) => {
    const { answer, changes } = decide({ state, policy: settings, random, now: settings.clock(), wallNow: Date.now() })
    const deliveries = courier.address(changes)
    if (changes.length > 0) save([...changes, ...deliveries.map((delivery) => ["delivery", delivery] as const)])
    courier.take(deliveries)
    for (const change of changes) awaitDue(change)
    return { answer, deliveries }
  }
  const runAndTell = async <A>(decide: (scene: Scene) => Step<A>, { webhooks = "after" }: Telling = {}): Promise<A> => {
    const { answer, deliveries } = run(decide)
    if (webhooks === "before") await courier.tried(deliveries)
    return answer
  }
  const awaitDue = ([kind, entity]: Change): void => {
    if (kind !== "payment" && kind !== "refund") return
    const { id, due } = entity
    if (due === null) return
    timers.at(due.at, () => {
      if (known<{ readonly due: typeof due | null }>(state[kind], id).due?.at !== due.at) return
      run((scene) => (kind === "payment" ? settleDue(scene, known(state.payment, id)) : settleRefund(scene, id, "processed")))
    })
  }

  for (const { url, secret = null } of settings.webhooks) {
    const before = [...state.endpoint.values()].find((endpoint) => endpoint.url === url)
    run(({ random, now }) => ({
      answer: null,
      changes: [["endpoint", {
        ...(before ?? { id: random.id14(), url, events: null, createdAt: now }),
        secret,
        status: "active",
        failingSince: null
      }]]
    }))
  }
  courier.resume()
  for (const payment of state.payment.values()) awaitDue(["payment", payment])
  for (const refund of state.refund.values()) awaitDue(["refund", refund])

  return {
    state,
    answer: (request) => run((scene) => answerTo(scene, request)).answer,
    takeFault: take,
    pay: async ({ webhooks = "after", ...asked }) => runAndTell((scene) => pay(scene, asked), { webhooks }),
    settle: async (paymentId, outcome, telling) => runAndTell((scene) => settle(scene, paymentId, outcome), telling),
    settleRefund: async (refundId, outcome, telling) => refundOnWire(await runAndTell((scene) => settleRefund(scene, refundId, outcome), telling)),
    webhooks: courier,
    faults,
    orders: () => [...state.order.values()].map(orderOnWire),
    payments: () => [...state.payment.values()].map(paymentOnWire),
    refunds: () => [...state.refund.values()].map(refundOnWire),
    stop: () => {
      timers.stop()
      courier.stop()
      journal.close()
    }
  }
}
