import { cartsContract, checkoutsContract, invoicesContract, ordersContract, paymentsContract, saleContract } from "../testing/index.ts"
import { storageMemory } from "./index.ts"

saleContract("memory", storageMemory)
for (const contract of [cartsContract, checkoutsContract, ordersContract, paymentsContract, invoicesContract]) contract("memory", storageMemory)
