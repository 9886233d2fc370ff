import type { Operation, Shop } from "./operation.ts"
import { Customer } from "./customer.ts"

/** One round of one operation at one server. */
export interface Round {
  readonly p50Ms: number
  readonly perSecond: number
  /** Processor time of the server for each, in ms: what depends least on what else the machine does. */
  readonly cpuMs: number
  /** p50 of parts that the operation times by themselves. */
  readonly parts: Readonly<Record<string, number>>
}

/** So many customers do the same over and over, until the time is up or the work is done. */
export const measure = async (operation: Operation, shop: Shop, concurrency: number, forMs: number): Promise<Round> => {
  const customers = await Promise.all(Array.from({ length: concurrency }, () => Customer.at(shop.baseUrl)))
  const times: Array<number> = []
  const parts: Record<string, Array<number>> = {}
  const timed = (part: string, ms: number) => (parts[part] ??= []).push(ms)
  const actions = await Promise.all(customers.map((customer) => operation.begin(customer, shop, timed)))
  const started = performance.now()
  const cpuBefore = shop.cpuMs()
  let left = operation.count ?? Number.POSITIVE_INFINITY
  await Promise.all(actions.map(async (act) => {
    while (left-- > 0 && (operation.count !== undefined || performance.now() - started < forMs)) {
      const asked = performance.now()
      await act()
      times.push(performance.now() - asked)
    }
  }))
  await operation.settled?.(shop)
  const elapsedMs = performance.now() - started
  for (const customer of customers) customer.close()
  return { p50Ms: median(times), perSecond: times.length * 1000 / elapsedMs, cpuMs: (shop.cpuMs() - cpuBefore) / times.length, parts: Object.fromEntries(Object.entries(parts).map(([part, of]) => [part, median(of)])) }
}

export const median = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** The median of each figure over several rounds. */
export const overall = (rounds: ReadonlyArray<Round>): Round => ({
  p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  cpuMs: median(rounds.map(({ cpuMs }) => cpuMs)),
  parts: Object.fromEntries(Object.keys(rounds[0]!.parts).map((part) => [part, median(rounds.map(({ parts }) => parts[part]!))]))
})
