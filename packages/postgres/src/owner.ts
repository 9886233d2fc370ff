// Whose a row is: of the two columns one is filled.
import { id, type Owner } from "@bahi/core/id"
import type { SqlClient } from "effect/sql"

export interface OwnerColumns {
  readonly guest_key: string | null
  readonly customer_id: string | null
}

export const ownerColumns = (owner: Owner): OwnerColumns =>
  ({ guest_key: owner.kind === "guest" ? owner.guestKey : null, customer_id: owner.kind === "customer" ? owner.customerId : null })

export const ownerOf = ({ guest_key, customer_id }: OwnerColumns): Owner =>
  guest_key === null ? { kind: "customer", customerId: id<"customer">(customer_id!) } : { kind: "guest", guestKey: id<"guest">(guest_key) }

/** For a condition. */
export const ownedBy = (sql: SqlClient.SqlClient, owner: Owner) => owner.kind === "guest" ? sql`guest_key = ${owner.guestKey}` : sql`customer_id = ${owner.customerId}`
