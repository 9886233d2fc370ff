import { NodeRuntime } from "@effect/platform-node"
import { Config, Console, Effect, Layer } from "effect"
import { serve } from "./app.ts"
import { demoCatalog } from "./catalog.ts"

// pnpm start: the shop on http://localhost:3003 (PORT), until Ctrl-C.

const welcome = (port: number) => `
  Bahi is open: ${demoCatalog.length} kinds of things to buy.

  API            http://localhost:${port}/api/products
  Documentation  http://localhost:${port}/docs        (OpenAPI at /openapi.json)
  Health         http://localhost:${port}/health

  Try next       pnpm demo                      a whole sale, step by step, with its invoice as a PDF
                 curl http://localhost:${port}/api/products?limit=3
                 README.md, "The first five minutes"
`

const server = Effect.gen(function*() {
  const port = yield* Config.Port("PORT").pipe(Config.withDefault(3003))
  yield* Console.log("\n  Bahi is opening …")
  return yield* Layer.launch(Layer.effectDiscard(Console.log(welcome(port))).pipe(Layer.provideMerge(serve(port)))).pipe(
    Effect.catchTag("ServeError", (error) =>
      (error.cause as NodeJS.ErrnoException).code === "EADDRINUSE"
        ? Effect.andThen(Console.error(`\n  Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npx -y pnpm@12 start\n`), Effect.sync(() => { process.exitCode = 1 }))
        : Effect.fail(error))
  )
})

NodeRuntime.runMain(server)
