import { subtract } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import type { ChargePolicy, Credit, Credited, CreditRefusal, CreditRequest, Original } from "./credit.ts"
import { keepFee } from "./fee.ts"
import { countOf, everythingOf, figuresBetween, goodsCredited, isLastUnitCredited } from "./figures.ts"

/**
 * What is credited of a document now, after what was credited earlier: from the document's own figures, never priced again.
 * Each head of a line goes back by cumulative half-up rounding over its units, so that any sequence of credits that returns
 * everything adds up to the document in every figure, and the last takes what rounding left. Refuses by name (`CreditRefusal`)
 * what the document has not, or not any more; a request for nothing is a credit of nothing. Throws if `earlier` is no state of
 * this document.
 */
export const creditFor = (original: Original, earlier: Credited, request: CreditRequest): Result<Credit, CreditRefusal> => {
  mustBeStateOf(original, earlier)
  const refusal = refusalOfLines(original, earlier, request) ?? refusalOfCharges(original, request)
  if (refusal !== undefined) return refuse(refusal)

  const credited = afterwards(original, earlier, request)
  const figures = figuresBetween(original, earlier, credited)
  const fee = keepFee(request.restockingFee, figures)
  if (!fee.ok) return fee
  return ok({
    figures,
    fee: fee.value,
    toRefund: subtract(figures.grandTotal, fee.value.amount),
    credited,
    left: figuresBetween(original, credited, everythingOf(original))
  })
}

const refusalOfLines = ({ quantities }: Original, earlier: Credited, { lines = [] }: CreditRequest): CreditRefusal | undefined => {
  const named = new Set<string>()
  for (const { id: lineId, quantity } of lines) {
    if (!Object.hasOwn(quantities, lineId)) return { code: "credit_line_not_found", lineId }
    if (named.has(lineId)) return { code: "credit_line_named_twice", lineId }
    named.add(lineId)
    if (!isWholeUpTo(quantity, Number.MAX_SAFE_INTEGER)) return { code: "credit_quantity_invalid", lineId, quantity }
    const left = countOf(quantities, lineId) - countOf(earlier.lines, lineId)
    if (quantity > left) return { code: "credit_quantity_exceeds_left", lineId, quantity, left }
  }
  return undefined
}

const refusalOfCharges = ({ totals }: Original, { charges = {} }: CreditRequest): CreditRefusal | undefined => {
  const chargeId = Object.keys(charges).find((id) => !totals.charges.some((charge) => charge.id === id))
  return chargeId === undefined ? undefined : { code: "credit_charge_not_found", chargeId }
}

/** Everything credited once this request is. */
const afterwards = (original: Original, earlier: Credited, request: CreditRequest): Credited => {
  const lines = Object.fromEntries([
    ...Object.entries(earlier.lines),
    ...(request.lines ?? []).map(({ id, quantity }) => [id, countOf(earlier.lines, id) + quantity] as const)
  ])
  const goods = goodsCredited(original, lines)
  const afterPolicy: Readonly<Record<ChargePolicy, (parts: number) => number>> = {
    none: (parts) => parts,
    proRata: (parts) => Math.max(parts, goods.done),
    all: () => goods.whole,
    withLast: (parts) => isLastUnitCredited(original, lines) ? goods.whole : parts
  }
  const charges = Object.fromEntries([
    ...Object.entries(earlier.charges),
    ...Object.entries(request.charges ?? {}).map(([id, policy]) => [id, afterPolicy[policy](countOf(earlier.charges, id))] as const)
  ])
  return { lines, charges }
}

const mustBeStateOf = (original: Original, { lines, charges }: Credited): void => {
  const everything = everythingOf(original)
  for (const [counts, most] of [[lines, everything.lines], [charges, everything.charges]] as const) {
    for (const [id, count] of Object.entries(counts)) {
      if (!isWholeUpTo(count, countOf(most, id))) throw new RangeError(`${count} of ${id} cannot have been credited: there are ${countOf(most, id)}`)
    }
  }
}

const isWholeUpTo = (count: number, most: number): boolean => Number.isSafeInteger(count) && count >= 0 && count <= most
