import { Effect, Layer, Redacted } from "effect"
import { Authenticate, Unauthenticated } from "../ports/index.ts"
import { fingerprint, guestKeyOf } from "./guest.ts"

/** Guests by their cart token, and admins by the one key of the shop; without a key nobody is admin. */
export const authenticateByKeys = (options: { readonly adminKey?: Redacted.Redacted }): Layer.Layer<Authenticate> =>
  Layer.succeed(Authenticate, Authenticate.of({
    callerOf: Effect.fnUntraced(function*({ adminKey, cartToken }) {
      if (adminKey) {
        // Digests are compared, so that the time it takes tells nothing of the key.
        const given = fingerprint(Redacted.value(adminKey))
        const right = options.adminKey && fingerprint(Redacted.value(options.adminKey))
        return given === right ? { kind: "admin" } : yield* new Unauthenticated({ code: "admin_key_wrong" })
      }
      return cartToken ? { kind: "guest", guestKey: guestKeyOf(cartToken) } : { kind: "anonymous" }
    })
  }))
