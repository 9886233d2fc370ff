import { methods, outcomes, settlements } from "./customer.ts"
import type { Control, Telling } from "./emulator.ts"
import { invalid, okay, urlNotFound, type Answer } from "./envelope.ts"
import { faultsAfter, faultsBefore, type Fault } from "./fault.ts"
import { readInteger, readNotes, type Fields } from "./input.ts"
import { matchPath } from "./path.ts"

/** `/_emulator`: what a person or a test does instead of a bank. No key is asked for. */
export const control = async (emulator: Control, method: string, path: string, body: Fields): Promise<Answer> => {
  for (const [routeMethod, pattern, handle] of routes) {
    const ids = routeMethod === method ? matchPath(pattern, path) : undefined
    if (ids !== undefined) return okay(await handle(emulator, body, ids[0] ?? ""))
  }
  throw urlNotFound()
}

const routes: ReadonlyArray<readonly [method: string, pattern: string, handle: (emulator: Control, body: Fields, id: string) => unknown]> = [
  ["GET", "/orders", (emulator) => emulator.orders()],
  ["GET", "/payments", (emulator) => emulator.payments()],
  ["GET", "/refunds", (emulator) => emulator.refunds()],

  ["POST", "/orders/:id/pay", (emulator, body, orderId) =>
    emulator.pay({
      orderId,
      ...telling(body),
      ...given("method", choice(body, "method", methods)),
      ...given("outcome", choice(body, "outcome", outcomes)),
      ...given("whenPaid", choice(body, "whenPaid", ["refuse", "pay_again"])),
      ...given("email", text(body, "email")),
      ...given("contact", text(body, "contact")),
      ...(body["amount"] === undefined ? {} : { amount: readInteger(body["amount"]) }),
      ...(body["notes"] === undefined ? {} : { notes: readNotes(body["notes"]) })
    })],
  ["POST", "/payments/:id/settle", (emulator, body, id) => emulator.settle(id, choice(body, "outcome", settlements) ?? "success", telling(body))],
  ["POST", "/refunds/:id/settle", (emulator, body, id) => emulator.settleRefund(id, choice(body, "outcome", ["processed", "failed"]) ?? "processed", telling(body))],

  ["GET", "/faults", ({ faults }) => faults.list()],
  ["POST", "/faults", ({ faults }, body) => {
    faults.add(faultIn(body))
    return faults.list()
  }],
  ["DELETE", "/faults", ({ faults }) => {
    faults.clear()
    return faults.list()
  }],

  ["GET", "/webhooks", ({ webhooks }) => webhooks.deliveries()],
  ["GET", "/events", ({ webhooks }) => webhooks.events()],
  ["POST", "/webhooks/hold", ({ webhooks }) => {
    webhooks.hold()
    return webhooks.deliveries()
  }],
  ["POST", "/webhooks/release", async ({ webhooks }, body) => {
    await webhooks.release({ ...given("order", orderIn(body)), ...given("times", count(body, "times")) })
    return webhooks.deliveries()
  }],
  ["POST", "/webhooks/repeat", ({ webhooks }, body) => {
    webhooks.repeat(count(body, "times") ?? 1)
    return webhooks.deliveries()
  }],
  ["POST", "/webhooks/settled", async ({ webhooks }) => {
    await webhooks.settled()
    return webhooks.deliveries()
  }],
  ["POST", "/events/:id/replay", ({ webhooks }, _, eventId) => {
    webhooks.replay(eventId)
    return webhooks.deliveries()
  }]
]

const faultIn = (body: Fields): Fault => {
  const kind = choice(body, "kind", [...faultsBefore, ...faultsAfter])
  if (kind === undefined) throw invalid("The kind field is required.", "kind")
  return { kind, ...given("method", text(body, "method")), ...given("path", text(body, "path")), ...given("times", count(body, "times")), ...given("ms", count(body, "ms")) }
}

const orderIn = ({ order }: Fields): ReadonlyArray<string> | "reversed" | "shuffled" | undefined =>
  Array.isArray(order) ? order.map(String) : choice({ order }, "order", ["reversed", "shuffled"])

const telling = (body: Fields): Telling => given("webhooks", choice(body, "webhooks", ["before", "after"]))

/** Nothing for what was not said. */
const given = <Name extends string, A>(name: Name, value: A | undefined): { readonly [_ in Name]?: A } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [_ in Name]?: A }

const choice = <const Choice extends string>(body: Fields, name: string, choices: ReadonlyArray<Choice>): Choice | undefined => {
  const value = body[name]
  if (value === undefined) return undefined
  const found = choices.find((each) => each === value)
  if (found === undefined) throw invalid(`The ${name} must be one of ${choices.join(", ")}.`, name)
  return found
}

const text = (body: Fields, name: string): string | undefined => {
  const value = body[name]
  if (value !== undefined && typeof value !== "string") throw invalid(`The ${name} must be a string.`, name)
  return value
}

const count = (body: Fields, name: string): number | undefined => {
  const value = body[name]
  if (value !== undefined && (typeof value !== "number" || !Number.isInteger(value) || value < 1)) throw invalid(`The ${name} must be an integer of at least 1.`, name)
  return value
}
