import { Customer } from "./load/customer.ts"
import { measure, overall, type Round } from "./load/measure.ts"
import type { Operation, Shop } from "./load/operation.ts"
import { operations, parallelAdds } from "./load/operations.ts"
import { progress } from "./report/progress.ts"
import { startDatabases } from "./stage/database.ts"
import { startGateway } from "./stage/gateway.ts"
import { type RunningServer, startBare, startOurs } from "./stage/server.ts"
import { preload } from "./stage/shops.ts"

const ORDERS = 10_000
const ROUNDS = 3
const ROUND_MS = 2_500

/** One operation at one concurrency, at each of the servers in their order. */
export interface RequestRow {
  readonly name: string
  readonly concurrency: number
  readonly rounds: ReadonlyArray<Round>
}

export interface RequestTable {
  readonly rows: ReadonlyArray<RequestRow>
  readonly memoryMb: ReadonlyArray<number>
  readonly parallel: ReadonlyArray<Awaited<ReturnType<typeof parallelAdds>>>
}

/** Ours and the bare server in alternation, each on a database of its own in the same PostgreSQL. */
export const measureRequests = async (only?: string, nodeOptions: ReadonlyArray<string> = []): Promise<RequestTable> => {
  const chosen = operations.filter(({ name }) => only === undefined || name.includes(only))
  if (chosen.length === 0) throw new Error(`No operation is called "${only}". There are: ${operations.map(({ name }) => name).join("; ")}.`)
  const databases = await startDatabases()
  const gateway = await startGateway()
  const servers: Array<RunningServer> = []
  try {
    await preload(databases, "before", gateway.url, { orders: ORDERS, lines: 3 }, (done) => progress(`preloading ${done} of ${ORDERS} orders`))
    for (const name of ["ours", "bare"]) await databases.create(name, "before")
    servers.push(await startOurs(databases.urlOf("ours"), gateway.url, nodeOptions), await startBare(databases.urlOf("bare"), gateway.url))
    const shops = ["ours", "bare"].map((name, place): Shop => ({ name, baseUrl: servers[place]!.baseUrl, cpuMs: servers[place]!.cpuMs, sql: databases.connect(name), orders: ORDERS, paid: { next: 0 }, cancelled: { next: 0 } }))
    const rows = await inAlternation(chosen, shops)
    const memoryMb = servers.map((server) => server.memoryMb())
    const parallel = []
    for (const shop of shops) parallel.push(await parallelAdds((token) => Customer.at(shop.baseUrl, token)))
    return { rows, memoryMb, parallel }
  } finally {
    for (const server of servers) await server.stop()
    gateway.stop()
    await databases.stop()
  }
}

/** Each operation at all shops, round after round, so that whatever else the machine does falls on all. */
export const inAlternation = async (chosen: ReadonlyArray<Operation>, shops: ReadonlyArray<Shop>): Promise<ReadonlyArray<RequestRow>> => {
  const rows: Array<RequestRow> = []
  for (const operation of chosen) {
    for (const concurrency of operation.concurrency) {
      const rounds: Array<Array<Round>> = shops.map(() => [])
      // The first round warms up.
      for (const shop of shops) await measure(operation, shop, concurrency, ROUND_MS)
      for (let round = 1; round <= ROUNDS; round++) {
        for (const [place, shop] of shops.entries()) {
          progress(`${operation.name}, ${concurrency} at once: round ${round} of ${ROUNDS}, ${shop.name}`)
          rounds[place]!.push(await measure(operation, shop, concurrency, ROUND_MS))
        }
      }
      rows.push({ name: operation.name, concurrency, rounds: rounds.map(overall) })
    }
  }
  return rows.flatMap(withParts)
}

/** What an operation timed by itself becomes a row of its own, without a rate. */
const withParts = (row: RequestRow): ReadonlyArray<RequestRow> => [
  row,
  ...(row.concurrency === 1 ? [] : Object.keys(row.rounds[0]!.parts)).map((part) => ({ name: part, concurrency: row.concurrency, rounds: row.rounds.map(({ parts }) => ({ p50Ms: parts[part]!, perSecond: Number.NaN, cpuMs: Number.NaN, parts: {} })) }))
]
