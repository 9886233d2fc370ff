export type { Law, LawServices, Page } from "./law.ts"
export { laws, type Progress, verifyData, type Verdict } from "./verify.ts"
export { showVerdicts } from "./show.ts"
