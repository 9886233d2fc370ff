import { paymentGatewayContract } from "../testing/index.ts"
import { paymentGatewayMemory } from "./gateway.ts"

paymentGatewayContract("memory", paymentGatewayMemory)
