import { get } from "node:http"
import { setInterval } from "node:timers"
import { median } from "./load/measure.ts"
import { progress } from "./report/progress.ts"
import { startDatabases } from "./stage/database.ts"
import { startGateway } from "./stage/gateway.ts"
import { ADMIN_KEY } from "./stage/named.ts"
import { startOurs } from "./stage/server.ts"
import { preload } from "./stage/shops.ts"

const ROUNDS = 3

/** What it takes to export every order as CSV over HTTP. */
export interface Exported {
  readonly rows: number
  readonly perSecond: number
  readonly firstByteMs: number
  /** What the server held before, and the most that it held meanwhile. */
  readonly memoryMb: { readonly before: number; readonly peak: number }
}

/** Exports so many orders, a few times over, to a client that only counts lines. */
export const measureExport = async (orders: number): Promise<Exported> => {
  const databases = await startDatabases()
  const gateway = await startGateway()
  try {
    await preload(databases, "exported", gateway.url, { orders, lines: 1 }, (done) => progress(`writing ${done} of ${orders} orders`))
    const server = await startOurs(databases.urlOf("exported"), gateway.url)
    try {
      const before = server.memoryMb()
      let peak = before
      const watching = setInterval(() => { peak = Math.max(peak, server.memoryMb()) }, 50)
      const rounds = []
      for (let round = 0; round <= ROUNDS; round++) rounds.push(await exportOnce(server.baseUrl))
      clearInterval(watching)
      const [, ...timed] = rounds
      return { rows: timed[0]!.rows, perSecond: median(timed.map(({ ms, rows }) => rows * 1000 / ms)), firstByteMs: median(timed.map(({ firstByteMs }) => firstByteMs)), memoryMb: { before, peak } }
    } finally {
      await server.stop()
    }
  } finally {
    gateway.stop()
    await databases.stop()
  }
}

const exportOnce = (baseUrl: string): Promise<{ readonly rows: number; readonly ms: number; readonly firstByteMs: number }> => new Promise((done, failed) => {
  const asked = performance.now()
  get(`${baseUrl}/api/admin/orders/export`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } }, (response) => {
    let firstByteMs = Number.NaN
    // The first line is the heading.
    let rows = -1
    response.on("data", (chunk: Buffer) => {
      if (Number.isNaN(firstByteMs)) firstByteMs = performance.now() - asked
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++
    })
    response.on("end", () => done({ rows, ms: performance.now() - asked, firstByteMs }))
    response.on("error", failed)
  }).on("error", failed)
})
