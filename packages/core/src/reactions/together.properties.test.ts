import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cartCommands } from "../cart/arbitrary.ts"
import { type Cart, cartMachine, cartPolicy, demandsOf } from "../cart/index.ts"
import { type Checkout, checkoutMachine, type PaymentMethod } from "../checkout/index.ts"
import type { VariantId } from "../id.ts"
import { invoiceMachine } from "../invoice/index.ts"
import { type Machine, run } from "../machine.ts"
import { sum } from "../money/index.ts"
import { anyPlacement, orderCommands } from "../order/arbitrary.ts"
import { type Order, orderMachine, orderPolicy } from "../order/index.ts"
import { capturedAmountOf, type Payment, paymentMachine, refundedAmountOf } from "../payment/index.ts"
import { paymentCommands } from "../payment/arbitrary.ts"
import { refundMachine } from "../refund/index.ts"
import { returnMachine } from "../return/index.ts"
import { walkLaws } from "../testing/index.ts"
import { type Happened, type Kind, together, type Together } from "./index.ts"

const react = together()

describe("the stock that a cart holds", () =>
  walkLaws(cartMachine({ ...cartPolicy, emptiedCart: "closes" }), cartCommands)("is what its lines take together, after every step", ({ steps }) => {
    const held = new Map<VariantId, number>()
    for (const { events, state } of steps) {
      for (const { to, command } of events.flatMap((event) => react({ of: "cart", id: "cart-1", event }))) {
        if (to !== "inventory") continue
        if (command.type === "ReleaseCart" || command.type === "MergeCarts") held.clear()
        if (command.type !== "Reserve" && command.type !== "MergeCarts") continue
        for (const { variantId, quantity } of command.demands) held.set(variantId, quantity)
      }
      if (state.status === "unopened") continue
      if (state.status === "abandoned") {
        expect([...held]).toEqual([])
        continue
      }
      // What a merged cart held is let go by the cart that absorbed it.
      if (state.status === "merged") continue
      expect(Object.fromEntries([...held].filter(([, quantity]) => quantity > 0))).toEqual(Object.fromEntries(demandsOf(state.lines).map(({ quantity, variantId }) => [variantId, quantity])))
    }
  }))

// A sale in memory: commands and all that they make happen are kept together, or not at all.
interface Sale { readonly states: ReadonlyMap<string, { readonly status: string }>; readonly stock: ReadonlyArray<string> }

const machines = {
  cart: cartMachine(), checkout: checkoutMachine(), order: orderMachine(), payment: paymentMachine, refund: refundMachine, return: returnMachine(), invoice: invoiceMachine
} as unknown as Record<Kind, Machine<{ readonly status: string }, { readonly type: string }, never, { readonly code: string }>>

const perform = (sale: Sale, first: Together): Sale => {
  const states = new Map(sale.states)
  const stock = [...sale.stock]
  const waiting: Array<Together> = [first]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next.to === "inventory") { stock.push(next.command.type); continue }
    const { to, id, command } = next
    const outcome = run(machines[to], states.get(id) ?? machines[to].initial, command)
    if (!outcome.ok) return sale
    states.set(id, outcome.value.state)
    waiting.push(...outcome.value.events.flatMap((event) => react({ of: to, id, event } as Happened)))
  }
  return { states, stock }
}

