import { describe, expect, it } from "vitest"

/** Stories for each refusal: the keys make a code without one a type error, and every story must be refused by its code. */
export const refusals = <Code extends string>(stories: { readonly [K in Code]: { readonly [sentence: string]: (code: K) => void } }) => {
  for (const [code, told] of Object.entries(stories) as Array<[Code, Record<string, (code: Code) => void>]>) {
    describe(`refuses ${code}:`, () => {
      it.each(Object.entries(told))("%s", (_sentence, story) => {
        expect.hasAssertions()
        story(code)
      })
    })
  }
}
