import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"
import type { Attempt, Delivery, Endpoint, Event } from "./entity.ts"

/** One POST, with the headers of Razorpay. */
export const send = (endpoint: Endpoint, event: Event, { signature }: Delivery, timeoutMs: number, signal: AbortSignal): Promise<Attempt["outcome"]> =>
  new Promise((resolve) => {
    const body = Buffer.from(event.body)
    const post = (endpoint.url.startsWith("https:") ? requestHttps : requestHttp)(endpoint.url, {
      method: "POST",
      agent: false,
      headers: {
        "User-Agent": "Razorpay-Webhook/v1",
        "Content-Type": "application/json",
        "Content-Length": body.length,
        "Accept-Encoding": "gzip",
        "Request-Id": event.id,
        "X-Razorpay-Event-Id": event.id,
        ...(signature === null ? {} : { "X-Razorpay-Signature": signature })
      },
      signal
    })
    const timer = setTimeout(() => end("timeout"), timeoutMs)
    const end = (outcome: Attempt["outcome"]): void => {
      clearTimeout(timer)
      resolve(outcome)
      post.destroy()
    }
    post.on("response", (response) => {
      response.resume()
      response.on("end", () => end(response.statusCode ?? 0))
      response.on("error", () => end("unreachable"))
    })
    post.on("error", () => end("unreachable"))
    post.end(body)
  })
