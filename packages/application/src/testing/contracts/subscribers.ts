import { assert, layer } from "@effect/vitest"
import { Effect, type Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { addSubscriber, listDeliveries, listSubscribers, redeliver, relayAll, removeSubscriber, workAll } from "../../index.ts"
import { Listener } from "../../memory/listener.ts"
import { AuditLog, type Delivery, type Storage, type Subscriber, Subscribers, Transactions } from "../../ports/index.ts"
import { asAdmin, asNobody, buy, shopOn, stock } from "../sale.ts"
import { goods } from "../fixtures.ts"
import { fresh, NOW } from "./specimens.ts"

const aSubscriber = (): Subscriber => ({ subscriberId: fresh(), url: "https://books.example/hear", events: ["order.confirmed"], secret: Redacted.make("whsec_c2VjcmV0"), createdAt: NOW })
const aDelivery = (subscriberId: string): Delivery => ({ deliveryId: fresh(), subscriberId, eventId: fresh(), type: "order.confirmed", body: `{"data":{"id":"1"}}`, status: "pending", attempts: 0, createdAt: NOW })

/** What every Subscribers promises, and what the shop tells them (X05). */
export const subscribersContract = (name: string, storage: Layer.Layer<Storage, unknown>) => {
  layer(storage, { excludeTestServices: true })(`Subscribers (${name})`, (it) => {
    it.effect("keeps a subscriber as it was given until it is removed, and its deliveries as long", () => Effect.gen(function*() {
      const subscribers = yield* Subscribers
      const [one, other] = [aSubscriber(), { ...aSubscriber(), events: [] }]
      yield* subscribers.add(one)
      yield* subscribers.add(other)
      const [ours, theirs] = [aDelivery(one.subscriberId), aDelivery(other.subscriberId)]
      yield* subscribers.enqueue([ours, theirs])
      assert.includeDeepMembers([...yield* subscribers.list], [one, other])
      assert.deepStrictEqual(yield* subscribers.find(ours.deliveryId), { delivery: ours, subscriber: one })
      assert.isTrue(yield* subscribers.remove(one.subscriberId))
      assert.isFalse(yield* subscribers.remove(one.subscriberId))
      assert.isUndefined(yield* subscribers.find(ours.deliveryId))
      assert.deepInclude(yield* subscribers.find(theirs.deliveryId), { delivery: theirs })
      yield* subscribers.remove(other.subscriberId)
    }))

    it.effect("records what became of a delivery, and shows them in pages, the newest first", () => Effect.gen(function*() {
      const subscribers = yield* Subscribers
      const subscriber = aSubscriber()
      yield* subscribers.add(subscriber)
      const deliveries = Array.from({ length: 5 }, () => aDelivery(subscriber.subscriberId)).sort((a, b) => a.deliveryId < b.deliveryId ? 1 : -1)
      yield* subscribers.enqueue(deliveries)
      const [first, second] = [deliveries[0]!, deliveries[1]!]
      yield* subscribers.record(first.deliveryId, { status: "delivered", attempts: 2, outcome: "HTTP 200", settledAt: NOW + 1 })
      yield* subscribers.record(second.deliveryId, { status: "pending", attempts: 1, outcome: "HTTP 500" })
      const shown: ReadonlyArray<Delivery> = [{ ...first, status: "delivered", attempts: 2, outcome: "HTTP 200", settledAt: NOW + 1 }, { ...second, attempts: 1, outcome: "HTTP 500" }]
      assert.deepStrictEqual(yield* subscribers.deliveriesOf(subscriber.subscriberId, { limit: 2 }), shown)
      assert.deepStrictEqual(yield* subscribers.deliveriesOf(subscriber.subscriberId, { limit: 9, before: second.deliveryId }), deliveries.slice(2))
      yield* subscribers.remove(subscriber.subscriberId)
    }))

    it.effect("keeps nothing of what was undone", () => Effect.gen(function*() {
      const subscribers = yield* Subscribers
      const subscriber = aSubscriber()
      yield* subscribers.add(subscriber)
      yield* Effect.ignore((yield* Transactions).run(Effect.andThen(subscribers.enqueue([aDelivery(subscriber.subscriberId)]), Effect.fail("no"))))
      assert.deepStrictEqual(yield* subscribers.deliveriesOf(subscriber.subscriberId, { limit: 9 }), [])
      yield* subscribers.remove(subscriber.subscriberId)
    }))
  })

  layer(shopOn(storage))(`X05: subscribers (${name})`, (it) => {
    it.effect("are told what happens to what, once for each event that they want, and nothing that anybody said", () => Effect.gen(function*() {
      yield* stock(10)
      yield* relayAll()
      const { heard } = yield* Listener
      const all = yield* addSubscriber({ url: "https://books.example/all" }).pipe(asAdmin)
      const some = yield* addSubscriber({ url: "https://books.example/some", events: ["order.confirmed", "invoice.issued"] }).pipe(asAdmin)
      assert.match(some.secret, /^whsec_[A-Za-z0-9+/]{32}$/)
      const { order } = yield* buy([[goods.kurta, 1]])
      yield* relayAll()
      yield* workAll()
      const of = (url: string) => heard.filter((one) => one.url === url).map(({ body }) => JSON.parse(body) as { readonly type: string; readonly data: object })
      const heardBySome = of(some.url).toSorted((one, other) => other.type.localeCompare(one.type))
      assert.deepStrictEqual(heardBySome.map(({ type }) => type), ["order.confirmed", "invoice.issued"])
      assert.includeMembers(of(all.url).map(({ type }) => type), ["order.placed", "payment.opened", "order.confirmed", "invoice.issued"])
      assert.deepInclude(heardBySome[0], { data: { id: order.orderId } })
      assert.deepInclude(heardBySome[1]!.data, { orderId: order.orderId })
      assert.strictEqual(new Set(heard.map(({ eventId, url }) => `${eventId} ${url}`)).size, heard.length)
      assert.notMatch(heard.map(({ body }) => body).join(), /asha|example\.com|9845|Mysuru|guest/i)
      const { items, nextCursor } = yield* listDeliveries(some.subscriberId, { limit: 1 }).pipe(asAdmin)
      assert.deepInclude(items[0], { type: "invoice.issued", status: "delivered", attempts: 1, outcome: "HTTP 200" })
      assert.deepInclude((yield* listDeliveries(some.subscriberId, { limit: 1, before: nextCursor! }).pipe(asAdmin)).items[0], { type: "order.confirmed" })
      for (const { subscriberId } of [all, some]) yield* removeSubscriber(subscriberId).pipe(asAdmin)
      assert.deepStrictEqual(yield* Effect.flip(removeSubscriber(all.subscriberId).pipe(asAdmin)), yield* Effect.flip(listDeliveries(all.subscriberId, { limit: 1 }).pipe(asAdmin)))
    }))

    it.effect("that do not answer are asked again, later each time, and after ten times by hand only", () => Effect.gen(function*() {
      yield* stock(10)
      yield* relayAll()
      const { answer, heard } = yield* Listener
      const { subscriberId, url } = yield* addSubscriber({ url: "https://books.example/slow", events: ["order.confirmed"] }).pipe(asAdmin)
      const attempts = () => heard.filter((one) => one.url === url)
      yield* answer(503)
      yield* buy([[goods.kurta, 1]])
      yield* relayAll()
      for (let hour = 0; hour < 60; hour++) {
        yield* workAll()
        yield* TestClock.adjust("1 hour")
      }
      assert.lengthOf(attempts(), 10)
      assert.strictEqual(new Set(attempts().map(({ body, eventId }) => eventId + body)).size, 1)
      const [failed] = (yield* listDeliveries(subscriberId, { limit: 1 }).pipe(asAdmin)).items
      assert.deepInclude(failed, { status: "failed", attempts: 10, outcome: "HTTP 503" })
      yield* answer(200)
      yield* redeliver(failed!.deliveryId).pipe(asAdmin)
      yield* workAll()
      yield* workAll()
      assert.lengthOf(attempts(), 11)
      assert.deepInclude((yield* listDeliveries(subscriberId, { limit: 1 }).pipe(asAdmin)).items[0], { status: "delivered", attempts: 1 })
      yield* removeSubscriber(subscriberId).pipe(asAdmin)
      // X09: what the admin did, and nothing that was refused.
      yield* Effect.ignore(removeSubscriber(subscriberId).pipe(asAdmin))
      const audited = yield* (yield* AuditLog).of("subscriber", subscriberId)
      assert.deepStrictEqual(audited.map(({ actor, events }) => ({ actor, events })), ["SubscriberAdded", "WebhookRedelivered", "SubscriberRemoved"].map((event) => ({ actor: "admin" as const, events: [event] })))
    }))

    it.effect("are the shop's alone to name, and are at most twenty", () => Effect.gen(function*() {
      const add = addSubscriber({ url: "https://books.example/hear" })
      for (const one of [add, listSubscribers(), removeSubscriber(fresh()), listDeliveries(fresh(), { limit: 1 }), redeliver(fresh())]) {
        assert.deepInclude(yield* Effect.flip(Effect.asVoid(one as Effect.Effect<unknown, unknown, Storage>).pipe(asNobody)), { _tag: "Unauthenticated" })
      }
      const added = yield* Effect.forEach(Array.from({ length: 20 }), () => asAdmin(add))
      assert.deepInclude(yield* Effect.flip(asAdmin(add)), { refusal: { code: "too_many_subscribers", maximum: 20 } })
      assert.lengthOf((yield* listSubscribers().pipe(asAdmin)).items, 20)
      assert.notMatch(JSON.stringify(yield* listSubscribers().pipe(asAdmin)), /whsec/)
      for (const { subscriberId } of added) yield* removeSubscriber(subscriberId).pipe(asAdmin)
    }))
  })
}
