import { classic } from "./classic.ts"
import { draftFirst } from "./draft-first.ts"
import { marketplace } from "./marketplace.ts"
import { orms } from "./orms.ts"
import type { Preset } from "./preset.ts"

export * from "./classic.ts"
export * from "./draft-first.ts"
export * from "./marketplace.ts"
export * from "./orms.ts"
export * from "./preset.ts"

/** Every preset that comes with the house. A shop may bring its own. */
export const presets: ReadonlyArray<Preset> = [classic, orms, marketplace, draftFirst]
