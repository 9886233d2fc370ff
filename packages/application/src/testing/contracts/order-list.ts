import { assert, layer } from "@effect/vitest"
import { quote } from "@bahi/core/checkout"
import { id, type Owner } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import { axesOf, type Order, type OrderCommand, type PlacedOrder } from "@bahi/core/order"
import { Effect, type Layer, Stream } from "effect"
import { COUNTED, exportOrders, listOrders, orderCsvHeader } from "../../index.ts"
import { type ListedOrder, type OrderCursor, type OrderFilter, OrderList, Orders, type OrderSort, type Storage } from "../../ports/index.ts"
import { asha, goods, testShop } from "../fixtures.ts"
import { asAdmin, asNobody } from "../sale.ts"
import { Dice } from "../simulator/dice.ts"
import { changeOf, driveOrder, fresh, freshGuest, MINUTE, NOW, save } from "./specimens.ts"

interface About {
  readonly at?: number
  readonly quantity?: number
  readonly name?: string
  readonly email?: string
  readonly source?: PlacedOrder["source"]
  readonly owner?: Owner
}

const byDate: OrderSort = { sort: "date", direction: "desc" }
const sorts: ReadonlyArray<OrderSort> = (["date", "total"] as const).flatMap((sort) => (["asc", "desc"] as const).map((direction) => ({ sort, direction })))

/** The same orders each time, so that what fails once can be looked at. */
const dice = new Dice(11)
const anyOf = <A>(values: ReadonlyArray<A>): A => dice.pick(values)!

/** Saves an order that nobody filled a cart for, after all that happens to it. */
const saved = Effect.fnUntraced(function*({ at = NOW, quantity = 1, name = asha.name, email = "asha@example.com", source = "web", owner = freshGuest() }: About, happens: ReadonlyArray<OrderCommand> = []) {
  const orderId = fresh<"order">()
  const lines = [{ lineId: fresh<"order_line">(), item: goods.kurta, quantity }]
  const figures = quote(testShop.pricing, { lines, destination: { deliveryState: asha.stateCode }, codFee: "charged" })
  if (!figures.ok) throw new Error("The specimen has no price")
  const address = { ...asha, name }
  const driven = driveOrder({ status: "unplaced" }, {
    type: "Place", orderId, orderNumber: `ORD-${fresh()}`, owner, email, phone: "+919845012345", currency: "INR", source, lines, quote: figures.value,
    shippingAddress: address, billing: { address, deliveredTo: "buyer" }, shippingMethod: { methodId: "standard", name: "Standard", rate: money(0), etaDays: { from: 3, to: 6 } },
    paymentMethod: "upi", paymentId: fresh<"payment">(), at
  }, ...happens)
  yield* save(Orders, changeOf(orderId, 0, driven))
  return driven.after as PlacedOrder
})

const listed = (order: PlacedOrder): ListedOrder => {
  const { lifecycle, payment, fulfilment } = axesOf(order)
  return {
    orderId: order.orderId, orderNumber: order.orderNumber, lifecycle, paymentStatus: payment, fulfilmentStatus: fulfilment, source: order.source,
    ...(order.owner.kind === "customer" ? { customerId: order.owner.customerId } : {}), customerName: order.shippingAddress.name, email: order.email, currency: "INR",
    grandTotal: order.quote.totals.grandTotal, paidAmount: order.paidAmount, refundedAmount: order.refundedAmount, tags: order.tags, placedAt: order.placedAt
  }
}

/** Every page of a list, one after the other. */
const walk = Effect.fnUntraced(function*(filter: OrderFilter, sort: OrderSort, limit: number) {
  const pages: Array<ReadonlyArray<ListedOrder>> = []
  for (let after: OrderCursor | null | undefined; after !== null;) {
    const page = yield* listOrders(filter, { ...sort, limit, count: "uncounted", ...(after === undefined ? {} : { after }) }).pipe(asAdmin)
    pages.push(page.items)
    after = page.nextCursor
  }
  return pages
})

const all = (filter: OrderFilter = {}) => Effect.map(walk(filter, byDate, 100), (pages) => pages.flat())
const text = (filter: OrderFilter = {}) => Effect.flatMap(OrderList, ({ lines }) => Stream.mkString(lines(filter)))

