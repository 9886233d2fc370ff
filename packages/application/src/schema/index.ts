export * as Input from "./inputs.ts"
export * from "./primitives.ts"
export * as View from "./views.ts"
