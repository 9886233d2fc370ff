import { describe, expect, it } from "vitest"
import { cartCommands } from "../cart/arbitrary.ts"
import { cartMachine } from "../cart/index.ts"
import { checkoutCommands } from "../checkout/arbitrary.ts"
import { checkoutMachine } from "../checkout/index.ts"
import { id } from "../id.ts"
import { invoiceCommands } from "../invoice/arbitrary.ts"
import { invoiceMachine } from "../invoice/index.ts"
import { money } from "../money/index.ts"
import { orderCommands } from "../order/arbitrary.ts"
import { orderMachine } from "../order/index.ts"
import { paymentCommands } from "../payment/arbitrary.ts"
import { paymentMachine } from "../payment/index.ts"
import { refundCommands } from "../refund/arbitrary.ts"
import { refundMachine } from "../refund/index.ts"
import { returnCommands } from "../return/arbitrary.ts"
import { type ReturnEvent, returnMachine } from "../return/index.ts"
import { walkLaws } from "../testing/index.ts"
import { atta, kurta, kurtaLine, MINUTE, placement } from "../testing/samples.ts"
import { afterwards, type Happened, together } from "./index.ts"
import { at, cartId, checkoutId, lineId, nothingFollows, ofCart, ofOrder, orderId, paymentId, react, reserve, taking, total } from "../testing/story/reactions.ts"

describe("the stock follows the cart", () => {
  it("holds what was put in, for a quarter of an hour", () =>
    expect(react(ofCart({ type: "CartItemAdded", line: { lineId, item: kurta, quantity: 2, addedAt: at }, demands: taking(2), at }))).toEqual([reserve(2)]))
  it("holds as many as there are now", () =>
    expect(react(ofCart({ type: "CartQuantityChanged", lineId, quantity: 3, demands: taking(3), at }))).toEqual([reserve(3)]))
  it("lets go of what was taken out", () =>
    expect(react(ofCart({ type: "CartItemRemoved", lineId, demands: taking(0), at }))).toEqual([reserve(0)]))
  it("holds all of it longer once checkout starts", () => {
    const demands = [{ variantId: kurta.variantId, quantity: 2 }]
    const event = { type: "CheckoutStarted", checkoutId, cartId, owner: placement.owner, email: "asha@example.in", phone: "+919845012345", demands, expiresAt: 9, at } as const
    expect(react({ of: "checkout", id: checkoutId, event })).toEqual([{ to: "inventory", command: { type: "Reserve", cartId, demands, expiresAt: at + 30 * MINUTE, at } }])
  })
  it("holds as long as the shop says", () => {
    const patient = together({ cartReservationMs: 7, checkoutReservationMs: 8 })
    expect(patient(ofCart({ type: "CartItemRemoved", lineId, demands: taking(0), at }))).toMatchObject([{ command: { expiresAt: at + 7 } }])
  })
  it("holds what comes back from what was saved, and of gifts what the rules give", () => {
    const line = { lineId, item: kurta, quantity: 2, addedAt: at }
    expect(react(ofCart({ type: "CartItemMovedBack", lineId, line, demands: taking(2), at }))).toEqual([reserve(2)])
    expect(react(ofCart({ type: "CartGiftsApplied", gifts: [], demands: taking(1), at }))).toEqual([reserve(1)])
  })
  it("lets go of what is saved for later, and of what the shop no longer has", () => {
    expect(react(ofCart({ type: "CartItemSaved", lineId, saved: { lineId, item: kurta, quantity: 2, savedAt: at }, demands: taking(0), at }))).toEqual([reserve(0)])
    expect(react(ofCart({ type: "CartChangesAccepted", accepted: [], lines: [], demands: taking(0), at }))).toEqual([reserve(0)])
  })
  it("lets go of everything in a cart that is abandoned", () =>
    expect(react(ofCart({ type: "CartAbandoned", cartId, because: "expired", at }))).toEqual([{ to: "inventory", command: { type: "ReleaseCart", cartId, at } }]))
  it("does not move while a cart is opened, locked, unlocked or converted, nor for what was saved: its order has spoken for it", () =>
    nothingFollows(
      ofCart({ type: "CartOpened", cartId, owner: placement.owner, currency: "INR", saved: [], expiresAt: 9, at }),
      ofCart({ type: "CartLocked", orderId, at }), ofCart({ type: "CartUnlocked", at }), ofCart({ type: "CartConverted", at }),
      ofCart({ type: "CartSavedRemoved", lineId, at })
    ))
})

