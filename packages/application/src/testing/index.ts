export { saleContract } from "./contracts/sale.ts"
export * from "./fixtures.ts"
export * from "./sale.ts"
