import { faceOf, type Weight } from "../font/face.ts"

/** Red, green and blue, from 0 to 1. */
export type Colour = readonly [number, number, number]

/** Few colours, all dark enough for a monochrome printer. */
export const colours = {
  black: [0, 0, 0],
  ink: [0.11, 0.12, 0.14],
  muted: [0.40, 0.42, 0.46],
  accent: [0.09, 0.23, 0.37],
  line: [0.80, 0.82, 0.85],
  tint: [0.95, 0.96, 0.97]
} as const satisfies Record<string, Colour>

/** How a text is set; sizes in points. */
export interface Style {
  readonly weight: Weight
  readonly size: number
  readonly colour: Colour
  /** The height of a line of Latin text, in type sizes. */
  readonly leading: number
}

/** The width of a text in points; its words stand one space apart. */
export const widthOf = (text: string, { weight, size }: Style): number => {
  const { runOf } = faceOf(weight)
  if (!text.includes(" ")) return runOf(text).width * size / 1000
  const words = text.split(" ")
  return words.reduce((width, word) => width + runOf(word).width, (words.length - 1) * runOf(" ").width) * size / 1000
}

/** Whether a text keeps to Latin letters and signs; other scripts reach further above and below the line. */
export const isLatin = (text: string): boolean => !/[^\u0020-\u024f\u2010-\u2027\u20b9]/.test(text)

/** The height of a line of this text, in points. */
export const leadingOf = (text: string, { size, leading }: Style): number => size * (isLatin(text) ? leading : leading * 1.25)
