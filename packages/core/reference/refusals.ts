import { sourceOf } from "./machines.ts"

/** A refusal as its screen may explain it. */
export interface DescribedRefusal {
  readonly code: string
  readonly facts: ReadonlyArray<string>
}

/** The refusals of a machine in their public order, read from the union that declares them. */
export const refusalsOf = (machine: string): ReadonlyArray<DescribedRefusal> => {
  const union = /export type \w+Refusal =([^]*?)(?=\n\n|\n*$)/.exec(sourceOf(`${machine}/${machine}.ts`))?.[1]
  const refusals = [...(union ?? "").matchAll(/\{ readonly code: "(\w+)"([^}]*)\}/g)]
  if (refusals.length === 0) throw new Error(`${machine} declares no refusals`)
  return refusals.map(([, code, facts]) => ({ code: code!, facts: [...facts!.matchAll(/readonly (\w+)/g)].map(([, fact]) => fact!) }))
}
