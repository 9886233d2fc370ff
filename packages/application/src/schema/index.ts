export * as Input from "./inputs.ts"
export * from "./primitives.ts"
export { OrderCursor, orderFilter, orderSort } from "./order-list.ts"
export * as View from "./views.ts"
