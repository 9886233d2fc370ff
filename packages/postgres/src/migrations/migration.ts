/** One step of the schema and its way back. Each runs in a transaction of its own; once released it never changes. */
export interface Migration {
  readonly id: number
  readonly name: string
  /** One SQL statement each. */
  readonly up: ReadonlyArray<string>
  readonly down: ReadonlyArray<string>
}
