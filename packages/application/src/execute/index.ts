export * from "./execute.ts"
export * from "./id.ts"
export { Loaded } from "./loaded.ts"
export * from "./wake.ts"
