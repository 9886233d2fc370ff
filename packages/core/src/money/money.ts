/** A safe integer of minor units (paise for INR). Currency is said once, on the document. */
export type Money = number & { readonly "~money": true }

/** Brands a number as Money. Throws on a fraction, and past the safe range (±₹90 lakh crore): nobody can have meant either. */
export const money = (minorUnits: number): Money => {
  if (!Number.isSafeInteger(minorUnits)) throw new RangeError(`${minorUnits} is not a safe integer of minor units`)
  return (minorUnits + 0) as Money // −0 becomes 0
}
