import type { PlacedOrder } from "@bahi/core/order"
import type { Commands, Kind } from "@bahi/core/reactions"
import type { Tables } from "../../../memory/tables.ts"
import type { States } from "../../../ports/index.ts"

/** A command whose moment is still to come, or is said to be another. */
export type Unsaid<C> = C extends unknown ? Omit<C, "at"> & { readonly at?: number } : never

/** What is said in one breath; nothing where it cannot be wished of this one. */
type Said<K extends Kind> = Unsaid<Commands[K]> | ReadonlyArray<Unsaid<Commands[K]>> | undefined

/** `fresh`: an id that nothing has. */
export interface Around { readonly tables: Tables; readonly now: number; readonly fresh: string }

/** Something that somebody may wish, and that no machine may ever grant: what comes before the last command may well be true, and is undone with it. */
export interface Wish {
  readonly of: Kind
  readonly about: "what_is_there" | "something_new"
  /** The commands, but for their moment. `about` is the state of what is there, or an order that something new may have to do with. */
  readonly say: (about: unknown, around: Around) => ReadonlyArray<object> | undefined
}

/** Wishes of what is there. */
export const wishesOf = <K extends Kind>(of: K) => (...all: ReadonlyArray<(state: States[K], around: Around) => Said<K>>): ReadonlyArray<Wish> =>
  all.map((say) => ({ of, about: "what_is_there", say: (state, around) => inOrder(say(state as States[K], around)) }))

/** Wishes that begin with something new. */
export const wishesAnew = <K extends Kind>(of: K) => (...all: ReadonlyArray<(order: PlacedOrder, around: Around) => Said<K>>): ReadonlyArray<Wish> =>
  all.map((say) => ({ of, about: "something_new", say: (order, around) => inOrder(say(order as PlacedOrder, around)) }))

const inOrder = (said: object | ReadonlyArray<object> | undefined): ReadonlyArray<object> | undefined => said === undefined || Array.isArray(said) ? said as ReadonlyArray<object> | undefined : [said]
