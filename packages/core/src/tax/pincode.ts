import { type StateCode, states } from "./state.ts"

/** A pincode that other states use. Worth a question to whoever typed it, and never a refusal: only the state decides the tax. */
export interface PincodeWarning {
  readonly code: "pincode_unusual_for_state"
  readonly pincode: string
  readonly stateCode: StateCode
  readonly usualStates: ReadonlyArray<StateCode>
}

/**
 * Whether the first three digits of a pincode belong to other states than the one given. Says nothing where no list knows the
 * digits (the army's 9…, 999999 abroad) or the state.
 */
export const pincodeWarning = (pincode: string, stateCode: StateCode): PincodeWarning | undefined => {
  const area = Number(pincode.slice(0, 3))
  const usualStates = states.map(({ code }) => code).filter((code) => areas[code]?.some(([first, last]) => area >= first && area <= last))
  if (usualStates.length === 0 || areas[stateCode] === undefined || usualStates.includes(stateCode)) return undefined
  return { code: "pincode_unusual_for_state", pincode, stateCode, usualStates }
}

/**
 * The first three digits by state, as the e-invoice portal's master codes have them; Telangana and Ladakh, which it lacks, by their
 * parts of the ranges of Andhra Pradesh and Jammu and Kashmir. They overlap: 160 is Punjab and Chandigarh, 403 Goa and Maharashtra.
 */
const areas: Readonly<Partial<Record<StateCode, ReadonlyArray<readonly [first: number, last: number]>>>> = {
  "01": [[180, 194]], "02": [[171, 177]], "03": [[140, 160]], "04": [[160, 160]], "05": [[244, 263]], "06": [[121, 136]], "07": [[110, 110]],
  "08": [[301, 345]], "09": [[201, 285]], "10": [[800, 855]], "11": [[737, 737]], "12": [[790, 792]], "13": [[797, 798]], "14": [[795, 795]],
  "15": [[796, 796]], "16": [[799, 799]], "17": [[793, 794]], "18": [[781, 788]], "19": [[700, 743]], "20": [[813, 835]], "21": [[751, 770]],
  "22": [[490, 497]], "23": [[450, 488]], "24": [[360, 396]], "26": [[362, 362], [396, 396]], "27": [[400, 445]], "29": [[560, 591]],
  "30": [[403, 403]], "31": [[682, 682]], "32": [[670, 695]], "33": [[600, 643]], "34": [[533, 533], [605, 605], [607, 607], [609, 609], [673, 673]],
  "35": [[744, 744]], "36": [[500, 509]], "37": [[500, 535]], "38": [[194, 194]]
}
