import { idNotFound, invalid } from "./envelope.ts"
import type { Notes } from "./entity.ts"

/** The decoded body, or query, of a request. */
export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value)

export const onlyFields = (fields: Fields, allowed: ReadonlyArray<string>): void => {
  const unknown = Object.keys(fields).filter((name) => !allowed.includes(name))
  if (unknown.length > 0) throw invalid(`${unknown.join(", ")} is/are not required and should not be sent`)
}

/** Paise, at least 100: one rupee. */
export const readAmount = (value: unknown): number => {
  const amount = readInteger(value)
  if (amount < 0) throw invalid("amount: must be no less than 0.", "amount")
  if (amount < 100) throw invalid("The amount must be at least INR 1.00", "amount")
  return amount
}

/** Without a least amount. */
export const readInteger = (value: unknown): number => {
  if (value === undefined || value === null) throw invalid("The amount field is required.", "amount")
  if (typeof value !== "number" || !Number.isInteger(value)) throw invalid("The amount must be an integer.", "amount")
  if (!Number.isSafeInteger(value)) throw invalid("Amount exceeds maximum amount allowed.", "amount")
  return value
}

export const readChoice = <Choice extends string>(value: unknown, choices: ReadonlyArray<Choice>, otherwise: Choice, refusal: string): Choice => {
  if (value === undefined || value === null) return otherwise
  const choice = choices.find((each) => each === value)
  if (choice === undefined) throw invalid(refusal)
  return choice
}

export const readReceipt = (value: unknown): string | null => {
  if (value === undefined || value === null) return null
  if (typeof value !== "string") throw invalid("The receipt must be a string.", "receipt")
  if (value.length > 40) throw invalid("receipt: the length must be no more than 40.", "receipt")
  if (!/^[\x20-\x7e]*$/.test(value)) throw invalid("The receipt: validation_failure: BAD_REQUEST_ENCODING_VALIDATION_FAILED.", "receipt")
  return value
}

/** Values of at most 256 characters, as documented; the refusal says 512, as observed. */
export const readNotes = (value: unknown): Notes => {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return {}
  if (!isFields(value)) throw invalid("The notes must be an array.", "notes")
  const entries = Object.entries(value)
  if (entries.length > 15) throw invalid("Number of fields in notes should be less than or equal to 15.", "notes")
  for (const [key, note] of entries) {
    if (key.length > 255) throw invalid("Notes key cannot be greater than 255 characters.", "notes")
    if (typeof note === "object" && note !== null) throw invalid("Notes values themselves should not be an array.", "notes")
    if (String(note).length > 256) throw invalid("Notes value cannot be greater than 512 characters.", "notes")
  }
  return value as Notes
}

/** The notes of a PATCH, which changes nothing else. */
export const readNotesOnly = (body: Fields): Notes => {
  onlyFields(body, ["notes"])
  if (body["notes"] === undefined) throw invalid("The notes field is required", "notes")
  return readNotes(body["notes"])
}

/** The entity under an id of a path. */
export const find = <Entity>(entities: ReadonlyMap<string, Entity>, prefix: "order" | "pay" | "rfnd", id: string): Entity => {
  if (!new RegExp(`^${prefix}_[A-Za-z0-9]{14}$`).test(id)) throw invalid(`${id} is not a valid id`)
  const entity = entities.get(id)
  if (entity === undefined) throw idNotFound()
  return entity
}