describe("a sale", () => {
  const nothingYet: Sale = { states: new Map(), stock: [] }
  const [anOrder, aCart, aSession] = ["order-1", "cart-1", "checkout-1"]

  const anySale = fc.tuple(
    anyPlacement.filter(({ lines, paymentMethod }) => lines.length > 0 && paymentMethod !== "bank_transfer" && paymentMethod !== "store_credit"),
    fc.array(fc.tuple(fc.record(orderCommands), fc.record(paymentCommands), fc.nat(16)), { maxLength: 12, size: "max" })
  ).map(([placement, later]): ReadonlyArray<Together> => {
    const { cartId, checkoutId, owner, email, phone, shippingAddress, shippingMethod, paymentMethod, quote } = placement
    const agreed = quote.totals.grandTotal
    const order = { ...placement, orderId: "order-1", paymentId: "payment-1" } as typeof placement
    const toOrder = (command: Extract<Together, { readonly to: "order" }>["command"]): Together => ({ to: "order", id: "order-1", command })
    const toPayment = (id: string, command: Extract<Together, { readonly to: "payment" }>["command"]): Together => ({ to: "payment", id, command })
    const toSession = (command: Extract<Together, { readonly to: "checkout" }>["command"]): Together => ({ to: "checkout", id: checkoutId, command })
    return [
      { to: "cart", id: cartId, command: { type: "Open", cartId, owner, at: 0 } },
      ...placement.lines.map(({ lineId, item, quantity }): Together => ({ to: "cart", id: cartId, command: { type: "AddItem", lineId: lineId as never, item, quantity, at: 0 } })),
      toSession({ type: "Start", checkoutId, cartId, owner, email, phone, demands: [{ variantId: placement.lines[0]!.item.variantId, quantity: 1 }], changes: [], at: 0 }),
      toSession({ type: "EnterShippingAddress", address: shippingAddress, serviceability: { delivers: true, cod: true }, at: 0 }),
      toSession({ type: "SelectShippingMethod", methodId: shippingMethod.methodId, offered: [shippingMethod], at: 0 }),
      toSession({ type: "SelectPaymentMethod", method: paymentMethod as PaymentMethod, agreedTotal: agreed, at: 0 }),
      toSession({ type: "PlaceOrder", orderId: order.orderId, terms: "accepted", total: agreed, changes: [], at: 0 }),
      toOrder({ type: "Place", ...order, at: 0 }),
      ...later.map(([orders, payments, choice]): Together => {
        switch (choice) {
          case 0: return toOrder({ ...orders.SwitchToCod, paymentId: "payment-2" as never })
          case 1: return toOrder({ ...orders.Expire, at: orderPolicy.paymentWindowMs })
          case 2: return toOrder(orders.Confirm)
          case 3: case 4: return toOrder(orders.Ship)
          case 5: case 6: return toOrder(orders.RecordDelivery)
          case 12: return toOrder({ ...orders.Cancel, reason: "I ordered it twice" })
          case 13: return toOrder({ ...orders.CancelItems, reason: "I ordered it twice" })
          case 14: return toOrder(orders.RecordShipmentReturned)
          case 15: return toOrder(orders.CreditItems)
          case 16: return toOrder({ ...orders.Delete, invoices: 0, at: orderPolicy.lateMoneyMs })
          case 8: return toPayment("payment-1", payments.RecordFailure)
          case 9: return toPayment("payment-1", { ...payments.Replace, replacement: "payment-2" as never })
          case 10: return toPayment("payment-1", { ...payments.ReserveRefund, refundId: "refund-1" as never })
          case 11: return toPayment("payment-1", { ...payments.RecordRefund, refundId: "refund-1" as never })
          default: return toPayment(choice === 7 ? "payment-1" : "payment-2", { ...payments.RecordCapture, amount: agreed })
        }
      })
    ]
  })

  const lifecycles = new Set<string>()
  it("never lets order, cart, session, payments and stock disagree", () => {
    fc.assert(fc.property(anySale, (commands) => {
      let sale = nothingYet
      for (const command of commands) {
        sale = perform(sale, command)
        const order = sale.states.get(anOrder) as Order | undefined
        if (order === undefined || order.status === "unplaced" || order.status === "draft") continue
        const cart = sale.states.get(aCart) as Cart
        const session = sale.states.get(aSession) as Checkout
        const payments = ["payment-1", "payment-2"].flatMap((id) => sale.states.has(id) ? [sale.states.get(id) as Exclude<Payment, { readonly status: "unopened" }>] : [])
        lifecycles.add(order.status)
        if (order.status === "deleted") continue
        const wasConfirmed = "confirmedAt" in order && order.confirmedAt !== undefined
        const stands = order.status === "cancelled" && wasConfirmed ? "completed" : order.status === "cancelled" ? "expired" : order.status

        expect([order.status, cart.status, session.status]).toEqual([order.status, ...neighbours[stands]])
        expect(order.paidAmount).toBe(sum(payments.map(capturedAmountOf)))
        expect(order.refundedAmount).toBe(sum(payments.map(refundedAmountOf)))
        expect(payments.filter((payment) => payment.status === "pending").length).toBeLessThanOrEqual(1)
        expect(payments.find(({ paymentId }) => paymentId === order.paymentId)).toMatchObject({ orderId: order.orderId, method: order.paymentMethod, amount: order.quote.totals.grandTotal })
        expect(sale.stock.filter((asked) => asked !== "Reserve" && asked !== "Restock")).toEqual(stockAsked[stands])
      }
    }), { numRuns: 300 })
    expect([...lifecycles].sort()).toEqual([...Object.keys(neighbours), "cancelled", "deleted"].sort())
  })

  /** Where cart and session stand beside an order. */
  const neighbours: Record<"pending" | "confirmed" | "processing" | "completed" | "expired", readonly [Cart["status"], Checkout["status"]]> = {
    pending: ["locked", "payment_pending"],
    confirmed: ["converted", "completed"],
    processing: ["converted", "completed"],
    completed: ["converted", "completed"],
    expired: ["active", "expired"]
  }
  const stockAsked: Record<keyof typeof neighbours, ReadonlyArray<string>> = {
    pending: ["PassToOrder"],
    confirmed: ["PassToOrder", "ConvertToSale"],
    processing: ["PassToOrder", "ConvertToSale"],
    completed: ["PassToOrder", "ConvertToSale"],
    expired: ["PassToOrder", "Release"]
  }
})
