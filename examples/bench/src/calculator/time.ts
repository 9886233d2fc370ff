const ROUNDS = 15
const ROUND_MS = 60

/** Microseconds a call, over one round. What is computed goes somewhere, so that it cannot be optimised away. */
const timeOf = (calculate: () => number): number => {
  let calls = 0
  let sink = 0
  const start = performance.now()
  let elapsedMs = 0
  while (elapsedMs < ROUND_MS) {
    for (let i = 0; i < 20; i++) sink += calculate()
    calls += 20
    elapsedMs = performance.now() - start
  }
  if (sink === Number.POSITIVE_INFINITY) console.log(sink)
  return elapsedMs * 1000 / calls
}

const median = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** The median microseconds of each; all in alternation, so that whatever else the machine does falls on all. */
export const compare = (contenders: ReadonlyArray<() => number>): ReadonlyArray<number> => {
  contenders.forEach(timeOf)
  const rounds = Array.from({ length: ROUNDS }, () => contenders.map(timeOf))
  return contenders.map((_, i) => median(rounds.map((round) => round[i]!)))
}
