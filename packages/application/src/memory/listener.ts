import { Context, Effect, Layer } from "effect"
import { WebhookSender } from "../ports/index.ts"

/** The server of every subscriber in memory: what it heard, and how it answers from now on. */
export class Listener extends Context.Service<Listener, {
  readonly heard: ReadonlyArray<{ readonly url: string; readonly eventId: string; readonly body: string; readonly at: number }>
  readonly answer: (status: number) => Effect.Effect<void>
}>()("@bahi/application/Listener") {}

/** Delivers to a `Listener`. */
export const webhookSenderMemory = Layer.effectContext(Effect.sync(() => {
  const heard: Array<Listener["Service"]["heard"][number]> = []
  let status = 200
  return Context.make(Listener, Listener.of({ heard, answer: (next) => Effect.sync(() => void (status = next)) })).pipe(Context.add(WebhookSender, WebhookSender.of({
    send: ({ url }, message) => Effect.sync(() => {
      heard.push({ url, ...message })
      return { accepted: status < 300, outcome: `HTTP ${status}` }
    })
  })))
}))
