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
  const shares = weights.slice()
  const remainders = weights.slice()
  let left = magnitude
  for (let i = 0; i < weights.length; i++) {
    const product = magnitude * weights[i]!
    const share = Math.floor(product / totalWeight)
    shares[i] = share
    remainders[i] = product - share * totalWeight
    left -= share
  }
  return handOut(shares, remainders, left)
}

const sharesOfLarge = (magnitude: number, weights: ReadonlyArray<number>): Array<number> => {
  const totalWeight = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  const products = weights.map((weight) => BigInt(magnitude) * BigInt(weight))
  const shares = products.map((product) => product / totalWeight)
  const left = BigInt(magnitude) - shares.reduce((total, share) => total + share, 0n)
  return handOut(shares.map(Number), products.map((product) => product % totalWeight), Number(left))
}

/** Gives one unit each to the `left` largest remainders. There are always more remainders than units left, so zero weights stay at nothing. */
const handOut = <R extends number | bigint>(shares: Array<number>, remainders: Array<R>, left: number): Array<number> => {
  if (left === 0) return shares
  const last = nthSmallest(remainders.slice(), remainders.length - left)
  let ties = left
  for (let i = 0; i < shares.length; i++) if (remainders[i]! > last) { shares[i]!++; ties-- }
  for (let i = 0; ties > 0; i++) if (remainders[i] === last) { shares[i]!++; ties-- }
  return shares
}

/** Quickselect, counting from 0; it rearranges the list. Sorting is ten times as slow, and carts are split on every change. */
const nthSmallest = <R extends number | bigint>(values: Array<R>, n: number): R => {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const swapped = values[i]!
      values[i++] = values[j]!
      values[j--] = swapped
    }
    if (n <= j) high = j
    else if (n >= i) low = i
    else break
  }
  return values[n]!
}
