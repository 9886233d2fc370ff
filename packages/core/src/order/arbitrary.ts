import fc from "fast-check"
import { anyItem } from "../cart/arbitrary.ts"
import { anyAddress } from "../checkout/arbitrary.ts"
import { orderPaymentMethods, type Quote } from "../checkout/index.ts"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import { asha, express, placement, quoted, standard } from "../testing/samples.ts"
import { cancelCategories, type Cancellation, type OrderCommand, type OrderedLine, type OrderPolicy, orderPolicy, type Placement } from "./index.ts"

/** Everything that a shop may allow, so that walks go everywhere. */
export const permissive: OrderPolicy = { ...orderPolicy, draftTtlMs: orderPolicy.paymentWindowMs, lateMoneyMs: orderPolicy.paymentWindowMs, cancelUntil: "delivered", chargesBack: { ...orderPolicy.chargesBack, return: "withLast" } }

const anySeller = fc.constantFrom(undefined, undefined, undefined, id<"seller">("seller-1"))

const anySold = fc.record({ item: anyItem, sellerId: anySeller, quantity: fc.constantFrom(1, 2) })

/** Nothing, one line most of the time, or two. */
const anyLines: fc.Arbitrary<ReadonlyArray<OrderedLine>> =
  fc.oneof({ weight: 5, arbitrary: fc.tuple(anySold) }, { weight: 3, arbitrary: fc.tuple(anySold, anySold) }, fc.constant([]))
    .map((sold) => sold.map(({ item, sellerId, quantity }, i) =>
      ({ lineId: id<"order_line">(`order_line-${i + 1}`), item: sellerId === undefined ? item : { ...item, sellerId }, quantity })))

const anyPaymentMethod = fc.constantFrom(...orderPaymentMethods, ...Array.from({ length: 14 }, () => "cod" as const))

/** Orders of nothing, or of a line or two, priced as a shop would. */
export const anyPlacement: fc.Arbitrary<Placement & Required<Pick<Placement, "cartId" | "checkoutId">>> =
  fc.record({ lines: anyLines, address: anyAddress, paymentMethod: anyPaymentMethod, orderId: anyId("order"), paymentId: anyId("payment") })
    .map(({ lines, address, ...chosen }) => ({
      ...placement,
      ...chosen,
      lines,
      quote: quoted({ lines, destination: { deliveryState: address.stateCode }, shippingRate: standard.rate, codFee: chosen.paymentMethod === "cod" ? "charged" : "not_charged" }),
      shippingAddress: address,
      billing: { address, deliveredTo: "buyer" }
    }))

/** Pricing is slow, and walks are many: a few hundred prices are enough. */
const anyPriced = fc.constantFrom(...fc.sample(anyPlacement, { numRuns: 300, seed: 1 }))

/** Of what is placed by hand there is neither cart nor session; some of it is paid with store credit. */
const anyPlacementByHand: fc.Arbitrary<Placement> = fc.tuple(anyPriced, fc.constantFrom(undefined, money(1_000))).map(([placed, amount]) => {
  const { cartId: _, checkoutId: __, ...placement } = placed
  return { ...placement, source: "admin", ...(amount === undefined ? {} : { storeCredit: { paymentId: id<"payment">("payment-3"), amount } }) }
})

const anyParcelItem = fc.oneof(
  { weight: 8, arbitrary: fc.record({ lineId: anyId("order_line"), quantity: fc.integer({ min: 1, max: 2 }) }) },
  fc.record({ lineId: anyId("order_line", 3), quantity: fc.constantFrom(0, 1.5, 3) })
)
const oneOfTheFirst = { lineId: id<"order_line">("order_line-1"), quantity: 1 }
const oneOfTheSecond = { lineId: id<"order_line">("order_line-2"), quantity: 1 }
const anyItems = fc.oneof(
  { weight: 4, arbitrary: fc.constant([oneOfTheFirst]) },
  { weight: 2, arbitrary: fc.constantFrom([oneOfTheSecond], [oneOfTheFirst, oneOfTheSecond]) },
  { weight: 2, arbitrary: fc.array(anyParcelItem, { maxLength: 2 }) }
)

const anyQuote: fc.Arbitrary<Quote> = anyPriced.map(({ quote }) => quote)

