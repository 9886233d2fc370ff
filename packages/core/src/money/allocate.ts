import { type Money, money } from "./money.ts"

/**
 * Splits an amount in proportion to integer weights, losing nothing: largest remainder, ties to the earliest, zero weights
 * get nothing, and a negative amount mirrors its positive. Exact whatever the size. Throws on a weight that is negative or
 * no safe integer, and on an amount that no positive weight could take.
 */
export const allocate = (amount: Money, weights: ReadonlyArray<number>): ReadonlyArray<Money> => {
  let totalWeight = 0
  let heaviest = 0
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`${weight} is not a weight: a safe integer, zero or more`)
    if (weight > heaviest) heaviest = weight
    totalWeight += weight
  }
  if (money(amount) === 0) return weights.map(() => money(0))
  if (totalWeight === 0) throw new RangeError(`no weight can take ${amount}`)

  const magnitude = amount < 0 ? -amount : amount
  const shares = magnitude * heaviest <= Number.MAX_SAFE_INTEGER && totalWeight <= Number.MAX_SAFE_INTEGER
    ? sharesOf(magnitude, weights, totalWeight)
    : sharesOfLarge(magnitude, weights)
  if (amount < 0) for (let i = 0; i < shares.length; i++) shares[i] = 0 - shares[i]!
  return shares as Array<Money>
}

const sharesOf = (magnitude: number, weights: ReadonlyArray<number>, totalWeight: number): Array<number> => {
  const shares: Array<number> = []
  const remainders = new Float64Array(weights.length)
  let left = magnitude
  for (let i = 0; i < weights.length; i++) {
    const product = magnitude * weights[i]!
    const share = Math.floor(product / totalWeight)
    shares.push(share)
    remainders[i] = product - share * totalWeight
    left -= share
  }
  return left === 0 ? shares : handOut(shares, remainders, remainders.slice().sort(), left)
}

const sharesOfLarge = (magnitude: number, weights: ReadonlyArray<number>): Array<number> => {
  const totalWeight = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  const products = weights.map((weight) => BigInt(magnitude) * BigInt(weight))
  const shares = products.map((product) => product / totalWeight)
  const remainders = products.map((product) => product % totalWeight)
  const left = BigInt(magnitude) - shares.reduce((total, share) => total + share, 0n)
  return handOut(shares.map(Number), remainders, remainders.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)), Number(left))
}

/** Gives one unit each to the `left` largest remainders. There are always more remainders than units left, so zero weights stay at nothing. */
const handOut = <R extends number | bigint>(shares: Array<number>, remainders: ArrayLike<R>, ascending: ArrayLike<R>, left: number): Array<number> => {
  if (left === 0) return shares
  const last = ascending[ascending.length - left]!
  let ties = left
  for (let i = 0; i < shares.length; i++) if (remainders[i]! > last) { shares[i]!++; ties-- }
  for (let i = 0; ties > 0; i++) if (remainders[i]! === last) { shares[i]!++; ties-- }
  return shares
}
