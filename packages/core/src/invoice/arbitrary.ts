import fc from "fast-check"
import type { Item } from "../cart/index.ts"
import { anyAddress } from "../checkout/arbitrary.ts"
import { destinationOf, type PricingPolicy, quote, type Quote } from "../checkout/index.ts"
import { id } from "../id.ts"
import { run } from "../machine.ts"
import { money } from "../money/index.ts"
import { orderMachine, type PlacedOrder } from "../order/index.ts"
import { anyPlacement } from "../order/arbitrary.ts"
import { anyId, anyInstant, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import { kurta, placement, rohan, rohansGstin, seller } from "../testing/samples.ts"
import { calculateTotals } from "../totals/index.ts"
import { composeInvoice } from "./compose.ts"
import { composeCreditNote, type IssuedSaleInvoice } from "./credit-note.ts"
import type { InvoiceDocument, SaleDocument } from "./document.ts"
import type { InvoiceCommand } from "./invoice.ts"

const machine = orderMachine()

/** Orders that have just been placed, with the lines that they need to be invoiced or without. */
export const anyPlacedOrder: fc.Arbitrary<PlacedOrder> =
  fc.tuple(anyPlacement, anyInstant).map(([placement, at]) => machine.evolve(machine.initial, { type: "OrderPlaced", ...placement, expiresAt: at, at }) as PlacedOrder)

/** The invoice of a sale, issued. */
export const issued = (document: SaleDocument): IssuedSaleInvoice =>
  ({ status: "issued", invoiceId: id<"invoice">("invoice-original"), orderId: placement.orderId, document, number: "INV-2026-000001", financialYear: "2026-27", issuedAt: 10 })

/** The invoice of an order, or the note that credits a piece of its first line. */
const anyInvoiceDocument: fc.Arbitrary<InvoiceDocument> = fc.tuple(anyPlacedOrder, fc.constantFrom("sale", "credit_note")).map(([order, type]) => {
  const sale = composeInvoice(order, seller, "inclusive")
  const confirmed = machine.evolve(order, { type: "OrderConfirmed", orderId: order.orderId, at: 5 })
  const items = order.lines.slice(0, 1).map(({ lineId }) => ({ lineId, quantity: 1 }))
  const credited = run(machine, confirmed, { type: "CreditItems", creditId: id<"credit">("credit-1"), because: "refunded", items, at: 6 })
  const event = credited.ok ? credited.value.events[0]! : undefined
  if (type === "sale" || event?.type !== "OrderItemsCredited") return sale
  return composeCreditNote(order, event.credit, issued(sale)) ?? sale
})

/** A generator for each command of the invoice. */
export const invoiceCommands: Commands<InvoiceCommand> = {
  Draft: command("Draft", { invoiceId: anyId("invoice"), orderId: anyId("order"), document: anyInvoiceDocument }),
  Issue: command("Issue", { number: fc.constantFrom("INV-2026-000001", "INV-2026-000002", "007"), financialYear: fc.constant("2026-27") })
}

const anySoldItem: fc.Arbitrary<Item> = fc.record({
  price: fc.oneof(fc.nat(300_000), fc.constantFrom(0, 1, 99, 262_500, 295_001)),
  hsnCode: fc.constantFrom("1101", "610910", "61091000", "85183000"),
  variantName: fc.option(fc.constantFrom("M", "Red"), { nil: undefined }),
  taxClass: fc.oneof(fc.constant(kurta.taxClass), fc.constantFrom(0, 2_500, 50_000, 180_000, 400_000).map((ratePpm) => ({ kind: "flat" as const, ratePpm })))
}).map(({ price, hsnCode, variantName, taxClass }) => ({ ...kurta, hsnCode, taxClass, unitPrice: money(price), ...(variantName === undefined ? {} : { variantName }) }))

const anyPricing: fc.Arbitrary<PricingPolicy> = fc.record({
  supplierState: fc.constantFrom("29" as const, "27" as const, "04" as const),
  priceMode: fc.constantFrom("inclusive" as const, "exclusive" as const),
  codFee: fc.constantFrom(money(0), money(4_900)),
  chargeTax: fc.constantFrom<PricingPolicy["chargeTax"]>({ taxPolicy: "proRata" }, { taxPolicy: "proRata" }, { taxPolicy: "highest" }, { taxPolicy: "fixed", ratePpm: 120_000 }),
  roundOff: fc.constantFrom("none" as const, "rupee" as const)
})

const anyDiscount = fc.oneof(fc.constant(0), fc.nat(100_000))

const anySold = fc.record({
  pricing: anyPricing,
  lines: fc.array(fc.record({ item: anySoldItem, quantity: fc.integer({ min: 1, max: 30 }), discount: anyDiscount, cessPpm: fc.constantFrom(0, 0, 10_000, 120_000) }), { minLength: 1, maxLength: 6 }),
  orderDiscount: anyDiscount.map(money),
  shippingRate: fc.oneof(fc.constant(0), fc.nat(20_000)).map(money),
  codFee: fc.constantFrom("charged" as const, "not_charged" as const),
  address: anyAddress,
  billing: fc.constantFrom({ deliveredTo: "buyer" as const }, { deliveredTo: "another" as const, address: rohan, gstin: rohansGstin }),
  paid: fc.constantFrom("nothing" as const, "all" as const)
})

type Sold = typeof anySold extends fc.Arbitrary<infer S> ? S : never

/** The figures of a quote with what a shop may take off and a state may put on: discounts, and cess. */
const withExtras = (quoted: Quote, { pricing, lines, orderDiscount }: Sold): Quote["totals"] | undefined => {
  const totals = calculateTotals({
    priceMode: pricing.priceMode,
    supply: quoted.supply,
    lines: lines.map(({ item: { unitPrice }, quantity, discount, cessPpm }, i) =>
      ({ id: `line-${i + 1}`, unitPrice, quantity, ratePpm: quoted.totals.lines[i]!.ratePpm, cessPpm, discount: money(Math.min(discount, unitPrice * quantity)) })),
    orderDiscounts: [{ id: "welcome", amount: orderDiscount }],
    charges: quoted.totals.charges.map(({ id, amount }) => ({ id, amount, ...pricing.chargeTax })),
    roundOff: pricing.roundOff
  })
  return totals.ok ? totals.value : undefined
}

/** An order priced by any shop, and its invoice; nothing where a price fits neither rate. */
export const anyInvoiced = anySold.map((sold) => {
  const { pricing, shippingRate, codFee, address, billing, paid } = sold
  const lines = sold.lines.map(({ item, quantity }, i) => ({ lineId: id<"order_line">(`line-${i + 1}`), item, quantity }))
  const quoted = quote(pricing, { lines, destination: destinationOf(address, billing), shippingRate, codFee })
  const totals = quoted.ok ? withExtras(quoted.value, sold) : undefined
  if (!quoted.ok || !totals) return undefined
  const { initial, evolve } = orderMachine()
  const placed = evolve(initial, { type: "OrderPlaced", ...placement, lines, quote: { ...quoted.value, totals }, shippingAddress: address, billing: { address, ...billing }, expiresAt: 9, at: 0 })
  const order = (paid === "nothing" ? placed : evolve(placed, { type: "OrderPaymentRecorded", paymentId: placement.paymentId, amount: totals.grandTotal, at: 1 })) as PlacedOrder
  return { order, pricing, document: composeInvoice(order, seller, pricing.priceMode) }
}).filter((invoiced) => invoiced !== undefined)
