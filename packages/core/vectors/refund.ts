import { type Credited, creditFor, type CreditRefusal, type CreditRequest, nothingCredited } from "@bahi/core/credit"
import { type Money, money, sum } from "@bahi/core/money"
import { type TaxedAmount } from "@bahi/core/tax"
import { calculateTotals, type Totals } from "@bahi/core/totals"
import { type Mismatch, mismatchesOf } from "./compare.ts"
import { arrayOf, type Fields, listOf, numberOf, objectOf, onlyKeys, optional, textOf } from "./reading.ts"
import { documentOf } from "./totals.ts"

/** A document and what is returned of it, in turn → the figures of each refund. */
export const refundCase = (input: Fields, expected: Fields): ReadonlyArray<Mismatch> => {
  const { refunds, ...rest } = input
  const document = documentOf(rest)
  const requests = listOf(refunds, "refunds", requestOf)
  const answers = arrayOf(expected["refunds"], "expected.refunds").map((each, i) => objectOf(each, `expected.refunds[${i}]`))
  onlyKeys(expected, "expected", ["refunds"])

  const totals = calculateTotals(document)
  if (!totals.ok) return [{ key: "totals", expected: "figures", got: totals.error }]
  const got = refundsOf(totals.value, Object.fromEntries(document.lines.map(({ id, quantity }) => [id, quantity])), requests)
  if (answers.length !== got.length) return [{ key: "refunds", expected: `${answers.length} refunds`, got: `${got.length} refunds` }]
  return answers.flatMap((answer, i) => mismatchesOf(answer, got[i]!, `refunds[${i}]`))
}

type Answer = (TaxedAmount & { readonly roundOff: Money; readonly total: Money }) | { readonly refusal: CreditRefusal }

/** A vector states the round-off where nothing is left, though some of it may have gone back earlier (see README.md). */
const refundsOf = (totals: Totals, quantities: Readonly<Record<string, number>>, requests: ReadonlyArray<CreditRequest>): ReadonlyArray<Answer> => {
  let earlier: Credited = nothingCredited
  let roundOffSoFar = money(0)
  return requests.map((request): Answer => {
    const credit = creditFor({ totals, quantities }, earlier, request)
    if (!credit.ok) return { refusal: credit.error }
    const { figures, credited, left } = credit.value
    earlier = credited
    roundOffSoFar = sum([roundOffSoFar, figures.roundOff])
    const isLast = left.lines.length === 0 && left.charges.length === 0
    const roundOff = isLast ? roundOffSoFar : money(0)
    if (isLast) roundOffSoFar = money(0)
    const { taxable, cgst, sgst, igst, cess, totalBeforeRoundOff } = figures
    return { taxable, cgst, sgst, igst, cess, roundOff, total: sum([totalBeforeRoundOff, roundOff]) }
  })
}

/** A line that is named twice in one refund is returned twice. */
const requestOf = (refund: Fields, path: string): CreditRequest => {
  onlyKeys(refund, path, ["lines", "charges"])
  const quantities = new Map<string, number>()
  for (const { id, quantity } of listOf(refund["lines"] ?? [], `${path}.lines`, lineOf)) quantities.set(id, (quantities.get(id) ?? 0) + quantity)
  return {
    lines: [...quantities].map(([id, quantity]) => ({ id, quantity })),
    ...optional("charges", refund["charges"], `${path}.charges`, (list, at) =>
      Object.fromEntries(arrayOf(list, at).map((id, i) => [textOf(id, `${at}[${i}]`), "all" as const])))
  }
}

const lineOf = (line: Fields, path: string): { readonly id: string; readonly quantity: number } => {
  onlyKeys(line, path, ["id", "quantity"])
  return { id: textOf(line["id"], `${path}.id`), quantity: numberOf(line["quantity"], `${path}.quantity`) }
}