describe("a guest's cart that is merged", () => {
  const into = id<"cart">("cart-2")
  const lines = [{ lineId, item: kurta, quantity: 2, addedAt: at }]
  const saved = [{ lineId, item: atta, quantity: 1, savedAt: at }]
  it("is absorbed by the customer's", () =>
    expect(react(ofCart({ type: "CartMerged", cartId, into, lines, saved, at }))).toEqual([{ to: "cart", id: into, command: { type: "Absorb", from: cartId, lines, saved, at } }]))
  it("leaves its stock to it, as far as there is any", () =>
    expect(react({ of: "cart", id: into, event: { type: "CartAbsorbed", from: cartId, lines, saved, demands: taking(2), at } })).toEqual([
      { to: "inventory", command: { type: "MergeCarts", from: cartId, into, demands: taking(2), expiresAt: at + 15 * MINUTE, at } }
    ]))
})

describe("what is said in a checkout", () =>
  it("moves nothing", () => {
    for (const event of [
      { type: "CheckoutGiftMessageWritten", message: "With love", expiresAt: 9, at },
      { type: "CheckoutNotesWritten", notes: "Ring twice", expiresAt: 9, at },
      { type: "CheckoutStoreCreditUsed", amount: money(1), expiresAt: 9, at }
    ] as const) nothingFollows({ of: "checkout", id: checkoutId, event })
  }))

describe("an order that is placed", () => {
  const placed = { type: "OrderPlaced", ...placement, expiresAt: 99, at } as const
  const lock = { to: "cart", id: cartId, command: { type: "Lock", orderId, at } }
  const demands = [{ variantId: kurta.variantId, quantity: 2 }, { variantId: atta.variantId, quantity: 1 }]
  const pass = { to: "inventory", command: { type: "PassToOrder", cartId, orderId, demands, expiresAt: 99, at } }
  const open = (method: "upi" | "cod") => ({ to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method, currency: "INR", amount: total, at } })

  it("locks its cart, takes over the stock until it expires, and asks for its payment", () =>
    expect(react(ofOrder(placed))).toEqual([lock, pass, open("upi")]))
  it("and is paid at the door, is confirmed at once", () =>
    expect(react(ofOrder({ ...placed, paymentMethod: "cod" }))).toEqual([lock, pass, open("cod"), { to: "order", id: orderId, command: { type: "Confirm", at } }]))
  it("and switched to cash, calls off its payment, asks for the new total, and is confirmed", () => {
    const cod = id<"payment">("payment-2")
    expect(react(ofOrder({ type: "OrderSwitchedToCod", orderId, replacedPaymentId: paymentId, paymentId: cod, quote: placement.quote, due: money(total - 100), at }))).toEqual([
      { to: "payment", id: paymentId, command: { type: "Cancel", at } },
      { to: "payment", id: cod, command: { type: "Open", paymentId: cod, orderId, method: "cod", currency: "INR", amount: total - 100, at } },
      { to: "order", id: orderId, command: { type: "Confirm", at } }
    ])
  })
  it("and came from no cart, takes what is free", () => {
    const { cartId: _, checkoutId: __, ...byHand } = placed
    const { cartId: ___, ...command } = pass.command
    expect(react(ofOrder(byHand))).toEqual([{ to: "inventory", command }, open("upi")])
  })
  it("and is paid in part with store credit, asks for both payments", () => {
    const credit = id<"payment">("payment-3")
    expect(react(ofOrder({ ...placed, storeCredit: { paymentId: credit, amount: money(100) } })).slice(2)).toEqual([
      { to: "payment", id: credit, command: { type: "Open", paymentId: credit, orderId, method: "store_credit", currency: "INR", amount: 100, at } },
      { to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method: "upi", currency: "INR", amount: total - 100, at } }
    ])
  })
  it("and costs nothing, asks for no payment and is confirmed at once", () =>
    expect(react(ofOrder({ ...placed, quote: { ...placement.quote, totals: { ...placement.quote.totals, grandTotal: money(0) } } })).slice(2)).toEqual([{ to: "order", id: orderId, command: { type: "Confirm", at } }]))
  it("and is paid with more than one payment, asks for each", () =>
    expect(react(ofOrder({ type: "OrderPaymentAdded", orderId, paymentId: id<"payment">("payment-2"), method: "bank_transfer", amount: money(70), at }))).toEqual([
      { to: "payment", id: "payment-2", command: { type: "Open", paymentId: "payment-2", orderId, method: "bank_transfer", currency: "INR", amount: 70, at } }
    ]))
})

