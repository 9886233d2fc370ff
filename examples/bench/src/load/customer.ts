import { type Answer, Connection } from "./connection.ts"

/** Somebody with a connection and, once a cart was opened, its token. */
export class Customer {
  readonly #connection: Connection
  #token: string | undefined

  private constructor(connection: Connection, token?: string) {
    this.#connection = connection
    this.#token = token
  }

  static async at(baseUrl: string, token?: string): Promise<Customer> {
    return new Customer(await Connection.open(baseUrl), token)
  }

  /** Sends a request, and takes anything but success for the end of the bench. */
  async ask(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const token = this.#token === undefined ? "" : `x-cart-token: ${this.#token}\r\n`
    const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("")
    const answer = await this.#connection.ask(method, path, token + more, body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body))
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.slice(0, 500)}`)
    this.#token ??= /\r\nx-cart-token: (\S+)/i.exec(answer.head)?.[1]
    return answer
  }

  /** Leaves the cart behind: the next item opens another. */
  forget(): void {
    this.#token = undefined
  }

  get token(): string | undefined {
    return this.#token
  }

  close(): void {
    this.#connection.close()
  }
}
