import { Context, Effect, Layer, Queue } from "effect"

/** The bell that a commit rings, so that what follows from it need not wait for a timer. */
export class Wake extends Context.Service<Wake, {
  readonly ring: Effect.Effect<void>
  /** A place at the bell: returns as soon as somebody has rung since the last time. */
  readonly listen: Effect.Effect<{ readonly heard: Effect.Effect<void> }>
}>()("@bahi/application/Wake") {
  static readonly layer = Layer.sync(Wake, () => {
    const listeners: Array<Queue.Queue<void>> = []
    return {
      ring: Effect.suspend(() => Effect.forEach(listeners, (listener) => Queue.offer(listener, undefined), { discard: true })),
      listen: Effect.map(Queue.sliding<void>(1), (listener) => {
        listeners.push(listener)
        return { heard: Queue.take(listener) }
      })
    }
  })
}
