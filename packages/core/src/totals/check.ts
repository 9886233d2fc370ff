import { money } from "../money/index.ts"
import { type PriceMode, type Supply, supplies, type Treatment, treatments } from "../tax/index.ts"
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
    const refusal = refusalOfCharge(charge, lines)
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
  const { id: lineId, unitPrice, quantity, ratePpm, discount = 0, cessPpm = 0, cessPerUnit = 0, retailSalePrice, treatment } = line
  if (!isWholeUpTo(quantity, Number.MAX_SAFE_INTEGER)) return { code: "quantity_invalid", lineId, quantity }
  if (!Number.isSafeInteger(unitPrice)) return { code: "price_invalid", lineId, unitPrice }
  if (retailSalePrice !== undefined && !isWholeUpTo(retailSalePrice, Number.MAX_SAFE_INTEGER)) return { code: "price_invalid", lineId, unitPrice, retailSalePrice }
  if (!isWholeUpTo(ratePpm, WHOLE_PPM)) return { code: "rate_out_of_range", lineId, ratePpm }
  if (!isWholeUpTo(cessPpm, HIGHEST_CESS_PPM) || !isWholeUpTo(cessPerUnit, Number.MAX_SAFE_INTEGER)) {
    return { code: "cess_out_of_range", lineId, cessPpm, cessPerUnit }
  }
  if (treatment !== undefined) {
    if (ratePpm !== 0) return { code: "rate_out_of_range", lineId, ratePpm, treatment }
    if (cessPpm !== 0 || cessPerUnit !== 0) return { code: "cess_out_of_range", lineId, cessPpm, cessPerUnit, treatment }
  }
  if (reachOf(line) > FARTHEST) return { code: "line_out_of_range", lineId }
  const gross = unitPrice * quantity
  // A line that takes a sale back takes its discount back too, so both carry the same sign.
  const isWithin = gross < 0 ? discount <= 0 && discount >= gross : discount >= 0 && discount <= gross
  if (!Number.isSafeInteger(discount) || !isWithin) return { code: "discount_exceeds_line", lineId, discount, gross: money(gross) }
  return undefined
}

const refusalOfOrderDiscount = ({ id: discountId, amount, ratePpm, lineIds }: OrderDiscount, lines: ReadonlyArray<TotalsLine>): TotalsRefusal | undefined => {
  if (!isWholeUpTo(amount, Number.MAX_SAFE_INTEGER)) return { code: "order_discount_invalid", discountId, amount }
  if (ratePpm !== undefined && !isWholeUpTo(ratePpm, WHOLE_PPM)) return { code: "order_discount_invalid", discountId, amount, ratePpm }
  const lineId = firstUnknown(lineIds, lines)
  return lineId === undefined ? undefined : { code: "order_discount_line_unknown", discountId, lineId }
}

const refusalOfCharge = ({ id: chargeId, amount, taxPolicy, ratePpm, lineIds }: Charge, lines: ReadonlyArray<TotalsLine>): TotalsRefusal | undefined => {
  if (!isWholeUpTo(amount, Number.MAX_SAFE_INTEGER)) return { code: "charge_invalid", chargeId, amount }
  if (taxPolicy === "fixed" && !isWholeUpTo(ratePpm, WHOLE_PPM)) return { code: "charge_rate_out_of_range", chargeId, ratePpm: ratePpm ?? null }
  const lineId = firstUnknown(lineIds, lines)
  return lineId === undefined ? undefined : { code: "charge_invalid", chargeId, amount, lineId }
}

const firstUnknown = (lineIds: ReadonlyArray<string> | undefined, lines: ReadonlyArray<TotalsLine>): string | undefined => {
  if (lineIds === undefined) return undefined
  const known = new Set(lines.map((line) => line.id))
  return lineIds.find((lineId) => !known.has(lineId))
}

/** At least how far from zero a line can come with all its taxes on top; an estimate, compared only with FARTHEST. */
const reachOf = (line: TotalsLine): number =>
  (Math.abs(line.unitPrice) * (1 + (line.ratePpm + (line.cessPpm ?? 0)) / WHOLE_PPM) + (line.cessPerUnit ?? 0) + (line.retailSalePrice ?? 0)) * line.quantity

const isWholeUpTo = (count: number | undefined, most: number): boolean => Number.isInteger(count) && count! >= 0 && count! <= most

/** The types leave no other words; an untyped caller's misspelling must not pass for one of them. */
const checkWords = (input: TotalsInput): void => {
  mustBeOneOf(priceModes, input.priceMode)
  mustBeOneOf(supplyKinds, input.supply)
  for (const line of input.lines) {
    if (line.priceMode !== undefined) mustBeOneOf(priceModes, line.priceMode)
    if (line.treatment !== undefined) mustBeOneOf(treatmentKinds, line.treatment)
  }
  if (input.charges !== undefined) for (const charge of input.charges) mustBeOneOf(taxPolicies, charge.taxPolicy)
  if (input.discountStacking !== undefined) mustBeOneOf(stackings, input.discountStacking)
  if (input.rounding !== undefined) mustBeOneOf(roundings, input.rounding)
  if (input.taxPayableBy !== undefined) mustBeOneOf(payers, input.taxPayableBy)
  if (input.roundOff !== undefined) checkRoundOff(input.roundOff)
}

const checkRoundOff = (roundOff: NonNullable<TotalsInput["roundOff"]>): void => {
  if (typeof roundOff !== "object") mustBeOneOf(roundOffs, roundOff)
  else if (!(Number.isSafeInteger(roundOff.multipleOf) && roundOff.multipleOf > 0)) throw new RangeError(`${roundOff.multipleOf} is no unit to round to`)
}

const mustBeOneOf = <W extends string>(words: ReadonlySet<W>, word: W): void => {
  if (!words.has(word)) throw new TypeError(`${word} is none of ${[...words].join(", ")}`)
}

type Word<K extends keyof TotalsInput> = ReadonlySet<Extract<NonNullable<TotalsInput[K]>, string>>

const priceModes: ReadonlySet<PriceMode> = new Set(["inclusive", "exclusive"] as const)
const supplyKinds: ReadonlySet<Supply> = new Set(supplies)
const treatmentKinds: ReadonlySet<Treatment> = new Set(treatments)
const taxPolicies: ReadonlySet<Charge["taxPolicy"]> = new Set(["proRata", "highest", "fixed"] as const)
const stackings: Word<"discountStacking"> = new Set(["in_sequence", "on_original"] as const)
const roundings: Word<"rounding"> = new Set(["line", "document"] as const)
const payers: Word<"taxPayableBy"> = new Set(["supplier", "recipient"] as const)
const roundOffs: Word<"roundOff"> = new Set(["none", "rupee"] as const)
