import { assert, layer } from "@effect/vitest"
import { money } from "@bahi/core/money"
import { Effect, type Layer } from "effect"
import { TestClock } from "effect/testing"
import { cancelItems, changeQuantity, getCart, getConfirmation, getInvoiceOfOrder, getOrder, getPayment, payByCod, placeOrder, recordDelivery, relayAll, selectPaymentMethod, ship, startCheckout, sweep } from "../../index.ts"
import { AuditLog, type Storage } from "../../ports/index.ts"
import { goods, rohan } from "../fixtures.ts"
import { asAdmin, asGuest, buy, guestWith, shopOn, stock, toTheTill } from "../sale.ts"

const MINUTE = 60_000
const GSTIN_MUMBAI = "27AAPFU0939F1ZV"

/** A whole sale, as every storage must carry it. */
export const saleContract = (name: string, storage: Layer.Layer<Storage, unknown>) =>
  layer(shopOn(storage))(`a sale (${name})`, (it) => {
    it.effect("goes from an empty cart to cash at the door", () => Effect.gen(function*() {
      yield* stock(10)
      const { guestKey, order, session } = yield* buy([[goods.kurta, 2], [goods.earphones, 1], [goods.atta, 1]])
      const { orderNumber } = order
      assert.strictEqual(order.lifecycle, "confirmed")
      assert.deepStrictEqual(order.totals, session.totals)
      assert.strictEqual(order.due, order.totals.grandTotal)

      yield* relayAll()
      const invoice = yield* getInvoiceOfOrder(orderNumber).pipe(asGuest(guestKey))
      assert.strictEqual(invoice.totals.grandTotal, order.totals.grandTotal)
      assert.strictEqual(invoice.lines.reduce((sum, line) => sum + line.total, 0) + invoice.totals.roundOff, invoice.totals.grandTotal)

      const sent = yield* ship(order.orderId, {}).pipe(asAdmin)
      assert.strictEqual(sent.fulfilmentStatus, "shipped")
      const delivered = yield* recordDelivery(order.orderId, sent.shipments[0]!.shipmentId).pipe(asAdmin)
      assert.deepInclude(delivered, { lifecycle: "completed", paymentStatus: "paid", fulfilmentStatus: "delivered", due: money(0) })
      assert.deepInclude(yield* getPayment(order.payment!.paymentId).pipe(asGuest(guestKey)), { status: "captured", capturedAmount: order.totals.grandTotal })

      assert.deepStrictEqual((yield* (yield* AuditLog).of("order", order.orderId)).map(({ actor, events }) => `${actor}: ${events[0]}`), ["admin: OrderShipped", "admin: OrderShipmentDelivered"])

      const { history, invoiceNumber } = yield* getOrder(orderNumber).pipe(asGuest(guestKey))
      assert.strictEqual(invoiceNumber, invoice.number)
      assert.deepStrictEqual(history.map(({ axis, to, actor }) => `${actor}: ${axis} ${to}`), [
        "guest: lifecycle pending", "guest: payment unpaid", "guest: fulfilment unfulfilled", "guest: lifecycle confirmed",
        "admin: lifecycle processing", "admin: fulfilment shipped", "admin: fulfilment delivered", "admin: payment paid", "admin: lifecycle completed"
      ])
    }))

    it.effect("holds the stock in the cart, and takes it from the shelf with the order", () => Effect.gen(function*() {
      yield* stock(5)
      const guestKey = yield* guestWith([[goods.earphones, 3]])
      const before = (yield* getCart().pipe(asGuest(guestKey))).lines[0]!.stock
      assert.deepInclude(before, { status: "reserved" })
      yield* toTheTill(guestKey)
      const { order } = yield* buy([[goods.kurta, 1]])
      assert.strictEqual(order.lifecycle, "confirmed")
      const after = (yield* getCart().pipe(asGuest(guestKey))).lines[0]!.stock
      assert.strictEqual(after.available, before.available)
    }))

    it.effect("refuses more than there is, and says how much there is", () => Effect.gen(function*() {
      yield* stock(1)
      const refused = yield* Effect.flip(guestWith([[goods.atta, 9_000]]))
      assert.strictEqual(refused._tag, "Refused")
      if (refused._tag === "Refused") assert.deepInclude(refused.refusal, { code: "insufficient_stock", requested: 9_000 })
    }))

    it.effect("lets go of what a cart held a quarter of an hour", () => Effect.gen(function*() {
      yield* stock(4)
      const guestKey = yield* guestWith([[goods.kurta, 1]])
      const held = (yield* getCart().pipe(asGuest(guestKey))).lines[0]!.stock
      yield* TestClock.adjust(16 * MINUTE)
      yield* sweep()
      const { status, available } = (yield* getCart().pipe(asGuest(guestKey))).lines[0]!.stock
      assert.deepStrictEqual({ status, available }, { status: "available", available: held.available + 1 })
    }))

    it.effect("taxes a registered buyer in Mumbai by IGST, and names the GSTIN on the invoice", () => Effect.gen(function*() {
      yield* stock(5)
      const { guestKey, order } = yield* buy([[goods.earphones, 1]], { address: rohan, gstin: GSTIN_MUMBAI })
      assert.deepInclude(order.totals, { supply: "inter", placeOfSupply: "27", cgst: money(0), sgst: money(0) })
      yield* relayAll()
      assert.strictEqual((yield* getInvoiceOfOrder(order.orderNumber).pipe(asGuest(guestKey))).buyer.gstin, GSTIN_MUMBAI)
    }))

    it.effect("gives the same order however often it is placed", () => Effect.gen(function*() {
      yield* stock(5)
      const { guestKey, order, session } = yield* buy([[goods.earphones, 1]])
      const place = (key?: string) => placeOrder({ sessionId: session.sessionId, termsAccepted: true }, key).pipe(asGuest(guestKey))
      const again = yield* Effect.all([place(), place("k-1"), place("k-1"), place("k-2")])
      for (const other of again) assert.deepStrictEqual(other, order)
      const reused = yield* Effect.flip(placeOrder({ sessionId: session.sessionId, termsAccepted: false }, "k-1").pipe(asGuest(guestKey)))
      assert.deepInclude(reused, { _tag: "Refused", refusal: { code: "idempotency_key_reused" } })
    }))

    it.effect("F36: what a key has done is answered again, also where it could not be done again", () => Effect.gen(function*() {
      yield* stock(5)
      const { guestKey, order } = yield* buy([[goods.earphones, 1], [goods.kurta, 1]])
      const takeBack = (key: string) =>
        cancelItems(order.orderNumber, { items: [{ lineId: order.lines[0]!.lineId, quantity: 1 }], reason: "Bought two", category: "changed_mind" }, key).pipe(asGuest(guestKey))
      const cancelled = yield* takeBack("k-1")
      assert.deepInclude(yield* Effect.flip(takeBack("k-2")), { _tag: "Refused" })
      assert.deepStrictEqual(yield* takeBack("k-1"), cancelled)
    }))

    it.effect("lets an unpaid order expire: stock, cart and session are free again", () => Effect.gen(function*() {
      yield* stock(5)
      const { guestKey, order } = yield* buy([[goods.atta, 2]], { method: "upi" })
      assert.strictEqual(order.lifecycle, "pending")
      const held = (yield* getCart().pipe(asGuest(guestKey)))
      assert.strictEqual(held.status, "locked")
      yield* TestClock.adjust(31 * MINUTE)
      yield* sweep()
      assert.deepInclude(yield* getOrder(order.orderNumber).pipe(asGuest(guestKey)), { lifecycle: "expired", paymentStatus: "unpaid" })
      const cart = yield* getCart().pipe(asGuest(guestKey))
      assert.strictEqual(cart.status, "active")
      assert.strictEqual(cart.lines[0]!.stock.available, held.lines[0]!.stock.available + 2)
      const expired = yield* getOrder(order.orderNumber).pipe(asGuest(guestKey))
      yield* changeQuantity(cart.lines[0]!.itemId, { quantity: 1 }).pipe(asGuest(guestKey))
      const { sessionId } = yield* toTheTill(guestKey)
      const placed = yield* placeOrder({ sessionId, termsAccepted: true }).pipe(asGuest(guestKey))
      const shown = yield* getOrder(placed.orderNumber).pipe(asGuest(guestKey))
      assert.deepStrictEqual([shown.lines, shown.totals], [placed.lines, placed.totals])
      assert.deepStrictEqual((yield* getOrder(order.orderNumber).pipe(asGuest(guestKey))), expired)
    }))

    it.effect("keeps the session of an order that waits for its payment, whoever starts the checkout again", () => Effect.gen(function*() {
      yield* stock(5)
      const { guestKey, order, session } = yield* buy([[goods.earphones, 1]], { method: "upi" })
      yield* TestClock.adjust(20 * MINUTE)
      const again = yield* startCheckout({ email: "another@example.com", phone: "+919845000000" }).pipe(asGuest(guestKey))
      assert.deepStrictEqual([again.sessionId, again.status, again.orderId], [session.sessionId, "payment_pending", order.orderId])
      assert.strictEqual((yield* payByCod({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))).lifecycle, "confirmed")
    }))

    it.effect("takes a bundle from the shelf of its parts", () => Effect.gen(function*() {
      yield* stock(5)
      const guestKey = yield* guestWith([[goods.hamper, 2], [goods.kurta, 1]])
      const [hamper, kurta] = (yield* getCart().pipe(asGuest(guestKey))).lines
      assert.deepStrictEqual([hamper!.stock.status, kurta!.stock.status], ["reserved", "reserved"])
      const available = kurta!.stock.available
      yield* toTheTill(guestKey)
      const { order } = yield* buy([[goods.hamper, 1]])
      assert.strictEqual(order.lifecycle, "confirmed")
      assert.strictEqual((yield* getCart().pipe(asGuest(guestKey))).lines[1]!.stock.available, available - 2)
    }))

    it.effect("lets a waiting order be paid at the door instead, for the fee", () => Effect.gen(function*() {
      yield* stock(5)
      const { guestKey, order } = yield* buy([[goods.earphones, 1]], { method: "upi" })
      const switched = yield* payByCod({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
      assert.deepInclude(switched, { lifecycle: "confirmed", due: money(order.due + 4_900) })
      assert.deepStrictEqual(yield* payByCod({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey)), switched)
      assert.strictEqual((yield* getPayment(order.payment!.paymentId).pipe(asGuest(guestKey))).status, "cancelled")
      const { payments } = yield* getOrder(order.orderNumber).pipe(asGuest(guestKey))
      assert.deepStrictEqual(payments.map(({ method, status }) => `${method} ${status}`), ["upi cancelled", "cod pending"])
      assert.strictEqual((yield* getConfirmation(order.orderNumber).pipe(asGuest(guestKey))).payment.method, "cod")
    }))

    it.effect("asks for the shipping of what the cart weighs when it is paid for", () => Effect.gen(function*() {
      yield* stock(60)
      const guestKey = yield* guestWith([[goods.atta, 1]])
      const light = yield* toTheTill(guestKey)
      const { lines } = yield* getCart().pipe(asGuest(guestKey))
      yield* changeQuantity(lines[0]!.itemId, { quantity: 50 }).pipe(asGuest(guestKey))
      const place = placeOrder({ sessionId: light.sessionId, termsAccepted: true }).pipe(asGuest(guestKey))
      assert.deepInclude((yield* Effect.flip(place)), { _tag: "Refused" })
      const heavy = yield* selectPaymentMethod(light.sessionId, { method: "cod" }).pipe(asGuest(guestKey))
      assert.isAbove(heavy.shippingMethod!.rate, light.shippingMethod!.rate * 40)
      assert.deepStrictEqual((yield* place).totals, heavy.totals)
    }))

    it.effect("shows an order to its guest, to nobody else", () => Effect.gen(function*() {
      yield* stock(5)
      const { order } = yield* buy([[goods.kurta, 1]])
      const stranger = yield* guestWith([[goods.kurta, 1]])
      assert.deepInclude(yield* Effect.flip(getOrder(order.orderNumber).pipe(asGuest(stranger))), { _tag: "NotFound" })
      assert.deepInclude(yield* Effect.flip(getPayment(order.payment!.paymentId).pipe(asGuest(stranger))), { _tag: "NotFound" })
      assert.deepInclude(yield* Effect.flip(getInvoiceOfOrder(order.orderNumber).pipe(asGuest(stranger))), { _tag: "NotFound" })
    }))

    it.effect("asks for the invoice before it is there: not yet", () => Effect.gen(function*() {
      yield* stock(5)
      const { guestKey, order } = yield* buy([[goods.kurta, 1]])
      assert.deepInclude(yield* Effect.flip(getInvoiceOfOrder(order.orderNumber).pipe(asGuest(guestKey))), { _tag: "InvoiceNotIssuedYet" })
    }))
  })
