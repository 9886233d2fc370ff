import { storageContract } from "@bahi/application/testing"
import { freshStorage } from "./testing/index.ts"

storageContract("PostgreSQL", freshStorage())