describe("an order that is confirmed", () => {
  const confirmed = ofOrder({ type: "OrderConfirmed", orderId, cartId, checkoutId, at })
  it("sells the stock, converts the cart and completes the session", () =>
    expect(react(confirmed)).toEqual([
      { to: "inventory", command: { type: "ConvertToSale", orderId, at } },
      { to: "cart", id: cartId, command: { type: "Convert", at } },
      { to: "checkout", id: checkoutId, command: { type: "Complete", at } }
    ]))
  it("without a cart, sells the stock", () => expect(react(ofOrder({ type: "OrderConfirmed", orderId, at }))).toEqual([{ to: "inventory", command: { type: "ConvertToSale", orderId, at } }]))
  it("is invoiced after the commit", () => expect(afterwards(confirmed)).toEqual([{ type: "IssueInvoice", orderId }]))
})

describe("an order that ends", () => {
  const other = id<"payment">("payment-2")
  const callOff = (...ids: ReadonlyArray<string>) => ids.map((paid) => ({ to: "payment", id: paid, command: { type: "Cancel", at } }))
  const expired = { type: "OrderExpired", orderId, cartId, checkoutId, paymentIds: [paymentId, other], was: "pending", at } as const
  const demands = taking(2)
  const why = { reason: "I ordered it twice", category: "duplicate_order", by: "customer" } as const
  const cancelled = { ...expired, type: "OrderCancelled", ...why, items: [], demands: [] } as const
  const credit = { creditId: id<"credit">("credit-1"), because: "order_cancelled", items: [], before: { lines: {}, charges: {} }, credited: { lines: {}, charges: {} }, amount: total, at } as const
  const givenBack = (because: "order_expired" | "order_cancelled") => [
    { to: "inventory", command: { type: "Release", orderId, at } },
    { to: "cart", id: cartId, command: { type: "Unlock", at } },
    { to: "checkout", id: checkoutId, command: { type: "Expire", because, at } }
  ]
  const restock = (key: string) => ({ to: "inventory", command: { type: "Restock", key, demands, at } })

  it("because nobody paid, calls off its payments, frees the stock, gives the cart back and ends the session", () =>
    expect(react(ofOrder(expired))).toEqual([...callOff(paymentId, other), ...givenBack("order_expired")]))
  it("because nobody finished it, had nothing", () => nothingFollows(ofOrder({ type: "OrderExpired", orderId, paymentIds: [], was: "draft", at }), ofOrder({ ...cancelled, paymentIds: [], was: "draft" })))
  it("and came from no cart, frees the stock", () =>
    expect(react(ofOrder({ type: "OrderExpired", orderId, paymentIds: [], was: "pending", at }))).toEqual([{ to: "inventory", command: { type: "Release", orderId, at } }]))
  it("by being called off before it was paid, does the same", () => expect(react(ofOrder(cancelled))).toEqual([...callOff(paymentId, other), ...givenBack("order_cancelled")]))
  it("by being called off later, brings its pieces back to the shelf", () => {
    for (const was of ["confirmed", "processing"] as const) expect(react(ofOrder({ ...cancelled, was, demands, credit }))).toEqual([...callOff(paymentId, other), restock("credit-1")])
    expect(react(ofOrder({ ...cancelled, was: "processing" }))).toEqual(callOff(paymentId, other))
  })
  it("in part, brings that part back to the shelf, once", () => {
    expect(react(ofOrder({ type: "OrderItemsCancelled", orderId, items: [], demands, credit, ...why, at }))).toEqual([restock("credit-1")])
    const shipmentId = id<"shipment">("shipment-1")
    expect(react(ofOrder({ type: "OrderShipmentReturned", orderId, shipmentId, demands, credit, at }))).toEqual([restock("shipment-1")])
    nothingFollows(ofOrder({ type: "OrderShipmentReturned", orderId, shipmentId, demands: [], at }))
  })
})

