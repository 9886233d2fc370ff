import { execFileSync } from "node:child_process"
import { join } from "node:path"

const root = join(import.meta.dirname, "../../../..")

/** Before the tests: what `pnpm start` bundles, so that they start what it starts. */
export default (): void => {
  execFileSync(join(root, "node_modules/.bin/tsup"), ["--config", "examples/server/tsup.config.ts"], { cwd: root, stdio: "inherit" })
}
