import { Schema } from "effect"

/** The client's own name for its request: the same name and body get the same answer, however often they are sent. */
export const idempotencyKey = {
  "idempotency-key": Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,255}$/, { message: "expected 1 to 255 visible ASCII characters" })))
}