const anyCancellation: { readonly [K in keyof Cancellation]: fc.Arbitrary<Cancellation[K]> } = {
  reason: fc.constantFrom(...Array.from({ length: 9 }, () => "I ordered it twice"), "no"),
  category: fc.constantFrom(...cancelCategories),
  by: fc.constantFrom("customer", "admin", "seller", "system")
}

const anyText = fc.constantFrom("gift", "gift", " fragile ", "")

/** What arrives and what comes back are seldom the same parcel. */
const mostly = (usual: string, other: string) => fc.constantFrom(usual, usual, usual, usual, other).map((parcel) => id<"shipment">(parcel))

const everyCommand: Commands<OrderCommand> = {
  Draft: fc.tuple(anyPlacementByHand, command("Draft", {})).map(([placement, draft]) => ({ ...placement, ...draft })),
  EditDraft: command("EditDraft", { changes: fc.oneof(anyPriced.map(({ lines, quote }) => ({ lines, quote })), fc.constantFrom({}, { shippingMethod: express })) }),
  PlaceDraft: command("PlaceDraft", {}),
  Place: fc.tuple(fc.oneof(anyPriced, anyPlacementByHand), command("Place", {})).map(([placement, place]) => ({ ...placement, ...place })),
  SwitchToCod: command("SwitchToCod", { paymentId: anyId("payment"), quote: anyQuote, availability: fc.constantFrom("available" as const, "available" as const, "unavailable" as const) }),
  ReplacePayment: command("ReplacePayment", { replaced: anyId("payment"), paymentId: anyId("payment") }),
  AddPayment: command("AddPayment", { paymentId: anyId("payment"), method: fc.constantFrom(...orderPaymentMethods), amount: fc.constantFrom(money(1), money(0)) }),
  Confirm: command("Confirm", {}),
  RecordPayment: command("RecordPayment", { paymentId: anyId("payment"), amount: fc.constantFrom(money(1), money(1), money(500_000)) }),
  RecordRefund: command("RecordRefund", { paymentId: anyId("payment"), amount: fc.constantFrom(money(1), money(1_000)) }),
  RecordPaymentNews: command("RecordPaymentNews", { paymentId: anyId("payment"), news: fc.constantFrom("authorized", "failed") }),
  RecordDispute: command("RecordDispute", { disputeId: fc.constantFrom("dispute-1", "dispute-2"), amount: fc.constant(money(1)), stage: fc.constantFrom("open", "won", "won", "lost") }),
  Ship: command("Ship", { shipmentId: anyId("shipment"), items: anyItems }),
  RecordDelivery: command("RecordDelivery", { shipmentId: mostly("shipment-1", "shipment-2") }),
  RecordShipmentReturned: command("RecordShipmentReturned", { shipmentId: mostly("shipment-2", "shipment-1"), goods: fc.constantFrom("restocked", "written_off") }),
  // Mostly refused, so that walks go on.
  Cancel: command("Cancel", { ...anyCancellation, reason: fc.constantFrom("no", "no", "no", "I ordered it twice") }),
  CancelItems: command("CancelItems", { creditId: anyId("credit"), items: anyItems, ...anyCancellation }),
  CreditItems: command("CreditItems", { creditId: anyId("credit"), because: fc.constantFrom("returned", "exchanged", "refunded", "refunded"), items: anyItems }),
  EditDetails: command("EditDetails", {
    changes: fc.oneof(fc.constantFrom({}, { phone: "+919845000000" }, { customerNotes: "Ring twice" }), anyAddress.map((shippingAddress) => ({ shippingAddress })), fc.constant({ shippingAddress: { ...asha, line1: "14, 3rd Cross" } })),
    by: fc.constant("Meera"), why: fc.constant("She wrote to us")
  }),
  AddTag: command("AddTag", { tag: anyText }),
  RemoveTag: command("RemoveTag", { tag: anyText }),
  AddNote: command("AddNote", { noteId: anyId("note"), text: anyText, by: fc.constant("Meera") }),
  Expire: command("Expire", {}),
  Delete: command("Delete", { invoices: fc.constantFrom(0, 0, 1) })
}

/** A generator for each command of the order. Walks are many and long, so that each command is one of three hundred, drawn beforehand. */
export const orderCommands = Object.fromEntries(
  Object.entries(everyCommand).map(([type, command]) => [type, fc.constantFrom(...fc.sample<OrderCommand>(command, { numRuns: 300, seed: 1 }))])
) as unknown as Commands<OrderCommand>
