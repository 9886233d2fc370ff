// What others take for the same cart. They bring four hundred packages, so they are not among ours: they are installed when they are measured.
import type { TotalsInput } from "@bahi/core/totals"
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

const versions = { "@medusajs/utils": "2.21.2", "dinero.js": "2.0.2" }
const folder = join(import.meta.dirname, "../../node_modules/.peers")

export interface Peer {
  readonly name: string
  readonly totalOf: (document: TotalsInput) => () => number
}

/** The peers that can be had; without a network, or without these packages at hand, none. */
export const peers = (): ReadonlyArray<Peer> => {
  if (!existsSync(join(folder, "node_modules/dinero.js"))) {
    console.error("Installing @medusajs/utils and dinero.js to measure beside (once, half a minute) …")
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: versions }))
    try {
      execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", folder], { stdio: "pipe", timeout: 180_000 })
    } catch {
      console.error("They cannot be had from here: measured without them.")
      return []
    }
  }
  const require = createRequire(join(folder, "package.json"))
  return [medusa(require("@medusajs/utils")), dinero(require("dinero.js"))]
}

const medusa = ({ decorateCartTotals }: { readonly decorateCartTotals: (cart: object) => { readonly total: unknown } }): Peer => ({
  name: `Medusa ${versions["@medusajs/utils"]} decorateCartTotals`,
  totalOf: ({ lines, charges = [], orderDiscounts = [] }) => {
    const share = orderDiscounts.reduce((sum, { amount }) => sum + amount, 0) / lines.length / 100
    const cart = {
      currency_code: "inr",
      region: { automatic_taxes: true },
      items: lines.map(({ id, unitPrice, quantity, discount = 0, ratePpm }) => ({
        id, unit_price: unitPrice / 100, quantity, is_tax_inclusive: true, adjustments: [{ amount: discount / 100 }, { amount: share }], tax_lines: [{ rate: ratePpm / 10_000 }]
      })),
      shipping_methods: charges.map(({ id, amount }) => ({ id, amount: amount / 100, is_tax_inclusive: true, tax_lines: [{ rate: 18 }] }))
    }
    return () => Number(decorateCartTotals(cart).total)
  }
})

interface Amount { readonly "~": never }
interface DineroModule {
  readonly INR: object
  readonly dinero: (options: { readonly amount: number; readonly currency: object }) => Amount
  readonly add: (one: Amount, other: Amount) => Amount
  readonly subtract: (one: Amount, other: Amount) => Amount
  readonly multiply: (amount: Amount, factor: number) => Amount
  readonly allocate: (amount: Amount, ratios: ReadonlyArray<number>) => ReadonlyArray<Amount>
  readonly toSnapshot: (amount: Amount) => { readonly amount: number }
}

/** Net, an order discount allocated over the lines, and the taxes taken out of each: what a person writes with it. */
const dinero = ({ INR, add, allocate, dinero, multiply, subtract, toSnapshot }: DineroModule): Peer => ({
  name: `dinero.js ${versions["dinero.js"]}, by hand`,
  totalOf: ({ lines, charges = [], orderDiscounts = [] }) => () => {
    const of = (amount: number) => dinero({ amount, currency: INR })
    const nets = lines.map(({ unitPrice, quantity, discount = 0 }) => subtract(multiply(of(unitPrice), quantity), of(discount)))
    const shares = allocate(of(orderDiscounts.reduce((sum, { amount }) => sum + amount, 0)), nets.map((net) => toSnapshot(net).amount))
    let [total, tax] = [of(0), of(0)]
    nets.forEach((net, i) => {
      const due = subtract(net, shares[i]!)
      const [cgst, sgst] = allocate(due, [9, 9, 100])
      total = add(total, due)
      tax = add(tax, add(cgst!, sgst!))
    })
    for (const { amount } of charges) total = add(total, of(amount))
    return toSnapshot(total).amount - toSnapshot(tax).amount
  }
})
