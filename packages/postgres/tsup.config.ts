import { defineConfig } from "tsup"

export default defineConfig({
  entry: ["src/index.ts", "src/embedded/index.ts", "src/testing/index.ts", "src/verify/index.ts"],
  outDir: "dist",
  format: "esm",
  target: "node20",
  splitting: true,
  sourcemap: true
})
