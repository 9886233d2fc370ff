// node --import ./without.ts: loads the machines without the guard that WITHOUT names, by its line or by what it refuses
// ("order/decide.ts:47", "order/ship.ts:shipment_is_empty").
import { registerHooks } from "node:module"
import { pathToFileURL } from "node:url"
import { join } from "node:path"
import { coreSource, guards } from "./guards.ts"

const wanted = process.env["WITHOUT"]
const guard = guards.find(({ place, code }) => place === wanted || place.replace(/\d+$/, code) === wanted)
if (guard === undefined) throw new Error(`There is no guard ${wanted}`)
const file = pathToFileURL(join(coreSource, guard.place.replace(/:\d+$/, ""))).href

registerHooks({
  load: (url, context, next) => url === file ? { ...next(url, context), source: guard.source } : next(url, context)
})
