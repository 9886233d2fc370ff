import { inAlternation, type RequestRow } from "./requests.ts"
import type { Shop } from "./load/operation.ts"
import { operations } from "./load/operations.ts"
import { progress } from "./report/progress.ts"
import { startDatabases } from "./stage/database.ts"
import { startGateway } from "./stage/gateway.ts"
import { type RunningServer, startOurs } from "./stage/server.ts"
import { preload } from "./stage/shops.ts"

export interface GrowthTable {
  readonly sizes: ReadonlyArray<number>
  /** On disk, in MB, in the order of the sizes. */
  readonly diskMb: ReadonlyArray<number>
  readonly rows: ReadonlyArray<RequestRow>
}

/** Every operation on our server with few orders and with many in the database: two servers in alternation, in one PostgreSQL. */
export const measureGrowth = async (sizes: ReadonlyArray<number>): Promise<GrowthTable> => {
  const databases = await startDatabases()
  const gateway = await startGateway()
  const servers: Array<RunningServer> = []
  try {
    const shops: Array<Shop> = []
    const diskMb: Array<number> = []
    for (const orders of sizes) {
      const name = `orders_${orders}`
      await preload(databases, name, gateway.url, { orders, lines: 1 }, (done) => progress(`writing ${done} of ${orders} orders`))
      const server = await startOurs(databases.urlOf(name), gateway.url)
      servers.push(server)
      const sql = databases.connect(name)
      shops.push({ name: `${orders} orders`, baseUrl: server.baseUrl, cpuMs: server.cpuMs, sql, orders, paid: { next: 0 }, cancelled: { next: 0 } })
      const [{ mb }] = await sql<[{ mb: number }]>`select (pg_database_size(current_database()) / 1000000)::integer as mb`
      diskMb.push(mb)
    }
    return { sizes, diskMb, rows: await inAlternation(operations, shops) }
  } finally {
    for (const server of servers) await server.stop()
    gateway.stop()
    await databases.stop()
  }
}
