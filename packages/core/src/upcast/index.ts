export * from "./upcast.ts"
