import fc from "fast-check"
import type { Address } from "../address.ts"
import { anyItem } from "../cart/arbitrary.ts"
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

/** A generator for each command of the checkout session. */
export const checkoutCommands: Commands<CheckoutCommand> = {
  Start: command("Start", {
    checkoutId: anyId("checkout"), cartId: anyId("cart"), guestKey: anyId("guest"),
    email: fc.constant("asha@example.in"), phone: fc.constant("+919845012345"), demands: fc.array(anyDemand, { maxLength: 3 })
  }),
  EnterShippingAddress: command("EnterShippingAddress", { address: anyAddress, serviceability: anyServiceability }),
  EnterBillingAddress: command("EnterBillingAddress", { billing: anyBilling }),
  SelectShippingMethod: command("SelectShippingMethod", { methodId: fc.constantFrom("standard", "express"), offered: mostly([standard, express], [standard]) }),
  SelectPaymentMethod: command("SelectPaymentMethod", { method: fc.constantFrom(...paymentMethods), agreedTotal: anyTotal }),
  PlaceOrder: command("PlaceOrder", { orderId: anyId("order"), terms: mostly("accepted", "not_accepted"), total: anyTotal }),
  Complete: command("Complete", {}),
  Expire: command("Expire", { because: fc.constantFrom("idle", "order_expired") })
}
