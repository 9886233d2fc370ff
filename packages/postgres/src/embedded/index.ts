export { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from "./start.ts"
export { embeddedServer } from "./scoped.ts"
export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from "./error.ts"
