import Razorpay from "razorpay"
import { expect, onTestFinished } from "vitest"
import { startEmulator, type EmulatorOptions } from "../index.ts"

/** An emulator until the test ends, and the official package pointed at it. */
export const started = async (options: EmulatorOptions = {}) => {
  const emulator = await startEmulator({ seed: "1", ...options })
  onTestFinished(() => emulator.stop())
  return { emulator, razorpay: clientOf(emulator) }
}

export const clientOf = ({ url, keyId, keySecret }: { readonly url: string; readonly keyId: string; readonly keySecret: string }): any => {
  const razorpay = new Razorpay({ key_id: keyId, key_secret: keySecret }) as any
  razorpay.api.rq.defaults.baseURL = url
  return razorpay
}

/** What the official package rejects with. */
export const refusedWith = async (request: Promise<unknown>, statusCode: number, description: string): Promise<void> =>
  expect(await request.then(() => "answered", (error) => error)).toMatchObject({ statusCode, error: { code: "BAD_REQUEST_ERROR", description } })

/** A call beside the official package: with headers of one's own, or to the control routes. */
export const call = async (
  { url, keyId, keySecret }: { readonly url: string; readonly keyId: string; readonly keySecret: string },
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {}
): Promise<{ readonly status: number; readonly body: any }> => {
  const response = await fetch(url + path, {
    method,
    headers: { Authorization: `Basic ${btoa(`${keyId}:${keySecret}`)}`, "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
  })
  const text = await response.text()
  return { status: response.status, body: response.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(text) : text }
}
