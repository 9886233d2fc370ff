import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { markdown } from "./table.ts"

interface Profile {
  readonly nodes: ReadonlyArray<{ readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number } }>
  readonly samples: ReadonlyArray<number>
  readonly timeDeltas: ReadonlyArray<number>
}

/** Where a server's own time went, from the newest profile of a folder: by package, and by function. Idle time is left out. */
export const profileTable = (folder: string): string => {
  const newest = readdirSync(folder).filter((name) => name.endsWith(".cpuprofile")).sort().at(-1)!
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, newest), "utf8")) as Profile
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]))
  const [byPackage, byFunction] = [new Map<string, number>(), new Map<string, number>()]
  const add = (to: Map<string, number>, key: string, us: number) => to.set(key, (to.get(key) ?? 0) + us)
  samples.forEach((id, place) => {
    const { functionName, lineNumber, url } = byId.get(id)!
    if (functionName === "(idle)") return
    const owner = ownerOf(url)
    add(byPackage, owner === "" ? functionName.startsWith("(") ? functionName : "V8" : owner, timeDeltas[place]!)
    add(byFunction, `${functionName || "(anonymous)"} ${url.split("/").slice(-2).join("/")}:${lineNumber + 1}`, timeDeltas[place]!)
  })
  const total = [...byPackage.values()].reduce((sum, us) => sum + us, 0)
  const top = (of: Map<string, number>, count: number, title: string) =>
    markdown([title, "% of its time"], [...of].toSorted(([, a], [, b]) => b - a).slice(0, count).map(([name, us]) => [name, (us * 100 / total).toFixed(1)]))
  return `${top(byPackage, 14, "where")}\n\n${top(byFunction, 45, "function")}`
}

/** The package that a file belongs to, or the part of one that is large. */
const ownerOf = (url: string): string =>
  /\/node_modules\/(effect\/(?:dist|src)\/[\w-]+(?:\/[\w-]+)?)/.exec(url)?.[1] ?? /\/node_modules\/((?:@[\w-]+\/)?[\w.-]+)\/(?!.*node_modules)/.exec(url)?.[1] ?? /\/((?:packages|examples)\/[\w-]+)\//.exec(url)?.[1] ?? (url.startsWith("node:") ? "node" : "")
