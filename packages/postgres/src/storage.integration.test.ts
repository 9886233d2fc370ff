import { saleContract } from "@bahi/application/testing"
import { freshStorage } from "./testing/index.ts"

saleContract("PostgreSQL", freshStorage())
