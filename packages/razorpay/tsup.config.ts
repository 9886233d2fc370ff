import { defineConfig } from "tsup"

export default defineConfig({
  entry: ["src/index.ts", "src/webhook/index.ts", "src/emulator/index.ts"],
  outDir: "dist",
  format: "esm",
  target: "node20",
  splitting: true,
  sourcemap: true
})
