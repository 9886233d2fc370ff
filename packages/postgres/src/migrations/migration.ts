/** One step of the schema and its way back. Each runs in a transaction of its own; once released it never changes. */
export interface Migration {
  readonly id: number
  readonly name: string
  /** One SQL statement each. */
  readonly up: ReadonlyArray<string>
  readonly down: ReadonlyArray<string>
  /**
   * For tables that are in use and large: each statement commits by itself, so that an index can be built `concurrently`, and a
   * constraint validated, while others write. A step that broke off is begun again: each statement has to bear that.
   */
  readonly apart?: true
}
