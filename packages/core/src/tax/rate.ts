import { ok, refuse, type Result } from "../result.ts"

/** A tax rate in parts per million: 18 % is 180,000, and half of 0.25 % is 1,250. */
export type RatePpm = number

/** 100 % in parts per million. */
export const WHOLE_PPM = 1_000_000

/** A text that is no percentage, such as "18%", ".5" or "1e1". */
export interface PercentRefusal { readonly code: "percent_malformed"; readonly text: string }

/** Reads a percentage written as a plain decimal of at most four places ("0.25"). Refuses anything else as `percent_malformed`. */
export const parsePercent = (text: string): Result<RatePpm, PercentRefusal> => {
  const parts = /^(0|[1-9]\d{0,4})(?:\.(\d{1,4}))?$/.exec(text)
  if (parts === null) return refuse({ code: "percent_malformed", text })
  return ok(Number(parts[1]) * 10_000 + Number((parts[2] ?? "").padEnd(4, "0")))
}

/** Writes a rate in parts per million as a percentage without superfluous zeros: 2,500 is "0.25". Throws on a negative or fractional rate. */
export const formatPercent = (ratePpm: RatePpm): string => {
  if (!Number.isSafeInteger(ratePpm) || ratePpm < 0) throw new RangeError(`${ratePpm} is not a rate in parts per million`)
  const decimals = String(ratePpm % 10_000).padStart(4, "0").replace(/0+$/, "")
  return `${Math.floor(ratePpm / 10_000)}${decimals && "."}${decimals}`
}
