/** A4 in points, and what is printed on of it. */
export const paper = {
  width: 595.28,
  height: 841.89,
  left: 36,
  right: 559.28,
  contentWidth: 523.28,
  top: 30,
  /** Where the body ends; the foot of the page stands below. */
  bottom: 806,
  footTop: 813
} as const
