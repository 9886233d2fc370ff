import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { demandsOf } from "../inventory/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { atta, earphones, giftBox, kurta } from "../testing/samples.ts"
import { freeOf, heldOf, type Reservation, reservationMachine, type ReservationEvent, type ReservationRefusal, shortageOf } from "./index.ts"

const { given } = specify(reservationMachine)

const holder = { kind: "cart", cartId: id<"cart">("cart-1") } as const
const orderId = id<"order">("order-1")
const reserved = { reservationId: id<"reservation">("reservation-1"), variantId: kurta.variantId, quantity: 2, holder, expiresAt: 100 }
const held: ReservationEvent = { type: "ReservationHeld", ...reserved, at: 1 }
const passed: ReservationEvent = { type: "ReservationPassedToOrder", orderId, at: 2 }
const hold = { type: "Hold", ...reserved, available: 2, at: 5 } as const
const change = (quantity: number, available = 5) => ({ type: "ChangeQuantity", quantity, available, at: 5 }) as const

describe("a reservation", () => {
  it("keeps the last pieces for a cart, for a while", () => {
    given().when(hold).then({ type: "ReservationHeld", ...reserved, at: 5 })
    given().when(hold).leadsTo({ status: "held", ...reserved })
  })
  it("keeps more or fewer, as its cart has", () => {
    given(held).when(change(5)).then({ type: "ReservationQuantityChanged", quantity: 5, at: 5 })
    given(held).when(change(1)).leadsTo({ status: "held", quantity: 1 })
    given(held).when(change(2)).then()
  })
  it("is held longer, and never shorter", () => {
    given(held).when({ type: "Extend", expiresAt: 101, at: 5 }).then({ type: "ReservationExtended", expiresAt: 101, at: 5 })
    given(held).when({ type: "Extend", expiresAt: 101, at: 5 }).leadsTo({ expiresAt: 101 })
    given(held).when({ type: "Extend", expiresAt: 100, at: 5 }).then()
    given(held).when({ type: "Extend", expiresAt: 99, at: 5 }).then()
  })
  it("is passed to the order that its cart became, once", () => {
    given(held).when({ type: "PassToOrder", orderId, at: 5 }).then({ ...passed, at: 5 })
    given(held).when({ type: "PassToOrder", orderId, at: 5 }).leadsTo({ status: "held", holder: { kind: "order", orderId } })
    given(held, passed).when({ type: "PassToOrder", orderId, at: 5 }).then()
  })
  it("is sold, or let go, and says so once", () => {
    given(held, passed).when({ type: "Convert", at: 5 }).then({ type: "ReservationConverted", at: 5 })
    given(held, passed).when({ type: "Convert", at: 5 }).leadsTo({ status: "converted", quantity: 2 })
    given(held, passed, { type: "ReservationConverted", at: 3 }).when({ type: "Convert", at: 5 }).then()
    given(held).when({ type: "Release", at: 5 }).then({ type: "ReservationReleased", at: 5 })
    given(held).when({ type: "Release", at: 5 }).leadsTo({ status: "released" })
    given(held, { type: "ReservationReleased", at: 3 }).when({ type: "Release", at: 5 }).then()
  })
  it("lapses when its time has passed, once", () => {
    given(held).when({ type: "Lapse", at: 100 }).then({ type: "ReservationLapsed", at: 100 })
    given(held).when({ type: "Lapse", at: 200 }).leadsTo({ status: "lapsed" })
    given(held, { type: "ReservationLapsed", at: 100 }).when({ type: "Lapse", at: 0 }).then()
  })
  it("that ended is not taken again: pieces are held anew", () => given(held, { type: "ReservationLapsed", at: 100 }).when(hold).refuses("illegal_transition", { accepted: ["Lapse"] }))
})

describe("a reservation", () => refusals<ReservationRefusal["code"]>({
  quantity_not_reservable: {
    "nobody holds none, less than none, or a piece and a half": (code) => {
      for (const quantity of [0, -1, 1.5, Number.NaN]) {
        given().when({ ...hold, quantity }).refuses(code, { quantity })
        given(held).when(change(quantity)).refuses(code, { quantity })
      }
      given(held).when(change(1)).leadsTo({ quantity: 1 })
    }
  },
  insufficient_stock: {
    "a piece more than is free": (code) => {
      given().when({ ...hold, available: 1 }).refuses(code, { variantId: kurta.variantId, requested: 2, available: 1 })
      given(held).when(change(6)).refuses(code, { requested: 6, available: 5 })
    }
  },
  reservation_is_of_an_order: {
    "the stock of an order lapses with the order only": (code) => given(held, passed).when({ type: "Lapse", at: 1_000 }).refuses(code, { orderId }),
    "nor is it taken from it by another": (code) => given(held, passed).when({ type: "PassToOrder", orderId: id<"order">("order-2"), at: 5 }).refuses(code, { orderId })
  },
  reservation_not_yet_due: { "its cart may still be paid": (code) => given(held).when({ type: "Lapse", at: 99 }).refuses(code, { expiresAt: 100 }) }
}))

describe("the stock", () => {
  const pieces = ({ variantId }: { readonly variantId: typeof kurta.variantId }, quantity: number) => ({ variantId, quantity })
  const keeping = (item: typeof kurta, quantity: number, status: Exclude<Reservation["status"], "unheld"> = "held"): Reservation => ({ status, ...reserved, variantId: item.variantId, quantity })

  it("is held as long as it is kept for somebody", () => {
    expect(heldOf([{ status: "unheld" }, keeping(kurta, 2), keeping(earphones, 1), keeping(kurta, 3), keeping(kurta, 7, "released"), keeping(kurta, 7, "converted"), keeping(kurta, 7, "lapsed")]))
      .toEqual([pieces(kurta, 5), pieces(earphones, 1)])
  })
  it("is free as far as it is kept for nobody", () =>
    expect(freeOf([pieces(kurta, 10), pieces(atta, 4)], [keeping(kurta, 2), keeping(kurta, 3), keeping(earphones, 1)])).toEqual([pieces(kurta, 5), pieces(atta, 4)]))
  it("is never free by less than none", () => expect(freeOf([pieces(kurta, 1)], [keeping(kurta, 2)])).toEqual([pieces(kurta, 0)]))
  it("counts a stock item of two shelves once", () => expect(freeOf([pieces(kurta, 1), pieces(kurta, 4)], [keeping(kurta, 2)])).toEqual([pieces(kurta, 3)]))

  it("is short of what bundles and plain lines take of one item together", () => {
    const demands = demandsOf([{ item: kurta, quantity: 2 }, { item: giftBox, quantity: 1 }])
    expect(shortageOf(demands, [pieces(kurta, 3), pieces(earphones, 1)])).toEqual([{ variantId: kurta.variantId, requested: 4, available: 3 }])
    expect(shortageOf(demands, [pieces(kurta, 4), pieces(earphones, 1)])).toEqual([])
    expect(shortageOf([pieces(kurta, 2), pieces(kurta, 2)], [pieces(kurta, 3)])).toEqual([{ variantId: kurta.variantId, requested: 4, available: 3 }])
  })
  it("has none of what it does not know", () => expect(shortageOf([pieces(atta, 1)], [pieces(kurta, 3)])).toEqual([{ variantId: atta.variantId, requested: 1, available: 0 }]))
})
