import type { CheckoutCommand } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { PlacedOrder } from "@bahi/core/order"
import { asha, goods, testShipping } from "../../fixtures.ts"
import { type Around, type Unsaid, wishesAnew, wishesOf } from "./wish.ts"

type Said = Unsaid<CheckoutCommand>
type Verb = CheckoutCommand["type"]
type Saying<V extends Verb> = Unsaid<Extract<CheckoutCommand, { readonly type: V }>>

const gone = { kind: "gone", lineId: id<"cart_line">("line-of-nobody") } as const
const [standard, express] = testShipping.methods.map(({ methodId, name, etaDays, baseRate }) => ({ methodId, name, etaDays, rate: baseRate }))
const words = (length: number) => "ह".repeat(length)
const DAY_MS = 24 * 60 * 60 * 1000

const start = ({ cartId, owner, email, phone }: PlacedOrder, { fresh }: Around): Saying<"Start"> =>
  ({ type: "Start", checkoutId: id<"checkout">(fresh), cartId: cartId ?? id<"cart">(fresh), owner, email, phone, demands: [{ variantId: goods.atta.variantId, quantity: 1 }], changes: [] })
const enter: Saying<"EnterShippingAddress"> = { type: "EnterShippingAddress", address: asha, serviceability: { delivers: true, cod: true } }
const select: Saying<"SelectShippingMethod"> = { type: "SelectShippingMethod", methodId: standard!.methodId, offered: [standard!, express!] }
const credit: Saying<"UseStoreCredit"> = { type: "UseStoreCredit", amount: money(500), balance: money(1_000), total: money(10_000) }
const pay: Saying<"SelectPaymentMethod"> = { type: "SelectPaymentMethod", method: "upi", agreedTotal: money(10_000) }
const order = ({ fresh }: Around): Saying<"PlaceOrder"> => ({ type: "PlaceOrder", orderId: id<"order">(fresh), terms: "accepted", total: money(10_000), changes: [] })
const note: Saying<"WriteNotes"> = { type: "WriteNotes", notes: "Ring twice" }

/** A session that was begun, and then these. */
const begun = (...then: ReadonlyArray<Said>) => (placed: PlacedOrder, around: Around): ReadonlyArray<Said> => [start(placed, around), ...then]
/** A session that was agreed on, and then what follows. */
const agreed = (then: (around: Around) => ReadonlyArray<Said>) => (placed: PlacedOrder, around: Around): ReadonlyArray<Said> => [start(placed, around), enter, select, pay, ...then(around)]

export const checkoutWishes = [
  ...wishesAnew("checkout")(
    (placed, around) => ({ ...start(placed, around), demands: [] }),
    (placed, around) => ({ ...start(placed, around), changes: [gone] }),
    (placed, around) => [start(placed, around), { ...note, at: around.now + DAY_MS }],
    begun({ ...enter, serviceability: { delivers: false, cod: false } }),
    begun(enter, { type: "EnterBillingAddress", billing: { address: asha, deliveredTo: "buyer", gstin: "27AAPFU0939F1ZV" } }),
    begun(enter, { ...select, methodId: express!.methodId, offered: [standard!] }),
    begun({ type: "WriteGiftMessage", message: words(501) }),
    begun({ ...note, notes: words(1_001) }),
    begun({ type: "Expire", because: "idle" })
  ),
  ...wishesAnew("checkout")(
    begun(enter, pay),
    begun(enter, select, { ...pay, method: "wallet" }),
    begun(enter, select, { ...pay, method: "cod", agreedTotal: money(30_000_000) }),
    begun({ ...enter, serviceability: { delivers: true, cod: false } }, select, { ...pay, method: "cod" }),
    begun(enter, select, credit, { ...pay, agreedTotal: money(499) }),
    begun(enter, { ...credit, amount: money(-1) }),
    begun(enter, { ...credit, amount: money(1_001) }),
    begun(enter, { ...credit, total: money(499) })
  ),
  ...wishesAnew("checkout")(
    agreed((around) => [{ ...order(around), terms: "not_accepted" }]),
    agreed((around) => [{ ...order(around), total: money(10_001) }]),
    agreed((around) => [{ ...order(around), changes: [gone] }]),
    agreed((around) => [order(around), note]),
    agreed((around) => [order(around), { type: "Expire", because: "replaced" }]),
    agreed(() => [{ type: "Complete" }])
  ),
  ...wishesOf("checkout")((checkout) => checkout.status === "payment_pending" && checkout.orderId !== undefined ? note : undefined)
]
