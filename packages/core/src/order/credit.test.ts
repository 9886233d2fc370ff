import { describe, it } from "vitest"
import { money } from "../money/index.ts"
import { specify } from "../testing/index.ts"
import {
  anotherCredit, arrived, confirmed, credit, credited, creditFrom, done, everything, firstParcel, given, KURTA, oneKurta, orderId, paid, parcel, placedCod,
  theAtta, toPack, total, twoKurtas, wholeCredit
} from "../testing/story/order.ts"
import { orderMachine, orderPolicy } from "./index.ts"

describe("a credit", () => {
  it("for goods that came back keeps the shipping, unless the shop says otherwise", () => {
    const credits = (charges: "none" | "withLast") => specify(orderMachine({ ...orderPolicy, chargesBack: { ...orderPolicy.chargesBack, return: charges } })).given(...done).when(credit("returned", twoKurtas, theAtta))
    credits("none").leadsTo({ status: "completed", credits: [{ amount: total - 5_000 }], lines: [{ quantityReturned: 2 }, { quantityReturned: 1 }] })
    credits("withLast").leadsTo({ credits: [{ amount: total }] })
    credits("none").then(
      { type: "OrderItemsCredited", orderId, at: 5, credit: { ...wholeCredit, creditId: anotherCredit, because: "returned", amount: money(total - 5_000), credited: { ...everything, charges: { shipping: 0 } } } },
      { type: "OrderRefundDue", orderId, because: "returned", at: 5 }
    )
  })

  it("is given once", () => given(...done, { type: "OrderItemsCredited", orderId, credit: { ...creditFrom("returned", [oneKurta], { amount: KURTA }), creditId: anotherCredit }, at: 4 }).when(credit("returned", oneKurta)).then())

  it("of money alone may be for what has not arrived", () => {
    given(...toPack).when(credit("refunded", oneKurta)).leadsTo({ status: "confirmed", lines: [{ quantityRefunded: 1, quantityReturned: 0 }, {}], credits: [{ because: "refunded", amount: KURTA }] })
    given(...done, credited("refunded", oneKurta)).when(credit("exchanged", twoKurtas)).leadsTo({ lines: [{ quantityReturned: 2, quantityRefunded: 1 }, {}], credits: [{}, { because: "exchanged", amount: KURTA }] })
  })

  it("that leaves nothing to be paid at the door completes the order", () => {
    const atTheDoor = [placedCod, confirmed, parcel(firstParcel, twoKurtas, theAtta), arrived(firstParcel), paid(5_000)] as const
    given(...atTheDoor).when(credit("returned", twoKurtas, theAtta)).leadsTo({ status: "completed" })
    given(...atTheDoor).when(credit("returned", twoKurtas)).leadsTo({ status: "processing" })
  })
})
