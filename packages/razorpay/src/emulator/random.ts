import { createHash } from "node:crypto"

/** Draws that a seed decides. After a restart it goes on behind the draws that were made. */
export interface Random {
  readonly drawn: () => number
  /** 14 of `[A-Za-z0-9]`. */
  readonly id14: () => string
  readonly digits: (length: number) => string
  readonly pick: <A>(from: readonly [A, ...ReadonlyArray<A>]) => A
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

export const makeRandom = (seed: string, drawnBefore = 0): Random => {
  let drawn = drawnBefore
  const bytes = (): Buffer => createHash("sha256").update(`${seed}:${drawn++}`).digest()
  const letters = (length: number, from: string): string => Array.from(bytes().subarray(0, length), (byte) => from[byte % from.length]).join("")
  return {
    drawn: () => drawn,
    id14: () => letters(14, alphabet),
    digits: (length) => letters(length, "0123456789"),
    pick: (from) => from[bytes()[0]! % from.length]!
  }
}
