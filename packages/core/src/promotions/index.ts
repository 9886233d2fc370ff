export { applyPromotions } from "./apply.ts"
export { evaluatePromotions } from "./evaluate.ts"
export * from "./evaluation.ts"
export * from "./promotion.ts"
