import { defineConfig } from "tsup"

export default defineConfig({
  entry: ["src/index.ts", "src/schema/index.ts", "src/memory/index.ts", "src/testing/index.ts"],
  outDir: "dist",
  format: "esm",
  target: "node20",
  splitting: true,
  sourcemap: true
})
