export { specify } from "./given.ts"
export { type Commands, machineLaws } from "./laws.ts"
