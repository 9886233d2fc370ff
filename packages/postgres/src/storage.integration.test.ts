import { cartsContract, checkoutsContract, invoicesContract, ordersContract, paymentsContract, saleContract } from "@bahi/application/testing"
import { freshStorage } from "./testing/index.ts"

saleContract("PostgreSQL", freshStorage())
for (const contract of [cartsContract, checkoutsContract, ordersContract, paymentsContract, invoicesContract]) contract("PostgreSQL", freshStorage())
