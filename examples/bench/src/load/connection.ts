import { once } from "node:events"
import { connect, type Socket } from "node:net"

/** What a server answered. The body stays text: a customer reads only what the next step needs. */
export interface Answer {
  readonly status: number
  readonly head: string
  readonly body: string
}

/** One keep-alive connection on which requests follow each other. By hand: an HTTP library would take more of the two cores than the servers that are measured. */
export class Connection {
  readonly #socket: Socket
  readonly #host: string
  #arrived: Buffer = Buffer.alloc(0)
  #waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (cause: Error) => void } | undefined

  private constructor(socket: Socket, host: string) {
    this.#socket = socket
    this.#host = host
    socket.on("data", (chunk: Buffer) => this.#take(chunk))
    socket.on("error", (cause) => this.#fail(cause))
    socket.on("close", () => this.#fail(new Error("The server closed the connection.")))
  }

  static async open(baseUrl: string): Promise<Connection> {
    const { hostname, port, host } = new URL(baseUrl)
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    await once(socket, "connect")
    return new Connection(socket, host)
  }

  ask(method: string, path: string, headers: string, body = ""): Promise<Answer> {
    const length = body === "" ? "" : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${headers}${length}\r\n${body}`)
    })
  }

  close(): void {
    this.#socket.removeAllListeners("close").destroy()
  }

  #take(chunk: Buffer): void {
    this.#arrived = this.#arrived.length === 0 ? chunk : Buffer.concat([this.#arrived, chunk])
    const headEnd = this.#arrived.indexOf("\r\n\r\n")
    if (headEnd < 0) return
    const head = this.#arrived.toString("latin1", 0, headEnd)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) return this.#fail(new Error(`An answer without a length:\n${head}`))
    const end = headEnd + 4 + Number(length)
    if (this.#arrived.length < end) return
    const answer = { status: Number(head.slice(9, 12)), head, body: this.#arrived.toString("utf8", headEnd + 4, end) }
    this.#arrived = this.#arrived.subarray(end)
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve(answer)
  }

  #fail(cause: Error): void {
    this.#waiting?.reject(cause)
    this.#waiting = undefined
  }
}
