import fc from "fast-check"
import { anyItem } from "../cart/arbitrary.ts"
import { anyAddress } from "../checkout/arbitrary.ts"
import { paymentMethods, type Quote } from "../checkout/index.ts"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import { placement, quoted, standard } from "../testing/samples.ts"
import type { OrderCommand, OrderLine, Placement } from "./order.ts"

const anyLines: fc.Arbitrary<ReadonlyArray<OrderLine>> =
  fc.array(fc.record({ item: anyItem, quantity: fc.integer({ min: 1, max: 2 }) }), { maxLength: 2 })
    .map((sold) => sold.map((line, i) => ({ lineId: id<"order_line">(`order_line-${i + 1}`), ...line, quantityShipped: 0, quantityDelivered: 0 })))

/** Orders of nothing, or of a line or two, priced as a shop would. */
export const anyPlacement: fc.Arbitrary<Placement> =
  fc.record({ lines: anyLines, address: anyAddress, paymentMethod: fc.constantFrom(...paymentMethods, ...Array.from({ length: 5 }, () => "cod" as const)), orderId: anyId("order"), paymentId: anyId("payment") })
    .map(({ lines, address, ...chosen }) => ({
      ...placement,
      ...chosen,
      lines,
      quote: quoted({ lines, destination: { deliveryState: address.stateCode }, shippingRate: standard.rate, codFee: chosen.paymentMethod === "cod" ? "charged" : "not_charged" }),
      shippingAddress: address,
      billing: { address, deliveredTo: "buyer" }
    }))

const anyParcelItem = fc.oneof(
  { weight: 5, arbitrary: fc.record({ lineId: anyId("order_line"), quantity: fc.integer({ min: 1, max: 2 }) }) },
  fc.record({ lineId: anyId("order_line", 3), quantity: fc.constantFrom(0, 1.5, 3) })
)

const anyQuote: fc.Arbitrary<Quote> = anyPlacement.map(({ quote }) => quote)

/** A generator for each command of the order. */
export const orderCommands: Commands<OrderCommand> = {
  Place: fc.tuple(anyPlacement, command("Place", {})).map(([placement, place]) => ({ ...placement, ...place })),
  SwitchToCod: command("SwitchToCod", { paymentId: anyId("payment"), quote: anyQuote, availability: fc.constantFrom("available" as const, "available" as const, "unavailable" as const) }),
  ReplacePayment: command("ReplacePayment", { paymentId: anyId("payment") }),
  Confirm: command("Confirm", {}),
  RecordPayment: command("RecordPayment", { paymentId: anyId("payment"), amount: fc.constantFrom(money(1), money(1), money(1), money(500_000)) }),
  RecordRefund: command("RecordRefund", { paymentId: anyId("payment"), amount: fc.constantFrom(money(1), money(1_000)) }),
  Ship: command("Ship", { shipmentId: anyId("shipment"), items: fc.array(anyParcelItem, { maxLength: 2 }) }),
  RecordDelivery: command("RecordDelivery", { shipmentId: anyId("shipment") }),
  Expire: command("Expire", {})
}
