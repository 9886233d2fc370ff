import { type GatewayFault, GatewayUnknown } from "@bahi/application"
import { Effect, Redacted, Result, Schedule, Schema } from "effect"
import Razorpay from "razorpay"
import { type Answer, type Asked, faultOf } from "./fault.ts"

/** Razorpay itself, and no emulator. */
export const RAZORPAY_URL = "https://api.razorpay.com"

/** Where Razorpay is asked, as whom, and how long. */
export interface ClientOptions {
  /** `rzp_test_…` or `rzp_live_…`. */
  readonly keyId: string
  readonly keySecret: Redacted.Redacted
  /** Default `https://api.razorpay.com`. */
  readonly baseUrl?: string
  /** How long one attempt may take. Default 10 s. */
  readonly timeoutMs?: number
  /** How many times what is safe to repeat is repeated. Default 2. */
  readonly retries?: number
  /** The pause before the first repetition; it doubles each time, give or take a fifth. Default 250. */
  readonly retryDelayMs?: number
}

/** One call to make, and what its answer looks like. */
export interface Question<A, I> extends Asked {
  readonly call: (razorpay: Razorpay) => Promise<unknown>
  readonly answer: Schema.Codec<A, I>
  /** Sent as `X-Refund-Idempotency`; what carries one may be repeated whatever became of it. */
  readonly idempotencyKey?: string
}

/** The fence around the official package: everything that is asked of Razorpay goes through here, and its defects end here. They are listed in the README. */
export const makeClient = (options: ClientOptions) => {
  const { retries, retryDelayMs, ...settings } = checked(options)
  const pauses = Schedule.jittered(Schedule.exponential(retryDelayMs))
  const idle: Array<Instance> = []
  // One instance a call, and again when that is over: what belongs to one call sits in its defaults, and no two calls can meet.
  const answerTo = <A, I>({ call, idempotencyKey }: Question<A, I>, signal: AbortSignal): Promise<Answer> => {
    const instance = idle.pop() ?? instanceWith(settings)
    instance.lendTo(signal, idempotencyKey)
    return (call(instance.razorpay) as Promise<Answer>).finally(() => idle.push(instance))
  }

  const attempt = <A, I>(question: Question<A, I>): Effect.Effect<A, GatewayFault> => {
    const decode = Schema.decodeUnknownResult(question.answer)
    return Effect.promise((signal) => answerTo(question, signal)).pipe(
      Effect.timeoutOrElse({ duration: settings.timeoutMs, orElse: () => Effect.succeed<Answer>({ lost: "TIMEOUT" }) }),
      Effect.flatMap((answer) => {
        const read = "status" in answer && answer.status === 200 ? decode(answer.body) : undefined
        return read && Result.isSuccess(read) ? Effect.succeed(read.success) : Effect.fail(faultOf(question, answer))
      }))
  }

  /** Asks, and asks again what can be asked twice. After an attempt that nobody knows about, only success is certain. */
  const ask = <A, I>(question: Question<A, I>): Effect.Effect<A, GatewayFault> => Effect.suspend(() => {
    let uncertain = false
    return attempt(question).pipe(
      Effect.tapError(({ _tag }) => Effect.sync(() => void (uncertain ||= _tag === "GatewayUnknown"))),
      Effect.retry({
        times: retries,
        schedule: pauses,
        while: ({ _tag }) => _tag === "GatewayUnavailable" || (_tag === "GatewayUnknown" && question.idempotencyKey !== undefined)
      }),
      Effect.mapError((fault) => uncertain && fault._tag !== "GatewayUnknown" ? new GatewayUnknown({ operation: fault.operation, reason: `${fault.reason}, after an attempt that may have had its effect` }) : fault))
  })

  return { ask, pauses, deadlineMs: 3 * settings.timeoutMs, baseUrl: settings.baseUrl }
}

export type Client = ReturnType<typeof makeClient>

type Settings = Required<ClientOptions>

/** Refuses what can only be a mistake in the shop's configuration, and says which setting it is; what was set is not repeated. */
const checked = ({ keyId, keySecret, baseUrl = RAZORPAY_URL, timeoutMs = 10_000, retries = 2, retryDelayMs = 250 }: ClientOptions): Settings => {
  const usable = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  const set = (setting: keyof ClientOptions, to: string) => new Error(`Razorpay is not configured: set ${setting} to ${to}.`)
  // The package sends requests without any credentials when the secret is empty.
  if (!/^[\w-]+$/.test(keyId)) throw set("keyId", "the key id of the Razorpay dashboard, such as rzp_test_…")
  if (!/^\S+$/.test(Redacted.value(keySecret))) throw set("keySecret", "the key secret that was shown with the key id")
  if (!usable || !/^https?:$/.test(usable.protocol) || usable.username + usable.password + usable.search + usable.hash !== "") throw set("baseUrl", "an address such as https://api.razorpay.com")
  if (!(timeoutMs > 0 && timeoutMs <= 600_000)) throw set("timeoutMs", "milliseconds, at most ten minutes")
  if (!(Number.isInteger(retries) && retries >= 0 && retries <= 10)) throw set("retries", "a whole number up to 10")
  if (!(retryDelayMs > 0)) throw set("retryDelayMs", "milliseconds")
  return { keyId, keySecret, baseUrl: usable.href.replace(/\/+$/, ""), timeoutMs, retries, retryDelayMs }
}

/** The part of axios that the package keeps at `api.rq`, and does not type. */
interface Requests {
  readonly defaults: Record<string, unknown> & { readonly headers: Record<string, unknown> }
  readonly interceptors: {
    readonly request: { readonly use: (change: (config: { params?: Record<string, unknown> }) => object) => void }
    readonly response: { readonly use: (answered: (response: { readonly status: number; readonly data: unknown }) => object, failed: (error: unknown) => object) => void }
  }
}

/** An instance of the package, and how one call after the other gets it for itself. */
interface Instance {
  readonly razorpay: Razorpay
  readonly lendTo: (signal: AbortSignal, idempotencyKey: string | undefined) => void
}

const instanceWith = ({ keyId, keySecret, baseUrl }: Pick<Settings, "keyId" | "keySecret" | "baseUrl">): Instance => {
  const razorpay = new Razorpay({ key_id: keyId, key_secret: Redacted.value(keySecret) })
  const { defaults, interceptors } = (razorpay.api as unknown as { readonly rq: Requests }).rq
  Object.assign(defaults, {
    baseURL: baseUrl,
    maxRedirects: 0,
    maxContentLength: 5_000_000,
    // Every status is an answer, and its body stays the text that it was.
    validateStatus: null,
    responseType: "text",
    transformResponse: [(text: unknown) => text]
  })
  // The package sends `expand[expand][]`.
  interceptors.request.use(({ params: { expand, ...params } = {}, ...config }) => ({ ...config, params: { ...params, ...(expand as object | undefined) } }))
  // Failures become answers before the package can lose them.
  interceptors.response.use(({ status, data }) => ({ data: { status, body: parsed(data) } }), (error) => ({ data: { lost: codeOf(error) } }))
  return {
    razorpay,
    lendTo: (signal, idempotencyKey) => {
      defaults["signal"] = signal
      // The package's own list of headers lets this one not through.
      if (idempotencyKey === undefined) delete defaults.headers["X-Refund-Idempotency"]
      else defaults.headers["X-Refund-Idempotency"] = idempotencyKey
    }
  }
}

/** Undefined for what is no JSON, such as a proxy's page. */
const parsed = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

const codeOf = (error: unknown): string => {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : ""
  return /^[A-Z][A-Z0-9_]{2,59}$/.test(code) ? code : "UNKNOWN"
}
