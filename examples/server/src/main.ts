import { NodeRuntime } from "@effect/platform-node"
import { Config, Console, Data, Effect, Layer } from "effect"
import { serve } from "./app.ts"
import { demoCatalog } from "./catalog.ts"
import { takerOf } from "./gateway.ts"

// pnpm start: the shop on http://localhost:3003 (PORT), until Ctrl-C.

/** Where `pnpm demo` looks for a shop by itself. */
const DEMO_PORT = 3003

const welcome = (port: number, emulatorPort: number | undefined) => `
  Bahi is open: ${demoCatalog.length} kinds of things to buy.

  Pay online     http://localhost:${port}/pay         (order something as a guest, and pay it)${emulatorPort === undefined ? "" : `
  Emulator       http://localhost:${emulatorPort}             (what was paid at the emulated Razorpay; no money moves)`}
  API            http://localhost:${port}/api/products
  Documentation  http://localhost:${port}/docs        (OpenAPI at /openapi.json)
  Health         http://localhost:${port}/health

  Try next       ${port === DEMO_PORT ? "" : `BASE_URL=http://localhost:${port} `}pnpm demo                      two whole sales, step by step, with their invoices as PDFs
                 curl http://localhost:${port}/api/products?limit=3
                 README.md, "The first five minutes"
`

const server = Effect.gen(function*() {
  const port = yield* Config.Port("PORT").pipe(Config.withDefault(DEMO_PORT))
  const taker = yield* takerOf(port)
  const emulatorPort = taker.by === "emulator" ? taker.port : undefined
  yield* Console.log("\n  Bahi is opening …")
  return yield* Layer.launch(Layer.effectDiscard(Console.log(welcome(port, emulatorPort))).pipe(Layer.provideMerge(serve(port)))).pipe(
    Effect.catchTag("ServeError", ({ cause }) =>
      new CannotOpen({ message: (cause as NodeJS.ErrnoException).code === "EADDRINUSE"
        ? `Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npx -y pnpm@12 start`
        : String(cause) })),
    Effect.catchTag(["EmulatorClosed", "RazorpayUnset"], ({ message }) => new CannotOpen({ message })),
    Effect.catchTag("SqlError", ({ reason }) =>
      new CannotOpen({ message: `The database does not let us in (${reason._tag}). Look at DATABASE_URL, or leave it out to use a PostgreSQL of our own.` }))
  )
})

/** Why the shop stays closed, and what to do about it. */
class CannotOpen extends Data.TaggedError("CannotOpen")<{ readonly message: string }> {}

NodeRuntime.runMain(Effect.catch(server, (error) =>
  Effect.andThen(Console.error(`\n  ${error.message}\n`), Effect.sync(() => { process.exitCode = 1 }))))
