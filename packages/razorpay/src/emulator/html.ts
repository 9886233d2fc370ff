/** A piece of HTML, as opposed to words that are still to be escaped. */
export interface Html {
  readonly html: string
}

/** What stands in the holes is escaped, unless it is HTML itself. */
export const html = (parts: TemplateStringsArray, ...holes: ReadonlyArray<string | number | Html | ReadonlyArray<Html>>): Html => ({
  html: parts.map((part, index) => part + (index < holes.length ? render(holes[index]!) : "")).join("")
})

const render = (hole: string | number | Html | ReadonlyArray<Html>): string => {
  if (typeof hole === "string" || typeof hole === "number") return escape(String(hole))
  return "html" in hole ? hole.html : hole.map((each) => each.html).join("")
}

const escape = (words: string): string => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** For a script element. */
export const json = (value: unknown): Html => ({ html: JSON.stringify(value).replaceAll("<", "\\u003c") })

export const rupees = (paise: number): string => new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" }).format(paise / 100)
