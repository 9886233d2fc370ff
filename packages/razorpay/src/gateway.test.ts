import { paymentGatewayContract } from "@bahi/application/testing"
import { gatewayAndCustomer } from "./testing/shop.ts"

paymentGatewayContract("Razorpay", gatewayAndCustomer())
paymentGatewayContract("Razorpay, where receipts are unique, and refunds wait for the bank", gatewayAndCustomer({ receipts: "unique", refunds: "pending" }))
