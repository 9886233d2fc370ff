export type EmbeddedPostgresErrorCode =
  | "platform_unsupported"
  | "programs_unusable"
  | "root_not_droppable"
  | "folder_unreachable"
  | "folder_in_use"
  | "disk_full"
  | "version_mismatch"
  | "no_free_port"
  | "not_starting"
  | "not_stopping"

/** Why the embedded PostgreSQL does not run; the message says what to do next. */
export class EmbeddedPostgresError extends Error {
  readonly _tag = "EmbeddedPostgresError"
  override readonly name = "EmbeddedPostgresError"
  readonly code: EmbeddedPostgresErrorCode

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The way out that always exists. */
export const orSetDatabaseUrl = "or set DATABASE_URL to a PostgreSQL 15 or later"
