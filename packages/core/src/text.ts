/** A text that is too short or too long; `length` is in characters. */
interface LengthRefusal<Code extends string> { readonly code: Code; readonly length: number; readonly minimum: number; readonly maximum: number }

/** What a person writes is measured in characters, without the blanks around it. Absent if its length is right. */
export const lengthRefusal = <const Code extends string>(code: Code, text: string, bounds: { readonly minimum: number; readonly maximum: number }): LengthRefusal<Code> | undefined => {
  const length = [...text.trim()].length
  return length < bounds.minimum || length > bounds.maximum ? { code, length, ...bounds } : undefined
}

/** Why somebody wants something: in 10 to 500 characters. */
export const reasonRefusal = (reason: string): LengthRefusal<"reason_length_out_of_range"> | undefined => lengthRefusal("reason_length_out_of_range", reason, { minimum: 10, maximum: 500 })

/** What somebody writes down beside: in 1 to 500 characters. */
export const noteRefusal = (note: string): LengthRefusal<"note_length_out_of_range"> | undefined => lengthRefusal("note_length_out_of_range", note, { minimum: 1, maximum: 500 })
