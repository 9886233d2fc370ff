import type { IssuedDocument } from "@bahi/core/invoice"
import { printable } from "../text/wrap.ts"

/** The link that asks a UPI app to pay what is due; none when nothing is, or nobody can be paid so. */
export const upiLink = ({ due, seller, number }: Pick<IssuedDocument, "due" | "seller" | "number">): string | undefined => {
  if (due <= 0 || seller.upiId === undefined || !virtualPaymentAddress.test(seller.upiId)) return undefined
  const payee = [...printable(seller.tradeName ?? seller.legalName)].slice(0, PAYEE_NAME_LENGTH).join("")
  const amount = `${Math.floor(due / 100)}.${String(due % 100).padStart(2, "0")}`
  const note = [...printable(number)].slice(0, NOTE_LENGTH).join("")
  return `upi://pay?pa=${seller.upiId}&pn=${encodeURIComponent(payee)}&am=${amount}&cu=INR&tn=${encodeURIComponent(note)}`
}

/** Its characters need no escape in a query, "@" included (RFC 3986, 3.4). */
const virtualPaymentAddress = /^[A-Za-z0-9._-]{2,64}@[A-Za-z][A-Za-z0-9.-]{1,63}$/

// Only shown by the app, and a short code is read more easily: nine signs for each letter of Devanagari.
const PAYEE_NAME_LENGTH = 40
const NOTE_LENGTH = 50
