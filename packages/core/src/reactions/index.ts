export * from "./addressed.ts"
export * from "./afterwards.ts"
export * from "./together.ts"
