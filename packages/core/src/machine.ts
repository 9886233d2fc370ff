import { refuse, type Result } from "./result.ts"

interface Staged { readonly status: string }
interface Message { readonly type: string }

/** For each status: the commands it accepts, and every status each of them may lead to. */
export type Transitions<Status extends string, Verb extends string> = {
  readonly [S in Status]: { readonly [V in Verb]?: readonly [Status, ...Array<Status>] }
}

/** The statuses whose row lists `Verb`. */
type Accepting<T, Verb extends string> = { [S in keyof T]: Verb extends keyof T[S] ? S : never }[keyof T]

/** One function per command. Each receives only the states that the table lets it see. */
export type Handlers<T, State extends Staged, Command extends Message, Event, Refusal> = {
  readonly [V in Command["type"]]: (
    state: Extract<State, { readonly status: Accepting<T, V> }>,
    command: Extract<Command, { readonly type: V }>
  ) => Result<ReadonlyArray<Event>, Refusal>
}

/** The state does not accept this command now; `accepted` lists those that it does. */
export interface IllegalTransition {
  readonly code: "illegal_transition"
  readonly machine: string
  readonly from: string
  readonly command: string
  readonly accepted: ReadonlyArray<string>
}

/** A decider gated by a table that is data. */
export interface Machine<State extends Staged, Command extends Message, Event extends Message, Refusal> {
  readonly name: string
  readonly initial: State
  readonly transitions: Transitions<State["status"], Command["type"]>
  /** Where nothing leads on. Said twice on purpose (here and by the rows), so that a slip in one is caught by the other. */
  readonly terminal: ReadonlyArray<State["status"]>
  readonly decide: (state: State, command: Command) => Result<ReadonlyArray<Event>, Refusal | IllegalTransition>
  readonly evolve: (state: State, event: Event) => State
}

/** Consults the table first, so that no handler repeats a status check. */
export const decideBy = <State extends Staged, Command extends Message, Event, Refusal, T extends Transitions<State["status"], Command["type"]>>(
  machine: string,
  transitions: T,
  handlers: Handlers<T, State, Command, Event, Refusal>
) =>
(state: State, command: Command): Result<ReadonlyArray<Event>, Refusal | IllegalTransition> => {
  const row: object = transitions[state.status as State["status"]]
  if (!Object.hasOwn(row, command.type)) {
    return refuse({ code: "illegal_transition", machine, from: state.status, command: command.type, accepted: Object.keys(row) })
  }
  const handle = handlers[command.type as Command["type"]] as (state: State, command: Command) => Result<ReadonlyArray<Event>, Refusal>
  return handle(state, command)
}

/** What a command did to a state. */
export interface Step<State, Event> {
  readonly state: State
  readonly events: ReadonlyArray<Event>
}

/** Decides, then folds the events: the state-stored reading of an event-sourced machine. */
export const run = <State extends Staged, Command extends Message, Event extends Message, Refusal>(
  machine: Machine<State, Command, Event, Refusal>,
  state: State,
  command: Command
): Result<Step<State, Event>, Refusal | IllegalTransition> => {
  const decided = machine.decide(state, command)
  if (!decided.ok) return decided
  return { ok: true, value: { state: decided.value.reduce(machine.evolve, state), events: decided.value } }
}

/** For `evolve`: an event that cannot follow this state is a bug, never a refusal. */
export const cannotFollow = (event: Message, state: Staged): never => {
  throw new Error(`${event.type} cannot follow ${state.status}`)
}

/** The table as a Mermaid state diagram; `docs/reference/machines` is generated with it. */
export const diagram = (machine: { readonly initial: Staged; readonly transitions: object }): string =>
  [
    "stateDiagram-v2",
    `  [*] --> ${machine.initial.status}`,
    ...Object.entries(machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>).flatMap(([from, row]) =>
      Object.entries(row).flatMap(([verb, targets]) => targets.map((to) => `  ${from} --> ${to}: ${verb}`)))
  ].join("\n")
