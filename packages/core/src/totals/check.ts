import { money } from "../money/index.ts"
import { type PriceMode, type Supply, supplies } from "../tax/index.ts"
import { WHOLE_PPM } from "../tax/rate.ts"
import type { Charge, OrderDiscount, TotalsInput, TotalsLine, TotalsRefusal } from "./totals.ts"

/** The first reason why a document cannot be added up. What passes can be added up without leaving the safe range anywhere. */
export const firstRefusal = (input: TotalsInput): TotalsRefusal | undefined => {
  checkWords(input)
  const { lines, orderDiscounts = [], charges = [] } = input
  const lineId = firstRepeated(lines)
  if (lineId !== undefined) return { code: "line_id_repeated", lineId }
  const discountId = firstRepeated(orderDiscounts)
  if (discountId !== undefined) return { code: "order_discount_id_repeated", discountId }
  const chargeId = firstRepeated(charges)
  if (chargeId !== undefined) return { code: "charge_id_repeated", chargeId }

  let reach = 0
  for (const line of lines) {
    const refusal = refusalOfLine(line)
    if (refusal !== undefined) return refusal
    reach += reachOf(line)
  }
  for (const discount of orderDiscounts) {
    const refusal = refusalOfOrderDiscount(discount, lines)
    if (refusal !== undefined) return refusal
  }
  for (const charge of charges) {
    const refusal = refusalOfCharge(charge)
    if (refusal !== undefined) return refusal
    reach += charge.amount * 2
  }
  return reach > FARTHEST ? { code: "total_out_of_range" } : undefined
}

const firstRepeated = (items: ReadonlyArray<{ readonly id: string }>): string | undefined => {
  if (items.length < 2) return undefined
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id)) return id
    seen.add(id)
  }
  return undefined
}

/** Half the safe range (₹45 lakh crore): beyond any sale, and far enough from 2^53 that no sum or estimate on the way can pass it. */
const FARTHEST = 2 ** 52

/** A cess may exceed its value: 290 % was levied until 2026. Ten times is beyond any. */
const HIGHEST_CESS_PPM = 10 * WHOLE_PPM

const refusalOfLine = (line: TotalsLine): TotalsRefusal | undefined => {
  const { id: lineId, unitPrice, quantity, ratePpm, discount = 0, cessPpm = 0, cessPerUnit = 0 } = line
  if (!isWholeUpTo(quantity, Number.MAX_SAFE_INTEGER)) return { code: "quantity_invalid", lineId, quantity }
  if (!Number.isSafeInteger(unitPrice)) return { code: "price_invalid", lineId, unitPrice }
  if (!isWholeUpTo(ratePpm, WHOLE_PPM)) return { code: "rate_out_of_range", lineId, ratePpm }
  if (!isWholeUpTo(cessPpm, HIGHEST_CESS_PPM) || !isWholeUpTo(cessPerUnit, Number.MAX_SAFE_INTEGER)) {
    return { code: "cess_out_of_range", lineId, cessPpm, cessPerUnit }
  }
  if (reachOf(line) > FARTHEST) return { code: "line_out_of_range", lineId }
  const gross = unitPrice * quantity
  // A line that takes a sale back takes its discount back too, so both carry the same sign.
  const isWithin = gross < 0 ? discount <= 0 && discount >= gross : discount >= 0 && discount <= gross
  if (!Number.isSafeInteger(discount) || !isWithin) return { code: "discount_exceeds_line", lineId, discount, gross: money(gross) }
  return undefined
}

const refusalOfOrderDiscount = ({ id: discountId, amount, lineIds }: OrderDiscount, lines: ReadonlyArray<TotalsLine>): TotalsRefusal | undefined => {
  if (!isWholeUpTo(amount, Number.MAX_SAFE_INTEGER)) return { code: "order_discount_invalid", discountId, amount }
  if (lineIds === undefined) return undefined
  const known = new Set(lines.map((line) => line.id))
  const unknown = lineIds.find((lineId) => !known.has(lineId))
  return unknown === undefined ? undefined : { code: "order_discount_line_unknown", discountId, lineId: unknown }
}

const refusalOfCharge = ({ id: chargeId, amount, taxPolicy, ratePpm }: Charge): TotalsRefusal | undefined => {
  if (!isWholeUpTo(amount, Number.MAX_SAFE_INTEGER)) return { code: "charge_invalid", chargeId, amount }
  return taxPolicy === "fixed" && !isWholeUpTo(ratePpm, WHOLE_PPM)
    ? { code: "charge_rate_out_of_range", chargeId, ratePpm: ratePpm ?? null }
    : undefined
}

/** At least how far from zero a line can come with all its taxes on top; an estimate, compared only with FARTHEST. */
const reachOf = (line: TotalsLine): number =>
  (Math.abs(line.unitPrice) * (1 + (line.ratePpm + (line.cessPpm ?? 0)) / WHOLE_PPM) + (line.cessPerUnit ?? 0)) * line.quantity

const isWholeUpTo = (count: number | undefined, most: number): boolean => Number.isInteger(count) && count! >= 0 && count! <= most

/** The types leave no other words; an untyped caller's misspelling must not pass for one of them. */
const checkWords = ({ priceMode, supply, lines, charges = [], roundOff = "none" }: TotalsInput): void => {
  mustBeOneOf(priceModes, priceMode)
  mustBeOneOf(supplyKinds, supply)
  mustBeOneOf(roundOffs, roundOff)
  for (const line of lines) if (line.priceMode !== undefined) mustBeOneOf(priceModes, line.priceMode)
  for (const charge of charges) mustBeOneOf(taxPolicies, charge.taxPolicy)
}

const mustBeOneOf = <W extends string>(words: ReadonlySet<W>, word: W): void => {
  if (!words.has(word)) throw new TypeError(`${word} is none of ${[...words].join(", ")}`)
}

const priceModes: ReadonlySet<PriceMode> = new Set(["inclusive", "exclusive"] as const)
const supplyKinds: ReadonlySet<Supply> = new Set(supplies)
const taxPolicies: ReadonlySet<Charge["taxPolicy"]> = new Set(["proRata", "highest", "fixed"] as const)
const roundOffs: ReadonlySet<NonNullable<TotalsInput["roundOff"]>> = new Set(["none", "rupee"] as const)
