// What becomes of goods that were looked at, and what is owed for them.
import type { Demand } from "../inventory/index.ts"
import type { ApprovedReturn, Finding, Inspected, Inspection, ReturnEvent, ReturnPolicy } from "./return.ts"

/** What the shop does with these pieces. */
export const inspected = ({ failedGoods }: ReturnPolicy, { lineId, quantity, condition, images, ...found }: Finding): Inspected => {
  const pieces = { lineId, quantity, condition, images }
  return found.verdict === "pass"
    ? { ...pieces, verdict: "pass", goods: condition === "resellable" ? "restocked" : "written_off" }
    : { ...pieces, verdict: "fail", goods: found.failedGoods ?? failedGoods }
}

/** What has to follow an inspection: goods to the shelf, and money or other goods to the customer for what passed. */
export const whatIsDue = ({ returnId, orderId, lines }: ApprovedReturn, { inspectionId, findings, inspectedAt: at }: Inspection): ReadonlyArray<ReturnEvent> => {
  const facts = { returnId, orderId, inspectionId, at }
  const passed = lines.flatMap((line) => {
    const of = findings.filter(({ lineId, verdict }) => lineId === line.lineId && verdict === "pass")
    return of.length === 0 ? [] : [{ line, quantity: piecesOf(of), restocked: piecesOf(of.filter(({ goods }) => goods === "restocked")) }]
  })
  const demands = added(passed.flatMap(({ line, restocked }) => restocked === 0 ? [] : line.takes.map(({ variantId, quantity }) => ({ variantId, quantity: quantity * restocked }))))
  const toRefund = passed.flatMap(({ line, quantity }) => line.exchangeFor === undefined ? [{ lineId: line.lineId, quantity }] : [])
  const toExchange = passed.flatMap(({ line, quantity }) => line.exchangeFor === undefined ? [] : [{ lineId: line.lineId, quantity, variantId: line.exchangeFor }])
  return [
    ...(demands.length === 0 ? [] : [{ type: "ReturnRestockDue", ...facts, demands } as const]),
    ...(toRefund.length === 0 ? [] : [{ type: "ReturnRefundDue", ...facts, lines: toRefund } as const]),
    ...(toExchange.length === 0 ? [] : [{ type: "ReturnExchangeDue", ...facts, lines: toExchange } as const])
  ]
}

const piecesOf = (of: ReadonlyArray<{ readonly quantity: number }>): number => of.reduce((pieces, { quantity }) => pieces + quantity, 0)

const added = (demands: ReadonlyArray<Demand>): ReadonlyArray<Demand> =>
  [...new Set(demands.map(({ variantId }) => variantId))].map((variantId) => ({ variantId, quantity: piecesOf(demands.filter((demand) => demand.variantId === variantId)) }))
