import { NodeRuntime } from "@effect/platform-node"
import { Config, Console, Data, Effect } from "effect"
import { HttpServer } from "effect/http"
import { writeFile } from "node:fs/promises"
import { serve } from "./app.ts"
import { guestOf } from "./demo/client.ts"
import { onlineSteps } from "./demo/online.ts"
import { saleSteps } from "./demo/sale.ts"

// pnpm demo: plays two whole sales, one paid at the door and one online, against the shop at BASE_URL (http://localhost:3003), or against one of its own for as long as it takes.

class StepFailed extends Data.TaggedError("StepFailed")<{ readonly message: string }> {}

const answers = (baseUrl: string) =>
  Effect.promise(() => fetch(`${baseUrl}/health`, { signal: AbortSignal.timeout(1000) }).then((response) => response.ok, () => false))

const play = Effect.fn("play")(function*(baseUrl: string) {
  const keep = (fileName: string, bytes: Uint8Array) => writeFile(fileName, bytes)
  const steps = [...saleSteps(guestOf(baseUrl), keep), ...onlineSteps(guestOf(baseUrl), keep)]
  for (const [place, { run, title }] of steps.entries()) {
    const started = performance.now()
    const shown = yield* Effect.tryPromise({ try: run, catch: (cause) => new StepFailed({ message: `"${title}" failed: ${cause instanceof Error ? cause.message : String(cause)}` }) })
    const bar = "█".repeat(place + 1) + "░".repeat(steps.length - place - 1)
    yield* Console.log(`\n  ${bar} ${String(place + 1).padStart(2)}/${steps.length}  ${title}  (${(performance.now() - started).toFixed(0)} ms)`)
    for (const line of shown) yield* Console.log(`  ${" ".repeat(steps.length)}        ${line}`)
  }
})

const ownServer = Effect.gen(function*() {
  yield* Console.log("\n  No shop is open: opening one for the demo …")
  const { address } = yield* HttpServer.HttpServer
  yield* play(`http://localhost:${"port" in address ? address.port : 0}`)
}).pipe(Effect.provide(serve(0)))

const demo = Effect.gen(function*() {
  const baseUrl = yield* Config.String("BASE_URL").pipe(Config.withDefault("http://localhost:3003"))
  const isOpen = yield* answers(baseUrl)
  yield* isOpen ? play(baseUrl) : ownServer
  yield* Console.log(`\n  Done. Open the PDFs; everything else is at ${isOpen ? `${baseUrl}/docs` : "/docs of the shop that pnpm start opens"}.\n`)
})

NodeRuntime.runMain(Effect.catch(demo, (error) => Effect.andThen(Console.error(`\n  ${error.message}\n`), Effect.sync(() => { process.exitCode = 1 }))))
