import fc from "fast-check"
import { type Money, money } from "../money/index.ts"
import { supplies, treatments } from "../tax/index.ts"
import type { Charge, OrderDiscount, TotalsInput, TotalsLine } from "./totals.ts"

const paise = (most: number): fc.Arbitrary<Money> =>
  fc.oneof(fc.constantFrom(0, 1, 99, 100, 2_499, 49_900, 249_900), fc.nat(most)).map((amount) => money(Math.min(amount, most)))

/** Up to a crore of rupees. */
const price = paise(1_000_000_000)
const ratePpm = fc.constantFrom(0, 1, 1_000, 2_500, 15_000, 30_000, 50_000, 120_000, 180_000, 180_000, 400_000, 1_000_000)
const quantity = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.nat(10_000))
const priceMode = fc.constantFrom("inclusive" as const, "exclusive" as const)

/** Nothing, all, or anything between, and so near both ends as a paisa (F3). */
const discountUpTo = (gross: number): fc.Arbitrary<Money> =>
  fc.oneof(fc.constantFrom(0, 1, gross - 1, gross), fc.nat(1_000).map((permille) => Math.floor(gross / 1_000 * permille)))
    .map((amount) => money(Math.max(0, Math.min(amount, gross))))

const optionally = <K extends string, A>(name: K, value: fc.Arbitrary<A>): fc.Arbitrary<{ readonly [k in K]?: A }> =>
  fc.option(value, { nil: undefined, freq: 2 }).map((some) => (some === undefined ? {} : { [name]: some }) as { readonly [k in K]?: A })

const lineOf = (id: string, cessPerUnit: fc.Arbitrary<Money>): fc.Arbitrary<TotalsLine> =>
  fc.record({ unitPrice: price, quantity, ratePpm }).chain((sold) =>
    fc.tuple(
      optionally("discount", discountUpTo(sold.unitPrice * sold.quantity)),
      optionally("cessPpm", fc.constantFrom(0, 10_000, 120_000, 2_900_000)),
      optionally("cessPerUnit", cessPerUnit),
      optionally("isFreeGift", fc.boolean()),
      optionally("priceMode", priceMode)
    ).map(([discount, cessPpm, byUnit, isFreeGift, ownMode]) => ({ id, ...sold, ...discount, ...cessPpm, ...byUnit, ...isFreeGift, ...ownMode })))

const linesUpTo = (most: number): fc.Arbitrary<ReadonlyArray<TotalsLine>> =>
  fc.record({ count: fc.integer({ min: 0, max: most }), cessPerUnit: fc.constantFrom(0, 0, 0, 1, 500).map((amount) => fc.constant(money(amount))) })
    .chain(({ count, cessPerUnit }) => fc.tuple(...Array.from({ length: count }, (_, i) => lineOf(`l${i + 1}`, cessPerUnit))))

const orderDiscountOf = (id: string, lines: ReadonlyArray<TotalsLine>): fc.Arbitrary<OrderDiscount> =>
  fc.tuple(price, optionally("lineIds", fc.subarray(lines.map((line) => line.id)))).map(([amount, lineIds]) => ({ id, amount, ...lineIds }))

const chargeOf = (id: string): fc.Arbitrary<Charge> =>
  fc.record({ amount: paise(100_000), taxPolicy: fc.constantFrom("proRata" as const, "highest" as const, "fixed" as const), ratePpm })
    .map((charge) => ({ id, ...charge }))

/** Documents of up to so many lines, with everything that a document can carry. Some are refused: an inclusive price may be less than its cess. */
export const anyDocument = (mostLines = 12): fc.Arbitrary<TotalsInput> =>
  linesUpTo(mostLines).chain((lines) =>
    fc.tuple(
      fc.record({ priceMode, supply: fc.constantFrom(...supplies) }),
      optionally("orderDiscounts", fc.integer({ min: 0, max: 3 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => orderDiscountOf(`d${i + 1}`, lines))))),
      optionally("charges", fc.integer({ min: 0, max: 3 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => chargeOf(`c${i + 1}`))))),
      optionally("roundOff", fc.constantFrom("none" as const, "rupee" as const))
    ).map(([document, orderDiscounts, charges, roundOff]) => ({ ...document, lines, ...orderDiscounts, ...charges, ...roundOff })))

/** Documents that moreover leave lines untaxed, tax retail sale prices, take shares off, name the lines of a charge, and settle fractions every way. */
export const anyElaborateDocument = (mostLines = 12): fc.Arbitrary<TotalsInput> =>
  fc.tuple(anyDocument(mostLines), fc.constantFrom(0, 0, 0, 0, 2)).chain(([document, retailFactor]) => {
    const some = fc.subarray(document.lines.map((line) => line.id))
    return fc.tuple(
      fc.tuple(...document.lines.map((line) => elaborateLine(line, retailFactor))),
      fc.tuple(...(document.orderDiscounts ?? []).map((discount) => optionally("ratePpm", fc.constantFrom(0, 1, 100_000, 333_333, 1_000_000)).map((share) => ({ ...discount, ...share })))),
      fc.tuple(...(document.charges ?? []).map((charge) => optionally("lineIds", some).map((lineIds) => ({ ...charge, ...lineIds })))),
      optionally("roundOff", fc.constantFrom("rupee" as const, { multipleOf: money(5) }, { multipleOf: money(1_000) })),
      optionally("rounding", fc.constantFrom("line" as const, "document" as const)),
      optionally("taxPayableBy", fc.constantFrom("supplier" as const, "recipient" as const)),
      optionally("discountStacking", fc.constantFrom("in_sequence" as const, "on_original" as const))
    ).map(([lines, orderDiscounts, charges, ...options]) => Object.assign({ ...document, lines, orderDiscounts, charges }, ...options) as TotalsInput)
  })

const elaborateLine = (line: TotalsLine, retailFactor: number): fc.Arbitrary<TotalsLine> =>
  fc.tuple(fc.constantFrom(undefined, undefined, undefined, undefined, ...treatments), fc.boolean(), fc.constantFrom("s1", "s2", "s3")).map(([treatment, isRetail, sellerId]) => ({
    ...line,
    sellerId,
    ...(isRetail && retailFactor > 0 && { retailSalePrice: money(Math.floor(line.unitPrice * retailFactor / 3)), cessPpm: 0 }),
    ...(treatment !== undefined && { treatment, ratePpm: 0, cessPpm: 0, cessPerUnit: money(0) })
  }))
