// What may be asked for: lines that were delivered, in time, for a reason.
import type { Instant, OrderLineId, VariantId } from "../id.ts"
import { reasonRefusal } from "../text.ts"
import type { DeliveredLine, RequestedLine, ReturnPolicy, ReturnRefusal } from "./return.ts"

interface Asked {
  readonly lines: ReadonlyArray<RequestedLine>
  readonly delivered: ReadonlyArray<DeliveredLine>
  readonly returnNumber: string | undefined
  readonly at: Instant
}

/** Why this cannot be asked for: the whole before its lines, the lines in their order. */
export const requestRefusal = (policy: ReturnPolicy, { lines, delivered, returnNumber, at }: Asked): ReturnRefusal | undefined => {
  if (lines.length === 0) return { code: "return_is_empty" }
  const repeated = repeatedLine(lines)
  if (repeated) return repeated
  if (policy.numberedAt === "request" && returnNumber === undefined) return { code: "return_number_missing" }
  for (const line of lines) {
    const facts = delivered.find(({ lineId }) => lineId === line.lineId)
    if (!facts) return { code: "return_line_not_found", lineId: line.lineId }
    const refusal = reasonRefusal(line.reason) ?? quantityRefusal(line, facts) ?? windowRefusal(policy, line, facts, at) ?? exchangeRefusal(facts, line.exchangeFor)
    if (refusal) return refusal
  }
  return undefined
}

export const repeatedLine = (lines: ReadonlyArray<{ readonly lineId: OrderLineId }>): ReturnRefusal | undefined => {
  const repeated = lines.find(({ lineId }, i) => lines.findIndex((other) => other.lineId === lineId) < i)
  return repeated && { code: "return_line_named_twice", lineId: repeated.lineId }
}

const quantityRefusal = ({ lineId, quantity }: RequestedLine, { deliveries, quantityClaimed }: DeliveredLine): ReturnRefusal | undefined => {
  const returnable = deliveries.reduce((pieces, delivery) => pieces + delivery.quantity, -quantityClaimed)
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= returnable ? undefined : { code: "quantity_not_returnable", lineId, quantity, returnable }
}

/** Pieces of a line are alike: those that come back are taken to be the last that were delivered. The oldest of them closes first. */
const windowRefusal = ({ windowMs }: ReturnPolicy, { lineId, quantity }: RequestedLine, { productCategory, deliveries }: DeliveredLine, at: Instant): ReturnRefusal | undefined => {
  const { byProductCategory, otherwise } = windowMs
  const window = Object.hasOwn(byProductCategory, productCategory) ? byProductCategory[productCategory]! : otherwise
  let pieces = 0
  const oldest = deliveries.toSorted((a, b) => b.at - a.at).find((delivery) => (pieces += delivery.quantity) >= quantity)!
  const closedAt = oldest.at + window
  return at < closedAt ? undefined : { code: "return_window_closed", lineId, closedAt }
}

export const exchangeRefusal = ({ lineId, variantId }: Pick<DeliveredLine, "lineId" | "variantId">, exchangeFor: VariantId | undefined): ReturnRefusal | undefined =>
  exchangeFor === variantId ? { code: "exchange_for_the_same_variant", lineId, variantId } : undefined
