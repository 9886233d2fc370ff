import postgres from "postgres"

/** As many connections as ours has. */
export const sql = postgres(process.env["DATABASE_URL"]!, { max: 20, onnotice: () => {}, types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } } })

/** Who asks: by the hash of the cart token. */
export interface Caller {
  readonly token?: string
  readonly guestKey: string
}

/** Once more when PostgreSQL chose us as the victim of a deadlock. */
export const again = async <A>(work: () => Promise<A>): Promise<A> => {
  for (;;) {
    try {
      return await work()
    } catch (cause) {
      if ((cause as { readonly code?: string }).code !== "40P01") throw cause
    }
  }
}
