import fc from "fast-check"
import type { Address } from "../address.ts"
import { anyItem, anyOwner } from "../cart/arbitrary.ts"
import type { LineChange } from "../cart/index.ts"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import { asha, express, rohan, rohansGstin, standard } from "../testing/samples.ts"
import { type BillingChoice, type CheckoutCommand, paymentMethods } from "./checkout.ts"

/** Two addresses, in the shop's state and in another. */
export const anyAddress: fc.Arbitrary<Address> = fc.constantFrom(asha, rohan)

const anyDemand = fc.record({ variantId: anyItem.map((item) => item.variantId), quantity: fc.integer({ min: 1, max: 3 }) })
const mostly = <const A>(usual: A, other: A) => fc.oneof({ weight: 7, arbitrary: fc.constant<A>(usual) }, fc.constant<A>(other))
const anyServiceability = fc.record({ delivers: mostly(true, false), cod: mostly(true, false) })
const anyBilling = fc.constantFrom<BillingChoice>(
  { deliveredTo: "buyer" },
  { deliveredTo: "buyer", gstin: rohansGstin },
  { deliveredTo: "another", address: rohan, gstin: rohansGstin }
)
const anyTotal = mostly(money(10_000), money(20_000))

const anyChanges = mostly<ReadonlyArray<LineChange>>([], [{ kind: "gone", lineId: id<"cart_line">("line-of-kurta") }])
const anyText = fc.constantFrom("", "With love", "🎁".repeat(500), "🎁".repeat(1_001))

/** A generator for each command of the checkout session. */
export const checkoutCommands: Commands<CheckoutCommand> = {
  Start: command("Start", {
    checkoutId: anyId("checkout"), cartId: anyId("cart"), owner: anyOwner,
    email: fc.constant("asha@example.in"), phone: fc.constant("+919845012345"), demands: fc.array(anyDemand, { maxLength: 3 }), changes: anyChanges
  }),
  EnterShippingAddress: command("EnterShippingAddress", { address: anyAddress, serviceability: anyServiceability }),
  EnterBillingAddress: command("EnterBillingAddress", { billing: anyBilling }),
  SelectShippingMethod: command("SelectShippingMethod", { methodId: fc.constantFrom("standard", "express"), offered: mostly([standard, express], [standard]) }),
  SelectPaymentMethod: command("SelectPaymentMethod", { method: fc.constantFrom(...paymentMethods), agreedTotal: anyTotal }),
  WriteGiftMessage: command("WriteGiftMessage", { message: anyText }),
  WriteNotes: command("WriteNotes", { notes: anyText }),
  UseStoreCredit: command("UseStoreCredit", { amount: fc.constantFrom(money(0), money(1_000), money(15_000), money(-1)), balance: mostly(money(15_000), money(500)), total: anyTotal }),
  PlaceOrder: command("PlaceOrder", { orderId: anyId("order"), terms: mostly("accepted", "not_accepted"), total: anyTotal, changes: anyChanges }),
  Complete: command("Complete", {}),
  Expire: command("Expire", { because: fc.constantFrom("idle", "replaced", "order_expired", "order_cancelled") })
}
