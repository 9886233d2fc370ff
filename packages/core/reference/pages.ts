// The reference pages of the machines, by file name: drawn from their tables, their refusals and their reactions.
import { diagram } from "../src/machine.ts"
import { type Consequence, consequences } from "./consequences.ts"
import { type Described, described } from "./machines.ts"
import { refusalsOf } from "./refusals.ts"

const generated = "<!-- Written by `node packages/core/reference/main.ts`. Change the machine, not this page. -->"

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

const code = (text: string): string => `\`${text}\``
const listed = (texts: ReadonlyArray<string>): string => texts.length === 0 ? "–" : texts.map(code).join(", ")
const titled = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`

const page = ({ machine, summary }: Described, reactions: ReadonlyArray<Consequence>): string => {
  const rows = Object.entries(machine.transitions as Record<string, Record<string, ReadonlyArray<string>>>)
  const sent = reactions.filter(({ of }) => of === machine.name)
  const received = reactions.filter(({ to }) => to === machine.name)
  return [
    generated,
    `# ${titled(machine.name)}`,
    summary,
    `\`\`\`mermaid\n${diagram(machine)}\n\`\`\``,
    `It begins ${code(machine.initial.status)}, and ends ${machine.terminal.map(code).join(" or ")}.`,
    "## Commands",
    "A command that a status does not list is refused as `illegal_transition`, with those that it accepts.",
    table(["status", "accepts", "and is then"], rows.flatMap(([status, row]) => {
      const commands = Object.entries(row)
      return commands.length === 0
        ? [[code(status), "–", "–"]]
        : commands.map(([verb, targets], i) => [i === 0 ? code(status) : "", code(verb), targets.map(code).join(" or ")])
    })),
    "## Refusals",
    table(["code", "facts"], refusalsOf(machine.name).map(({ code: name, facts }) => [code(name), listed(facts)])),
    "## Reactions",
    sent.length + received.length === 0
      ? "No other aggregate reacts to it, and it reacts to none."
      : [
        ...(sent.length === 0 ? [] : [table(["after", "follows", "when"], sent.map(({ event, to, command, when, always }) =>
          [code(event), to === "outbox" ? code(command) : `${code(command)} to the ${to}`, `${when}${always ? "" : ", where it applies"}`]))]),
        ...(received.length === 0 ? [] : [table(["it is sent", "after"], received.map(({ command, event, of }) => [code(command), `${code(event)} of the ${of}`]))])
      ].join("\n\n")
  ].join("\n\n") + "\n"
}

const contents = [
  generated,
  "# Machines",
  "Each aggregate is a state machine: commands are accepted by its table or refused by name, events say what happened.",
  table(["machine", "from", "to", "commands"], described.map(({ machine }) => [
    `[${titled(machine.name)}](${machine.name}.md)`,
    code(machine.initial.status),
    machine.terminal.map(code).join(", "),
    listed([...new Set(Object.values(machine.transitions as Record<string, object>).flatMap((row) => Object.keys(row)))])
  ]))
].join("\n\n") + "\n"

/** Every page by its file name. */
export const pages: ReadonlyMap<string, string> = new Map([
  ["README.md", contents],
  ...described.map((each) => [`${each.machine.name}.md`, page(each, consequences)] as const)
])
