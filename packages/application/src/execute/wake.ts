import { Context, Effect, Layer, Queue } from "effect"

/** Who is called: the relay when there are events, the worker when there are tasks. */
export type Bell = "events" | "tasks"

/** The bells that a commit rings, so that what follows from it need not wait for a timer. */
export class Wake extends Context.Service<Wake, {
  readonly ring: (bell: Bell) => Effect.Effect<void>
  /** A place at a bell: returns as soon as somebody has rung since the last time. */
  readonly listen: (bell: Bell) => Effect.Effect<{ readonly heard: Effect.Effect<void> }>
}>()("@bahi/application/Wake") {
  static readonly layer = Layer.sync(Wake, () => {
    const listeners: { readonly [B in Bell]: Array<Queue.Queue<void>> } = { events: [], tasks: [] }
    return {
      ring: (bell) => Effect.forEach(listeners[bell], (listener) => Queue.offer(listener, undefined), { discard: true }),
      listen: (bell) => Effect.map(Queue.sliding<void>(1), (listener) => {
        listeners[bell].push(listener)
        return { heard: Queue.take(listener) }
      })
    }
  })
}
