export { paymentGatewayRazorpay, type PaymentGatewayRazorpayOptions } from "./gateway.ts"
