/** The State or Union territory tax that rides beside CGST: UTGST in a Union territory without legislature (CGST Act s.2(114)). */
export type LocalTax = "SGST" | "UTGST"

interface StateRow {
  readonly code: string
  readonly name: string
  /** Null where no supply is local: abroad, and the centre's own registrations. */
  readonly localTax: LocalTax | null
  readonly validPlaceOfSupply: boolean
  readonly validGstinPrefix: boolean
}

/** The GST state codes of India, retired ones included: they still begin old GSTINs, but are no place of supply any more. */
export const states = [
  { code: "01", name: "Jammu and Kashmir", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "02", name: "Himachal Pradesh", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "03", name: "Punjab", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "04", name: "Chandigarh", localTax: "UTGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "05", name: "Uttarakhand", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "06", name: "Haryana", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "07", name: "Delhi", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "08", name: "Rajasthan", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "09", name: "Uttar Pradesh", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "10", name: "Bihar", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "11", name: "Sikkim", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "12", name: "Arunachal Pradesh", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "13", name: "Nagaland", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "14", name: "Manipur", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "15", name: "Mizoram", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "16", name: "Tripura", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "17", name: "Meghalaya", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "18", name: "Assam", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "19", name: "West Bengal", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "20", name: "Jharkhand", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "21", name: "Odisha", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "22", name: "Chhattisgarh", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "23", name: "Madhya Pradesh", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "24", name: "Gujarat", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "25", name: "Daman and Diu", localTax: "UTGST", validPlaceOfSupply: false, validGstinPrefix: true },
  { code: "26", name: "Dadra and Nagar Haveli and Daman and Diu", localTax: "UTGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "27", name: "Maharashtra", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "28", name: "Andhra Pradesh (before division)", localTax: "SGST", validPlaceOfSupply: false, validGstinPrefix: true },
  { code: "29", name: "Karnataka", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "30", name: "Goa", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "31", name: "Lakshadweep", localTax: "UTGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "32", name: "Kerala", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "33", name: "Tamil Nadu", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "34", name: "Puducherry", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "35", name: "Andaman and Nicobar Islands", localTax: "UTGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "36", name: "Telangana", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "37", name: "Andhra Pradesh", localTax: "SGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "38", name: "Ladakh", localTax: "UTGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "96", name: "Other Countries", localTax: null, validPlaceOfSupply: true, validGstinPrefix: false },
  { code: "97", name: "Other Territory", localTax: "UTGST", validPlaceOfSupply: true, validGstinPrefix: true },
  { code: "99", name: "Centre Jurisdiction", localTax: null, validPlaceOfSupply: false, validGstinPrefix: true }
] as const satisfies ReadonlyArray<StateRow>

/** A two-digit GST state code, such as "27" for Maharashtra. */
export type StateCode = (typeof states)[number]["code"]

/** A row of the GST state list. */
export interface State extends StateRow { readonly code: StateCode }

const byCode: ReadonlyMap<string, State> = new Map(states.map((state) => [state.code, state]))

/** Whether a text is a GST state code, retired and special ones ("96" abroad) included. */
export const isStateCode = (text: string): text is StateCode => byCode.has(text)

/** The state that a GST code names. */
export const stateByCode = (code: StateCode): State => byCode.get(code)!