describe("an order that is delivered", () => {
  const delivered = { type: "OrderDelivered", orderId, paymentId, paymentMethod: "cod", due: money(100), at } as const
  it("has its cash taken, of what is still due", () =>
    expect(react(ofOrder(delivered))).toEqual([{ to: "payment", id: paymentId, command: { type: "RecordCapture", reference: "delivery:order-1", amount: 100, at } }]))
  it("has nothing taken that is not due, or is not to be paid at the door", () =>
    nothingFollows(ofOrder({ ...delivered, due: money(0) }), ofOrder({ ...delivered, paymentMethod: "upi" })))
})

describe("goods that came back", () => {
  const whose = { returnId: id<"return">("return-1"), orderId, inspectionId: id<"inspection">("inspection-1"), at } as const
  const items = [{ lineId: id<"order_line">("line-1"), quantity: 1 }]
  const ofReturn = (event: Extract<Happened, { readonly of: "return" }>["event"]): Happened => ({ of: "return", id: whose.returnId, event })
  const credit = (creditId: string, because: "returned" | "exchanged") => [{ to: "order", id: orderId, command: { type: "CreditItems", creditId, because, items, at } }]

  it("go on the shelf once, if any of them may", () => {
    expect(react(ofReturn({ type: "ReturnRestockDue", ...whose, demands: taking(1) }))).toEqual([{ to: "inventory", command: { type: "Restock", key: "inspection-1", demands: taking(1), at } }])
    nothingFollows(ofReturn({ type: "ReturnRestockDue", ...whose, demands: [] }))
  })
  it("are no longer kept by the order: those for money, and those for other variants as a credit of their own", () => {
    expect(react(ofReturn({ type: "ReturnRefundDue", ...whose, lines: items }))).toEqual(credit("inspection-1", "returned"))
    expect(react(ofReturn({ type: "ReturnExchangeDue", ...whose, lines: items.map((piece) => ({ ...piece, variantId: kurta.variantId })) }))).toEqual(credit("inspection-1:exchange", "exchanged"))
  })
})

describe("goods that come back", () => {
  const returnId = id<"return">("return-1")
  const ofReturn = (event: ReturnEvent): Happened => ({ of: "return", id: returnId, event })
  const found = { returnId, orderId, inspectionId: id<"inspection">("inspection-1"), at } as const
  const lines = [{ lineId: kurtaLine, quantity: 1 }]
  it("and are as new, go on the shelf once, under their inspection", () => {
    expect(react(ofReturn({ type: "ReturnRestockDue", ...found, demands: taking(1) }))).toEqual([{ to: "inventory", command: { type: "Restock", key: "inspection-1", demands: taking(1), at } }])
    nothingFollows(ofReturn({ type: "ReturnRestockDue", ...found, demands: [] }))
  })
  it("for their money, are credited", () =>
    expect(react(ofReturn({ type: "ReturnRefundDue", ...found, lines }))).toEqual([{ to: "order", id: orderId, command: { type: "CreditItems", creditId: "inspection-1", because: "returned", items: lines, at } }]))
  it("for others, are a credit of their own, and the others are ordered after the commit", () => {
    const exchanged = ofReturn({ type: "ReturnExchangeDue", ...found, lines: lines.map((line) => ({ ...line, variantId: atta.variantId })) })
    expect(react(exchanged)).toEqual([{ to: "order", id: orderId, command: { type: "CreditItems", creditId: "inspection-1:exchange", because: "exchanged", items: lines, at } }])
    expect(afterwards(exchanged)).toEqual([{ type: "PlaceExchange", orderId, returnId, lines: [{ lineId: kurtaLine, quantity: 1, variantId: atta.variantId }] }])
  })
})

