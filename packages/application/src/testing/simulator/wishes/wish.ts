import type { Commands, Kind } from "@bahi/core/reactions"
import type { States } from "../../../ports/index.ts"
import type { Tables } from "../../../memory/tables.ts"

/** A command before its moment has come. */
export type Unsaid<C> = C extends unknown ? Omit<C, "at"> : never

/** Something that somebody may wish of an aggregate, and that no machine may ever grant, as far as it can be wished of this one. */
export interface Wish<K extends Kind = Kind> {
  readonly of: K
  /** `fresh`: an id that nothing has. */
  readonly say: (state: States[K], around: Around) => Unsaid<Commands[K]> | ReadonlyArray<Unsaid<Commands[K]>> | undefined
  /** Whether it is wished of something that is not yet there, with another of its kind as the pattern. */
  readonly anew: boolean
}

export interface Around { readonly tables: Tables; readonly now: number; readonly fresh: string }

/** Wishes of one kind of aggregate. */
export const wishesOf = <K extends Kind>(of: K) => (...all: ReadonlyArray<Wish<K>["say"]>): ReadonlyArray<Wish<K>> => all.map((say) => ({ of, say, anew: false }))

/** Wishes for new ones, each after the pattern of one that is there. */
export const wishesForNew = <K extends Kind>(of: K) => (...all: ReadonlyArray<Wish<K>["say"]>): ReadonlyArray<Wish<K>> => all.map((say) => ({ of, say, anew: true }))
