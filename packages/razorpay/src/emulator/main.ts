// The emulator as a process of its own: node packages/razorpay/src/emulator/main.ts
import { startEmulator } from "./server.ts"

const { PORT, RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET, RAZORPAY_WEBHOOK_URL, RAZORPAY_WEBHOOK_SECRET, JOURNAL } = process.env

const emulator = await startEmulator({
  port: Number(PORT ?? 4010),
  ...(RAZORPAY_KEY_ID ? { keyId: RAZORPAY_KEY_ID } : {}),
  ...(RAZORPAY_KEY_SECRET ? { keySecret: RAZORPAY_KEY_SECRET } : {}),
  ...(RAZORPAY_WEBHOOK_URL
    ? { webhooks: [{ url: RAZORPAY_WEBHOOK_URL, ...(RAZORPAY_WEBHOOK_SECRET ? { secret: RAZORPAY_WEBHOOK_SECRET } : {}) }] }
    : {}),
  ...(JOURNAL ? { journal: JOURNAL } : {})
})
console.log(`Razorpay emulator at ${emulator.url}, key ${emulator.keyId}`)

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.stop())
