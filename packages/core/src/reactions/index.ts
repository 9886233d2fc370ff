export * from "./addressed.ts"
export * from "./afterwards.ts"
export * from "./policy.ts"
export * from "./together.ts"
