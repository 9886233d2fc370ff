import { decideBy, type Handlers } from "../machine.ts"
import { cancelling } from "./cancel.ts"
import { crediting } from "./credit.ts"
import { beginning } from "./draft.ts"
import { editing } from "./edit.ts"
import { ending } from "./end.ts"
import type { Order, OrderCommand, OrderEvent, OrderPolicy, OrderRefusal } from "./order.ts"
import { paying } from "./pay.ts"
import { shipping } from "./ship.ts"
import { orderTransitions } from "./transitions.ts"

export type OrderHandlers = Handlers<typeof orderTransitions, Order, OrderCommand, OrderEvent, OrderRefusal>

export const decide = (policy: OrderPolicy) =>
  decideBy<Order, OrderCommand, OrderEvent, OrderRefusal, typeof orderTransitions>("order", orderTransitions, {
    ...beginning(policy),
    ...paying(policy),
    ...shipping(policy),
    ...cancelling(policy),
    ...crediting(policy),
    ...editing,
    ...ending(policy)
  })
