import type { Money as CoreMoney } from "@bahi/core/money"
import { type GstinRefusal, parseGstin, type StateCode as CoreStateCode, states } from "@bahi/core/tax"
import { Schema, SchemaTransformation } from "effect"

/** An amount in minor units: paise. */
export const Money = Schema.Int.annotate({ description: "Integer paise" }) as unknown as Schema.Codec<CoreMoney, number>

/** Milliseconds since the epoch inside, ISO 8601 outside. */
export const Instant = Schema.String.annotate({ format: "date-time" }).pipe(
  Schema.decodeTo(Schema.Finite, SchemaTransformation.transform({ decode: (iso: string) => Date.parse(iso), encode: (millis: number) => new Date(millis).toISOString() }))
)

/** An id as this service gives them out. */
export const Uuid = Schema.String.check(Schema.isPattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { message: "expected an id (a UUID in lower case)" }))

/** Text that a person typed: trimmed, not empty, of a bounded length, and without control characters. */
export const Text = (maximum: number) =>
  Schema.String.pipe(
    Schema.decodeTo(Schema.String, SchemaTransformation.transform({ decode: (text: string) => text.trim().normalize("NFC"), encode: (text: string) => text }))
  ).check(Schema.makeFilter((text: string) =>
    text.length === 0 ? "expected some text"
    : text.length > maximum ? `expected at most ${maximum} characters`
    : /[\p{Cc}\u2028\u2029\p{Cs}]/u.test(text) ? "expected no control characters"
    // Joiners are part of Indian scripts; marks that turn the direction of what follows are not.
    : /[\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u.test(text) ? "expected no invisible characters"
    : !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? "expected some text"
    : true
  ))

/** A reason in somebody's own words: 10 to 500 characters. */
export const ReasonText = Text(500).check(Schema.makeFilter((text: string) => [...text].length >= 10 ? true : "expected a reason of at least 10 characters"))

export const Email = Schema.String.check(
  Schema.isMaxLength(254, { message: "expected at most 254 characters" }),
  Schema.isPattern(/^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@.<>"(),:;\\[\]]+$/, { message: "expected an email address like asha@example.com" })
)

/** An Indian mobile number, kept as +91 and ten digits. */
export const Phone = Schema.String.check(
  Schema.isPattern(/^(\+91[ -]?|0)?[6-9]\d{4}[ -]?\d{5}$/, { message: "expected an Indian mobile number like +919876543210" })
).pipe(Schema.decodeTo(Schema.String, SchemaTransformation.transform({ decode: (text: string) => `+91${text.replace(/\D/g, "").slice(-10)}`, encode: (text: string) => text })))

export const Pincode = Schema.String.check(Schema.isPattern(/^[1-9]\d{5}$/, { message: "expected a pincode: six digits, the first not zero" }))

const placesOfDelivery = states.filter((state) => state.validPlaceOfSupply && state.localTax !== null).map((state) => state.code)

/** Two digits, as in a GSTIN: 29 is Karnataka. */
export const StateCode = Schema.Literals(placesOfDelivery).annotate({ message: "expected a GST state code of two digits, like \"29\" for Karnataka" }) as unknown as Schema.Codec<CoreStateCode>

/** A GST identification number, in capitals: its form, state and check digit hold. */
export const Gstin = Schema.String.pipe(
  Schema.decodeTo(Schema.String, SchemaTransformation.transform({ decode: (text: string) => text.trim().toUpperCase(), encode: (text: string) => text }))
).check(Schema.makeFilter((text: string) => {
  const parsed = parseGstin(text)
  return parsed.ok ? true : gstinRules[parsed.error.code]
}))

const gstinRules: Readonly<Record<GstinRefusal["code"], string>> = {
  gstin_malformed: "expected a GSTIN of 15 characters, like 29AAHCM7727Q1ZI",
  gstin_state_unknown: "expected a GSTIN that begins with a GST state code",
  gstin_check_digit_wrong: "expected a GSTIN whose last character checks the others: one of them is mistyped"
}

/** A whole number of pieces, at least one. */
export const Quantity = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10_000 }, { message: "expected a quantity from 1 to 10000" }))

/** The number of an order or an invoice, as this service gives them out. */
export const DocumentNumber = Schema.String.check(Schema.isPattern(/^[A-Z0-9/-]{1,40}$/, { message: "expected a number like ORD-2026-000001" }))

/** The value that tax is figured on, and each head of it; `sgst` carries UTGST. */
export const heads = { taxable: Money, cgst: Money, sgst: Money, igst: Money, cess: Money }
