// Rows of steps that several vocabularies share. Whoever has other words writes a row of his own.

/** Money may be heard of whatever an order is called, and mostly renames nothing. */
export const moneyHeard = <Label extends string>(label: Label) => ({ pay: [label], refund: [label], payment_news: [label], dispute: [label] }) as const

/** Waits for its payment. */
export const pending = {
  switch_to_cod: ["pending"],
  retry_payment: ["pending"],
  confirm: ["confirmed"],
  ...moneyHeard("pending"),
  pay: ["pending", "confirmed"]
} as const

/** From the confirmation to the end, where an order that has arrived is completed once it is paid. */
export const confirmed = {
  ...moneyHeard("confirmed"),
  ship: ["processing", "shipped"],
  cancel: ["cancelled"],
  cancel_items: ["confirmed", "cancelled"],
  credit_items: ["confirmed"]
} as const
export const processing = {
  ...moneyHeard("processing"),
  ship: ["processing", "shipped"],
  deliver: ["shipped"],
  return_to_origin: ["processing"],
  cancel: ["cancelled"],
  cancel_items: ["processing", "shipped", "cancelled"],
  credit_items: ["processing"]
} as const
export const shipped = {
  ...moneyHeard("shipped"),
  ship: ["shipped"],
  deliver: ["shipped", "delivered", "completed"],
  return_to_origin: ["shipped", "delivered", "completed", "cancelled"],
  cancel: ["cancelled"],
  cancel_items: ["shipped", "delivered", "completed"],
  credit_items: ["shipped"]
} as const
export const delivered = {
  ...moneyHeard("delivered"),
  pay: ["delivered", "completed"],
  ship: ["delivered"],
  deliver: ["delivered"],
  return_to_origin: ["delivered"],
  cancel_items: ["delivered"],
  credit_items: ["delivered", "completed"]
} as const
export const completed = { ...moneyHeard("completed"), deliver: ["completed"], return_to_origin: ["completed"], credit_items: ["completed"] } as const
export const cancelled = { ...moneyHeard("cancelled"), deliver: ["cancelled"], return_to_origin: ["cancelled"], credit_items: ["cancelled"], delete: ["deleted"] } as const

/** All of them, for whoever names an order by how far it has come. */
export const onceConfirmed = { confirmed, processing, shipped, delivered, completed, cancelled } as const
