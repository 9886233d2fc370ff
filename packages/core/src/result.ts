/** The outcome of a rule: a value, or a named refusal. Plain data, so it survives JSON and structuredClone. */
export type Result<A, E> =
  | { readonly ok: true; readonly value: A }
  | { readonly ok: false; readonly error: E }

/** The rule holds, and this is what follows. */
export const ok = <const A>(value: A): Result<A, never> => ({ ok: true, value })

/** The rule says no. `error` carries a public `code` and the facts that a screen needs to explain it. */
export const refuse = <const E>(error: E): Result<never, E> => ({ ok: false, error })
