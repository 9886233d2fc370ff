import { defineConfig } from "tsup"

export default defineConfig({
  entry: ["src/result.ts", "src/machine.ts", "src/id.ts", "src/money/index.ts", "src/tax/index.ts", "src/totals/index.ts", "src/credit/index.ts", "src/promotions/index.ts", "src/numbering/index.ts", "src/inventory/index.ts", "src/reservation/index.ts", "src/cart/index.ts", "src/checkout/index.ts", "src/order/index.ts", "src/payment/index.ts", "src/refund/index.ts", "src/return/index.ts", "src/invoice/index.ts", "src/gst-return/index.ts", "src/options.ts", "src/preset/index.ts", "src/reactions/index.ts", "src/upcast/index.ts", "src/testing/index.ts"],
  outDir: "dist",
  format: "esm",
  target: "node20",
  splitting: true,
  sourcemap: true
})
