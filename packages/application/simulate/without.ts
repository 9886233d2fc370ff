// node --import ./without.ts: loads the machines without the guard that WITHOUT names ("order/decide.ts:47").
import { registerHooks } from "node:module"
import { pathToFileURL } from "node:url"
import { join } from "node:path"
import { coreSource, guards } from "./guards.ts"

const guard = guards.find(({ place }) => place === process.env["WITHOUT"])
if (guard === undefined) throw new Error(`There is no guard at ${process.env["WITHOUT"]}`)
const file = pathToFileURL(join(coreSource, guard.place.replace(/:\d+$/, ""))).href

registerHooks({
  load: (url, context, next) => url === file ? { ...next(url, context), source: guard.source } : next(url, context)
})