/** What every OrderList promises. */
export const orderListContract = (name: string, storage: Layer.Layer<Storage, unknown>) => {
  layer(storage, { excludeTestServices: true })(`OrderList (${name})`, (it) => {
    it.effect("walks the pages of any filter in any sort, each order once and in its place, with many alike", () => Effect.gen(function*() {
      const customers = [fresh<"customer">(), fresh<"customer">()]
      const orders: Array<PlacedOrder> = []
      for (let n = 0; n < 60; n++) {
        const at = NOW + anyOf([0, 1, 2, 3]) * MINUTE
        orders.push(yield* saved({
          at, quantity: anyOf([1, 2, 3]), source: anyOf(["web", "web", "api"]), email: anyOf(["asha@example.com", "Ravi@Example.com"]),
          owner: anyOf([freshGuest(), ...customers.map((customerId): Owner => ({ kind: "customer", customerId }))])
        }, anyOf<ReadonlyArray<OrderCommand>>([
          [], [{ type: "AddTag", tag: "vip", at }, { type: "AddTag", tag: "gift \"wrap\"", at }], [{ type: "Expire", at: at + 31 * MINUTE }],
          [{ type: "AddTag", tag: "vip", at }, { type: "Cancel", by: "customer", category: "changed_mind", reason: "Found another", at }]
        ])))
      }
      const filters: ReadonlyArray<readonly [OrderFilter, (order: ListedOrder) => boolean]> = [
        [{}, () => true],
        [{ status: "pending" }, ({ lifecycle }) => lifecycle === "pending"],
        [{ status: "completed" }, () => false],
        [{ paymentStatus: "unpaid", status: "expired" }, ({ lifecycle, paymentStatus }) => paymentStatus === "unpaid" && lifecycle === "expired"],
        [{ fulfilmentStatus: "unfulfilled", source: "api" }, ({ source }) => source === "api"],
        [{ tag: "vip" }, ({ tags }) => tags.includes("vip")],
        [{ tag: "gift \"wrap\"", status: "pending", placedTo: NOW + 2 * MINUTE }, ({ tags, placedAt }) => tags.length === 2 && placedAt < NOW + 2 * MINUTE],
        [{ tag: "vi" }, () => false],
        [{ customerId: customers[0]! }, ({ customerId }) => customerId === customers[0]],
        [{ customerId: customers[1]!, email: "ASHA@example.com", tag: "vip" }, ({ customerId, email, tags }) => customerId === customers[1] && email === "asha@example.com" && tags.includes("vip")],
        [{ email: "ravi@example.com", source: "web" }, ({ email, source }) => email === "Ravi@Example.com" && source === "web"],
        [{ placedFrom: NOW + MINUTE, placedTo: NOW + 3 * MINUTE }, ({ placedAt }) => placedAt >= NOW + MINUTE && placedAt < NOW + 3 * MINUTE],
        [{ placedFrom: NOW + MINUTE, status: "cancelled" }, ({ placedAt, lifecycle }) => placedAt >= NOW + MINUTE && lifecycle === "cancelled"],
        [{ placedFrom: NOW, placedTo: NOW }, () => false]
      ]
      const { count } = yield* OrderList
      for (const [filter, isFound] of filters) {
        const wanted = orders.map(listed).filter(isFound)
        for (const sort of sorts) {
          const key = (order: ListedOrder) => sort.sort === "date" ? order.placedAt : order.grandTotal
          const inOrder = wanted.toSorted((one, other) => (sort.direction === "asc" ? 1 : -1) * (key(one) - key(other) || (one.orderId < other.orderId ? -1 : 1)))
          const pages = yield* walk(filter, sort, 7)
          assert.deepStrictEqual(pages.flat(), inOrder, JSON.stringify({ filter, sort }))
          assert.isTrue(pages.slice(0, -1).every((page) => page.length === 7))
        }
        assert.strictEqual(yield* count(filter, 60), wanted.length, JSON.stringify(filter))
        const ids = (yield* text(filter)).split("\r\n").slice(0, -1).map((line) => line.split(",")[1])
        assert.deepStrictEqual(ids, (yield* all(filter)).map(({ orderId }) => orderId))
      }
      assert.strictEqual(yield* count({}, 59), "more")
      assert.strictEqual(yield* count({ source: "web" }, 3), "more")
    }), 120_000)

    it.effect("goes on where it was while others buy: what was there is told once, and nothing of it is passed over", () => Effect.gen(function*() {
      const source = "mobile"
      const before = yield* Effect.forEach([1, 2, 3, 4, 5], (n) => saved({ source, quantity: n, at: NOW + n }))
      for (const sort of sorts) {
        const told: Array<ListedOrder> = []
        for (let after: OrderCursor | null | undefined; after !== null;) {
          const page = yield* listOrders({ source }, { ...sort, limit: 2, count: "uncounted", ...(after === undefined ? {} : { after }) }).pipe(asAdmin)
          told.push(...page.items)
          after = page.nextCursor
          yield* saved({ source, quantity: anyOf([1, 3, 9]), at: anyOf([NOW, NOW + 3, NOW + MINUTE]) })
          if (told.length > 200) throw new Error("The walk has no end")
        }
        assert.strictEqual(new Set(told.map(({ orderId }) => orderId)).size, told.length)
        assert.includeMembers(told.map(({ orderId }) => orderId), before.map(({ orderId }) => orderId))
      }
    }))

    it.effect("shows an order as it is now, and of a deleted one its number and figures", () => Effect.gen(function*() {
      const at = NOW - 9 * MINUTE
      const email = `${fresh()}@example.com`
      const order = yield* saved({ at, email })
      const paid = driveOrder(order, { type: "RecordPayment", paymentId: order.paymentId, amount: order.quote.totals.grandTotal, at })
      yield* save(Orders, changeOf(order.orderId, 1, paid))
      assert.deepStrictEqual(yield* all({ email }), [listed(paid.after as PlacedOrder)])

      const draft = yield* saved({ at, email }, [{ type: "AddTag", tag: "test", at }, { type: "Expire", at: at + 31 * MINUTE }])
      const deleted = driveOrder(draft as Order, { type: "Delete", invoices: 0, at: at + 400 * 24 * 60 * MINUTE })
      yield* save(Orders, changeOf(draft.orderId, 1, deleted))
      const found = (yield* all({ status: "deleted" })).find(({ orderId }) => orderId === draft.orderId)
      assert.deepStrictEqual(found, { ...listed(draft), lifecycle: "deleted", customerName: "", email: "", tags: [] })
      assert.lengthOf(yield* all({ email }), 1)
      assert.match((yield* text({ status: "deleted" })).split("\r\n").find((line) => line.includes(draft.orderId))!, /,deleted,unpaid,unfulfilled,web,upi,,"","","","",INR,/)
    }))

    it.effect("O20: writes a line of CSV that no name breaks out of, and no spreadsheet calculates", () => Effect.gen(function*() {
      const at = NOW - 99 * MINUTE
      const owner: Owner = { kind: "customer", customerId: fresh<"customer">() }
      const order = yield* saved({ at, owner, name: "Rao, \"Asha\"\r\nMysuru", quantity: 2 }, [{ type: "AddTag", tag: "=1+1", at }, { type: "AddTag", tag: "b, c", at }])
      const { discountTotal, grandTotal, roundOff, subtotal, tax } = order.quote.totals
      assert.strictEqual(yield* text({ customerId: owner.customerId }),
        `"${order.orderNumber}",${order.orderId},${new Date(at).toISOString().slice(0, 19)}Z,pending,unpaid,unfulfilled,web,upi,${owner.customerId},"Rao, ""Asha""\r\nMysuru","asha@example.com","+919845012345","'=1+1; b, c",INR,`
        + `${subtotal},${discountTotal},0,${tax},${roundOff},${grandTotal},0,0\r\n`)
      const email = `${fresh()}@example.com`
      const names = ["=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "+91", "a=b", "अमिता", "", " =1", "\"=1"]
      for (const [place, name] of names.entries()) yield* saved({ at: at - place, email, name })
      const told = (yield* text({ email })).split(new RegExp(`,"${email}".*\r\n`)).slice(0, -1).map((line) => line.slice(line.lastIndexOf("upi,,") + 5))
      assert.deepStrictEqual(told, names.map((name) => `"${/^([=\-@\t\r\n＝]|\+1\+)/.test(name) ? "'" : ""}${name.replaceAll("\"", "\"\"")}"`))
    }))

    it.effect("is for the people of the shop alone", () => Effect.gen(function*() {
      const page = { ...byDate, limit: 1, count: "counted" } as const
      assert.deepInclude(yield* Effect.flip(listOrders({}, page).pipe(asNobody)), { code: "admin_key_missing" })
      assert.deepInclude(yield* Effect.flip(exportOrders({}).pipe(asNobody)), { code: "admin_key_missing" })
      const nobody = id<"customer">(fresh())
      assert.deepStrictEqual(yield* listOrders({ customerId: nobody }, page).pipe(asAdmin), { items: [], nextCursor: null, count: 0 })
      assert.strictEqual(yield* Stream.mkString(yield* exportOrders({ customerId: nobody }).pipe(asAdmin)), orderCsvHeader)
      assert.strictEqual(COUNTED, 10_000)
    }))
  })
}
