import { setTimeout } from "node:timers/promises"

/** A problem that the shop answered instead. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string | undefined
  constructor(status: number, problem: { readonly code?: string; readonly title?: string; readonly detail?: string }) {
    super(`${status} ${problem.code ?? problem.title ?? ""}: ${problem.detail ?? ""}`)
    this.status = status
    this.code = problem.code
  }
}

/** A guest of the shop at `baseUrl`, as any HTTP client would be one: it keeps the cart token that its first item brings. */
export const guestOf = (baseUrl: string) => {
  let token: string | undefined

  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...(token === undefined ? {} : { "x-cart-token": token }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    token = response.headers.get("x-cart-token") ?? token
    if (response.ok) return response
    throw new Refusal(response.status, await response.json() as object)
  }

  return {
    baseUrl,
    token: () => token,
    json: async <A>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<A> => await (await send(method, path, body, headers)).json() as A,
    bytes: async (path: string): Promise<Uint8Array> => new Uint8Array(await (await send("GET", path)).arrayBuffer())
  }
}
export type Guest = ReturnType<typeof guestOf>

/** Asks again, for ten seconds, while the answer is "not yet": what follows an order or a payment is milliseconds behind it. */
export const soon = async <A>(ask: () => Promise<A>, isThere: (answer: A) => boolean = () => true): Promise<A> => {
  for (let asked = 1; ; asked++) {
    try {
      const answer = await ask()
      if (isThere(answer)) return answer
      if (asked === 100) throw new Error("it did not come about in ten seconds")
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "invoice_not_issued_yet") || asked === 100) throw error
    }
    await setTimeout(100)
  }
}
