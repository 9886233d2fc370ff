export { readWebhook } from "./read.ts"
export { verifyPayment, verifySignature } from "./signature.ts"
export { translate, type Translation } from "./translate.ts"
