import { storageContract } from "../testing/index.ts"
import { storageMemory } from "./index.ts"

storageContract("memory", storageMemory)
