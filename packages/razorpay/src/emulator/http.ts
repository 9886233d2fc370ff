import type { IncomingMessage, ServerResponse } from "node:http"
import { invalid, Refusal, type Answer } from "./envelope.ts"
import { isFields, type Fields } from "./input.ts"

/** JSON, or a form; nothing is an empty form, which the official package sends for a POST without a body. */
export const readBody = async (request: IncomingMessage): Promise<Fields> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  if (text.trim() === "") return {}
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return fieldsOf(new URLSearchParams(text))
  try {
    const body: unknown = JSON.parse(text)
    if (isFields(body)) return body
  } catch {
    // Broken JSON is refused like JSON that is no object.
  }
  throw invalid("EOF.")
}

/** A name that comes twice has a list. */
export const fieldsOf = (params: URLSearchParams): Fields =>
  Object.fromEntries([...new Set(params.keys())].map((name) => {
    const values = params.getAll(name)
    return [name, values.length === 1 ? values[0] : values]
  }))

export const sendJson = (response: ServerResponse, { status, body }: Answer): void => sendText(response, status, "application/json", JSON.stringify(body))

export const sendText = (response: ServerResponse, status: number, type: string, text: string): void =>
  void response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store" }).end(text)

/** A refusal is an answer; what else is thrown is a mistake of the emulator. */
export const orRefusal = async (answer: () => Answer | Promise<Answer>): Promise<Answer> => {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    throw error
  }
}
