import fc from "fast-check"
import { orderMachine, type PlacedOrder } from "../order/index.ts"
import { anyPlacement } from "../order/arbitrary.ts"
import { anyId, anyInstant, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import { seller } from "../testing/samples.ts"
import { composeInvoice } from "./compose.ts"
import type { InvoiceCommand } from "./invoice.ts"

const { initial, evolve } = orderMachine()

/** Orders that have just been placed, with the lines that they need to be invoiced or without. */
export const anyPlacedOrder: fc.Arbitrary<PlacedOrder> =
  fc.tuple(anyPlacement, anyInstant).map(([placement, at]) => evolve(initial, { type: "OrderPlaced", ...placement, expiresAt: at, at }) as PlacedOrder)

const anyInvoiceDocument = anyPlacedOrder.map((order) => composeInvoice(order, seller, "inclusive"))

/** A generator for each command of the invoice. */
export const invoiceCommands: Commands<InvoiceCommand> = {
  Draft: command("Draft", { invoiceId: anyId("invoice"), orderId: anyId("order"), document: anyInvoiceDocument }),
  Issue: command("Issue", { number: fc.constantFrom("INV-2026-000001", "INV-2026-000002", "007"), financialYear: fc.constant("2026-27") })
}
