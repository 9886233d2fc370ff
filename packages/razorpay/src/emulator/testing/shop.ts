import { createHmac } from "node:crypto"
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { onTestFinished } from "vitest"

export interface Received {
  readonly headers: IncomingHttpHeaders
  /** As they came. */
  readonly bytes: Buffer
  readonly event: string
}

/** A shop that hears webhooks until the test ends. It answers with the statuses given, then with 200. */
export const shop = async ({ secret = "whsec", answers = [] as Array<number> } = {}) => {
  const received: Array<Received> = []
  const server = createServer(async (request, response) => {
    const chunks: Array<Buffer> = []
    for await (const chunk of request) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    received.push({ headers: request.headers, bytes, event: JSON.parse(bytes.toString()).event })
    response.writeHead(answers.shift() ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => new Promise<void>((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  }))
  return {
    webhook: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`, secret },
    received,
    names: () => received.map(({ event }) => event),
    signature: (bytes: Buffer) => createHmac("sha256", secret).update(bytes).digest("hex"),
    answers
  }
}
