import { saleContract } from "../testing/index.ts"
import { storageMemory } from "./index.ts"

saleContract("memory", storageMemory)
