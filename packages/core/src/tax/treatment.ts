/**
 * Why a line carries no tax, where that is more than a rate of nothing. GSTR-1 files the first three apart (table 8) and the last
 * with exports: `nil_rated` has a tariff rate of 0 %; `exempt` has a rate that a notification lifts (CGST Act s. 11); `non_gst` is
 * outside the tax (alcohol, petrol: s. 9(1) and (2)); `zero_rated` is taxed at nothing so that input tax comes back (IGST Act s. 16).
 */
export const treatments = ["nil_rated", "exempt", "non_gst", "zero_rated"] as const

/** One of the ways not to be taxed. A line without one is taxed at its rate. */
export type Treatment = (typeof treatments)[number]
