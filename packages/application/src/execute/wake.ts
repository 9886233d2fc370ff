import { Context, Effect, Layer, Queue } from "effect"

/** The bell that a commit rings, so that what follows from it need not wait for the timer. */
export class Wake extends Context.Service<Wake, {
  readonly ring: Effect.Effect<void>
  /** Returns as soon as somebody has rung since the last time. */
  readonly heard: Effect.Effect<void>
}>()("@bahi/application/Wake") {
  static readonly layer = Layer.effect(Wake, Effect.gen(function*() {
    const bell = yield* Queue.sliding<void>(1)
    return { ring: Effect.asVoid(Queue.offer(bell, undefined)), heard: Queue.take(bell) }
  }))
}
