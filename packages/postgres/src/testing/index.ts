export { freshDatabase, templateDatabase, type FreshDatabase, type TemplateDatabase } from "./fresh-database.ts"
export { freshStorage, migratedDatabase } from "./storage.ts"
