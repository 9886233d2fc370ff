import { supplies } from "@bahi/core/tax"
import { calculateTotals, type Charge, type OrderDiscount, type TotalsInput, type TotalsLine } from "@bahi/core/totals"
import { type Mismatch, mismatchesOf } from "./compare.ts"
import { arrayOf, type Fields, flagOf, listOf, numberOf, onlyKeys, optional, paiseOf, percentOf, textOf, wordOf } from "./reading.ts"

/** A document → its figures. A refusal is an answer that no expected figure equals. */
export const totalsCase = (input: Fields, expected: Fields): ReadonlyArray<Mismatch> => {
  const totals = calculateTotals(documentOf(input))
  return totals.ok ? mismatchesOf(expected, totals.value) : [{ key: "totals", expected: "figures", got: totals.error }]
}

/** A vector's document as the calculator takes it: percentages become parts per million. */
export const documentOf = (input: Fields): TotalsInput => {
  onlyKeys(input, "input", ["priceMode", "supply", "lines", "orderDiscounts", "charges", "roundOff"])
  return {
    priceMode: priceModeOf(input["priceMode"], "priceMode"),
    supply: supplyOf(input["supply"], "supply"),
    lines: listOf(input["lines"], "lines", lineOf),
    ...optional("orderDiscounts", input["orderDiscounts"], "orderDiscounts", (list, path) => listOf(list, path, orderDiscountOf)),
    ...optional("charges", input["charges"], "charges", (list, path) => listOf(list, path, chargeOf)),
    ...optional("roundOff", input["roundOff"], "roundOff", roundOffOf)
  }
}

const lineOf = (line: Fields, path: string): TotalsLine => {
  onlyKeys(line, path, ["id", "unitPrice", "quantity", "discount", "gstRate", "cessRate", "cessPerUnit", "isFreeGift", "priceMode"])
  return {
    id: textOf(line["id"], `${path}.id`),
    unitPrice: paiseOf(line["unitPrice"], `${path}.unitPrice`),
    quantity: numberOf(line["quantity"], `${path}.quantity`),
    ratePpm: percentOf(line["gstRate"], `${path}.gstRate`),
    ...optional("discount", line["discount"], `${path}.discount`, paiseOf),
    ...optional("cessPpm", line["cessRate"], `${path}.cessRate`, percentOf),
    ...optional("cessPerUnit", line["cessPerUnit"], `${path}.cessPerUnit`, paiseOf),
    ...optional("isFreeGift", line["isFreeGift"], `${path}.isFreeGift`, flagOf),
    ...optional("priceMode", line["priceMode"], `${path}.priceMode`, priceModeOf)
  }
}

const orderDiscountOf = (discount: Fields, path: string): OrderDiscount => {
  onlyKeys(discount, path, ["id", "amount", "lineIds"])
  return {
    id: textOf(discount["id"], `${path}.id`),
    amount: paiseOf(discount["amount"], `${path}.amount`),
    ...optional("lineIds", discount["lineIds"], `${path}.lineIds`, (list, at) => arrayOf(list, at).map((id, i) => textOf(id, `${at}[${i}]`)))
  }
}

const chargeOf = (charge: Fields, path: string): Charge => {
  onlyKeys(charge, path, ["id", "amount", "taxPolicy", "gstRate"])
  return {
    id: textOf(charge["id"], `${path}.id`),
    amount: paiseOf(charge["amount"], `${path}.amount`),
    taxPolicy: taxPolicyOf(charge["taxPolicy"], `${path}.taxPolicy`),
    ...optional("ratePpm", charge["gstRate"], `${path}.gstRate`, percentOf)
  }
}

const taxPolicyOf = wordOf(["proRata", "highest", "fixed"])
const priceModeOf = wordOf(["inclusive", "exclusive"])
const roundOffOf = wordOf(["none", "rupee"])
const supplyOf = wordOf(supplies)