describe("after the commit", () => {
  const credit = { creditId: id<"credit">("credit-1"), because: "returned", items: [], before: { lines: {}, charges: {} }, credited: { lines: {}, charges: {} }, amount: total, at } as const
  const note = { type: "IssueCreditNote", orderId }
  const why = { reason: "I ordered it twice", category: "duplicate_order", by: "customer" } as const
  it("whatever is no longer kept has its credit note, and only that", () => {
    const cancelled = { type: "OrderCancelled", orderId, paymentIds: [], was: "confirmed", items: [], demands: [], ...why, at } as const
    expect(afterwards(ofOrder({ ...cancelled, credit }))).toEqual([note])
    expect(afterwards(ofOrder({ ...cancelled, was: "pending" }))).toEqual([])
    expect(afterwards(ofOrder({ type: "OrderItemsCancelled", orderId, items: [], demands: [], credit, ...why, at }))).toEqual([note])
    const back = { type: "OrderShipmentReturned", orderId, shipmentId: id<"shipment">("shipment-1"), demands: [], at } as const
    expect(afterwards(ofOrder({ ...back, credit }))).toEqual([note])
    expect(afterwards(ofOrder(back))).toEqual([])
  })
  it("what was delivered earns points, and what came back takes them back; money alone does not", () => {
    expect(afterwards(ofOrder({ type: "OrderDelivered", orderId, paymentId, paymentMethod: "upi", due: money(0), at }))).toEqual([{ type: "EarnPoints", orderId }])
    const credited = (because: "returned" | "exchanged" | "refunded") => afterwards(ofOrder({ type: "OrderItemsCredited", orderId, credit: { ...credit, because }, at }))
    for (const because of ["returned", "exchanged"] as const) expect(credited(because)).toEqual([note, { type: "TakeBackPoints", orderId, creditId: "credit-1" }])
    expect(credited("refunded")).toEqual([note])
  })
})

describe("every event of every machine is answered, if only with nothing", () => {
  /** How much follows after the commit, where it is not nothing. */
  const follows: { readonly [Type in Happened["event"]["type"]]?: ReadonlyArray<number> } = {
    OrderConfirmed: [1], OrderCancelled: [0, 1], OrderItemsCancelled: [1], OrderShipmentReturned: [0, 1], OrderItemsCredited: [1, 2], OrderDelivered: [1], OrderRefundDue: [1],
    PaymentGatewayOrderOpened: [1], PaymentDisputeClosed: [0, 1], RefundApproved: [0, 1], RefundRejected: [1], RefundAbandoned: [1], ReturnExchangeDue: [1]
  }
  const answered = (of: Happened["of"], events: ReadonlyArray<unknown>) => {
    for (const event of events) {
      const happened = { of, id: "some-id", event } as Happened
      expect(react(happened)).toBeInstanceOf(Array)
      expect(follows[happened.event.type] ?? [0]).toContain(afterwards(happened).length)
    }
  }
  walkLaws(cartMachine(), cartCommands)("of the cart", ({ events }) => answered("cart", events))
  walkLaws(checkoutMachine(), checkoutCommands)("of the checkout", ({ events }) => answered("checkout", events))
  walkLaws(orderMachine(), orderCommands)("of the order", ({ events }) => answered("order", events))
  walkLaws(paymentMachine, paymentCommands)("of the payment", ({ events }) => answered("payment", events))
  walkLaws(refundMachine, refundCommands)("of the refund", ({ events }) => answered("refund", events))
  walkLaws(returnMachine(), returnCommands)("of the return", ({ events }) => answered("return", events))
  walkLaws(invoiceMachine, invoiceCommands)("of the invoice", ({ events }) => answered("invoice", events))
})
