import type { Transitions } from "../machine.ts"
import type { Order, OrderCommand } from "./order.ts"

/** For each status: what it accepts, and where that may lead. A payment, a refund and a parcel's arrival are facts, and are heard wherever they can arrive. */
export const orderTransitions = {
  unplaced: { Draft: ["draft"], Place: ["pending"] },
  draft: {
    EditDraft: ["draft"],
    PlaceDraft: ["pending"],
    Cancel: ["cancelled"],
    Expire: ["expired"],
    Delete: ["deleted"],
    AddTag: ["draft"],
    RemoveTag: ["draft"],
    AddNote: ["draft"]
  },
  pending: {
    SwitchToCod: ["pending"],
    ReplacePayment: ["pending"],
    AddPayment: ["pending"],
    Confirm: ["confirmed"],
    RecordPayment: ["pending", "confirmed"],
    RecordRefund: ["pending"],
    RecordPaymentNews: ["pending"],
    RecordDispute: ["pending"],
    Cancel: ["cancelled"],
    Expire: ["expired"],
    EditDetails: ["pending"],
    AddTag: ["pending"],
    RemoveTag: ["pending"],
    AddNote: ["pending"]
  },
  confirmed: {
    AddPayment: ["confirmed"],
    RecordPayment: ["confirmed"],
    RecordRefund: ["confirmed"],
    RecordPaymentNews: ["confirmed"],
    RecordDispute: ["confirmed"],
    Ship: ["processing"],
    Cancel: ["cancelled"],
    CancelItems: ["confirmed", "cancelled"],
    CreditItems: ["confirmed"],
    EditDetails: ["confirmed"],
    AddTag: ["confirmed"],
    RemoveTag: ["confirmed"],
    AddNote: ["confirmed"]
  },
  processing: {
    AddPayment: ["processing"],
    RecordPayment: ["processing", "completed"],
    RecordRefund: ["processing"],
    RecordPaymentNews: ["processing"],
    RecordDispute: ["processing"],
    Ship: ["processing"],
    RecordDelivery: ["processing", "completed"],
    RecordShipmentReturned: ["processing", "completed", "cancelled"],
    Cancel: ["cancelled"],
    CancelItems: ["processing", "completed", "cancelled"],
    CreditItems: ["processing", "completed"],
    EditDetails: ["processing"],
    AddTag: ["processing"],
    RemoveTag: ["processing"],
    AddNote: ["processing"]
  },
  completed: {
    RecordPayment: ["completed"],
    RecordRefund: ["completed"],
    RecordPaymentNews: ["completed"],
    RecordDispute: ["completed"],
    RecordDelivery: ["completed"],
    RecordShipmentReturned: ["completed"],
    CreditItems: ["completed"],
    AddTag: ["completed"],
    RemoveTag: ["completed"],
    AddNote: ["completed"]
  },
  cancelled: {
    RecordPayment: ["cancelled"],
    RecordRefund: ["cancelled"],
    RecordPaymentNews: ["cancelled"],
    RecordDispute: ["cancelled"],
    RecordDelivery: ["cancelled"],
    RecordShipmentReturned: ["cancelled"],
    CreditItems: ["cancelled"],
    Delete: ["deleted"],
    AddTag: ["cancelled"],
    RemoveTag: ["cancelled"],
    AddNote: ["cancelled"]
  },
  expired: {
    RecordPayment: ["expired"],
    RecordRefund: ["expired"],
    RecordPaymentNews: ["expired"],
    RecordDispute: ["expired"],
    Delete: ["deleted"],
    AddTag: ["expired"],
    RemoveTag: ["expired"],
    AddNote: ["expired"]
  },
  deleted: {}
} as const satisfies Transitions<Order["status"], OrderCommand["type"]>
