import type { ReturnCommand } from "@bahi/core/return"
import type { ShopOptions } from "../../../ports/index.ts"
import { areDistinct, isLong, isPieces, type Begun, type Laws, sum, type Told, type Verdict } from "./law.ts"

interface Named { readonly lineId: string }
type Line = Begun["return"]["lines"][number]

const lineOf = ({ lines }: Begun["return"], of: string): Line | undefined => lines.find(({ lineId }) => lineId === of)
const knows = (asked: Begun["return"], named: ReadonlyArray<Named>): boolean => named.every(({ lineId }) => lineOf(asked, lineId) !== undefined)
const idsOf = (named: ReadonlyArray<Named>): ReadonlyArray<string> => named.map(({ lineId }) => lineId)
const piecesOf = (of: ReadonlyArray<Named & { readonly quantity: number }>, line: string): number => sum(of.flatMap(({ lineId, quantity }) => lineId === line ? [quantity] : []))

/** When something may happen to a return. */
export const returnLaws: Laws<"return"> = {
  ReturnRequested: ({ event: { lines, returnNumber }, shop }) => ({
    "something is to come back": lines.length > 0,
    "each line is asked back once": areDistinct(idsOf(lines)),
    "who wants to give something back says why": lines.every(({ reason }) => isLong(reason, 10, 500)),
    "nothing is exchanged for the same": lines.every(({ variantId, exchangeFor }) => variantId !== exchangeFor),
    "a return has its number from when the shop gives it": shop.return.numberedAt !== "request" || returnNumber !== undefined
  }),
  ReturnImagesAttached: ({ before, event }) => ({ "pictures are of what comes back": knows(before, [event]) }),
  ReturnApproved: ({ before, event: { exchanges, returnNumber } }) => ({
    "a return that is approved has its number, and keeps it": returnNumber !== undefined && (before.returnNumber ?? returnNumber) === returnNumber,
    "only what comes back is exchanged, and once": knows(before, exchanges) && areDistinct(idsOf(exchanges)),
    "nothing is exchanged for the same": exchanges.every(({ lineId, variantId }) => lineOf(before, lineId)?.variantId !== variantId)
  }),
  ReturnNoted: ({ before, event }) => ({
    "a note has a length": isLong(event.text, 1, 500),
    "a note is written once": before.notes.every(({ noteId }) => noteId !== event.noteId)
  }),
  ReturnRejected: ({ event }) => ({ "who rejects says why": isLong(event.reason, 10, 500) }),
  ReturnPickedUp: ({ before }) => ({ "only what was approved is picked up": "approvedAt" in before }),
  ReturnReceived: ({ before, event: { receipt: { items } } }) => ({
    "only what was approved comes back, and before the end": "approvedAt" in before && before.status !== "completed",
    "a parcel holds something, each line once": items.length > 0 && areDistinct(idsOf(items)),
    "a parcel holds what is awaited": items.every(({ lineId, quantity }) => isPieces(quantity, awaitedOf(lineOf(before, lineId))))
  }),
  ReturnInspected: ({ before, event: { inspection: { findings } } }) => ({
    "somebody looks at something": findings.length > 0,
    "whole pieces are looked at": findings.every(({ quantity }) => isPieces(quantity, Infinity)),
    "what is looked at came, and nobody looked at it before": findings.every(({ lineId }) => piecesOf(findings, lineId) <= unseenOf(lineOf(before, lineId)))
  })
}

const awaitedOf = (line: Line | undefined): number => line === undefined ? 0 : line.quantity - line.quantityReceived
const unseenOf = (line: Line | undefined): number => line === undefined ? 0 : line.quantityReceived - line.quantityPassed - line.quantityFailed

/** What must be true of what a return was told. */
export const returnTold: Told<"return"> = {
  Request: ({ command, shop }) => deliveredInTime(command, shop),
  Approve: ({ after, command }) => ({ "a return is approved under the number that was said": command.returnNumber === undefined || after.returnNumber === command.returnNumber })
}

const deliveredInTime = ({ lines, delivered, at }: Extract<ReturnCommand, { readonly type: "Request" }>, { return: { windowMs } }: ShopOptions): Verdict => {
  const facts = new Map<string, typeof delivered[number]>(delivered.map((line) => [line.lineId, line]))
  return {
    "what is to come back was delivered, and nobody asked for it before": lines.every(({ lineId, quantity }) => {
      const line = facts.get(lineId)
      return line !== undefined && isPieces(quantity, sum(line.deliveries.map((delivery) => delivery.quantity)) - line.quantityClaimed)
    }),
    "so many pieces arrived within the shop's window": lines.every(({ lineId, quantity }) => {
      const { productCategory, deliveries } = facts.get(lineId) ?? { productCategory: "", deliveries: [] }
      const window = windowMs.byProductCategory[productCategory] ?? windowMs.otherwise
      return sum(deliveries.flatMap((delivery) => delivery.at > at - window ? [delivery.quantity] : [])) >= quantity
    })
  }
}
