/** What a person writes is measured in characters, without the blanks around it. Absent if its length is right. */
export const lengthOutside = (text: string, bounds: { readonly minimum: number; readonly maximum: number }) => {
  const length = [...text.trim()].length
  return length < bounds.minimum || length > bounds.maximum ? { length, ...bounds } : undefined
}
