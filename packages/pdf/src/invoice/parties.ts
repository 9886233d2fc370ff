import type { Address } from "@bahi/core/checkout"
import type { IssuedDocument, Seller } from "@bahi/core/invoice"
import { type Band, beside, cells, gap, padded, type Paragraph, rule, stack } from "../page/band.ts"
import { paper } from "../page/paper.ts"
import { colours, type Style } from "../text/style.ts"
import type { Density } from "./density.ts"
import { addressLines, creditReasons, indianDate, stateWithCode, titles } from "./wording.ts"

/** The head of the invoice: who supplies (Rule 46(a)), and which document this is (46(b), (c), (n) and (p)). */
export const masthead = (document: IssuedDocument, density: Density): Band =>
  stack([
    beside(sellerBlock(document.seller, density), stack([titleBlock(document), particulars(document, density)])),
    gap(density.gap * 0.8),
    rule({ colour: colours.accent, thickness: 1.2 })
  ])

/** To whom (Rule 46(d) and (e)), and where the goods go (46(o)). */
export const recipients = ({ buyer, deliveryAddress }: IssuedDocument, density: Density): Band => {
  const halfWidth = (paper.contentWidth - 24) / 2
  const billed = party("BILLED TO", buyer.address, density, [
    { text: `GSTIN: ${buyer.gstin ?? "Unregistered"}`, style: density.strong },
    { text: contact(buyer.email, buyer.phone), style: density.label }
  ])
  const shipped = party("SHIPPED TO", deliveryAddress, density, [{ text: deliveryAddress.phone ?? "", style: density.label }])
  return cells([
    { x: paper.left, width: halfWidth, paragraphs: billed },
    { x: paper.left + halfWidth + 24, width: halfWidth, paragraphs: shipped }
  ])
}

const party = (heading: string, address: Address, density: Density, more: ReadonlyArray<Paragraph>): ReadonlyArray<Paragraph> => [
  { text: heading, style: { ...density.label, weight: "bold", size: 6.6, colour: colours.accent } },
  { text: address.name, style: { ...density.strong, size: density.strong.size + 0.8 } },
  ...addressLines(address).map((text) => ({ text, style: density.body })),
  ...more
]

const sellerBlock = (seller: Seller, { body, strong, label }: Density): Band => {
  const name = seller.tradeName ?? seller.legalName
  const paragraphs: ReadonlyArray<Paragraph> = [
    { text: name, style: { weight: "bold", size: name.length > 60 ? 10 : 14, leading: 1.3, colour: colours.accent } },
    ...(name === seller.legalName ? [] : [{ text: seller.legalName, style: strong }]),
    // The address may name the place that the goods come from.
    ...([seller.legalName, name].includes(seller.address.name) ? [] : [{ text: seller.address.name, style: body }]),
    ...addressLines(seller.address).map((text) => ({ text, style: body })),
    { text: `GSTIN: ${seller.gstin}`, style: strong },
    { text: contact(seller.email, seller.phone), style: label }
  ]
  return cells([{ x: paper.left, width: 282, paragraphs }])
}

const contact = (...ways: ReadonlyArray<string | undefined>): string => ways.filter((way) => way !== undefined).join(" · ")

const particularsLeft = 336
const particularsWidth = paper.right - particularsLeft

const titleBlock = ({ title }: IssuedDocument): Band => padded(cells([{
  x: particularsLeft,
  width: particularsWidth,
  align: "right",
  paragraphs: [
    // The longest has to stay on one line.
    { text: titles[title], style: { weight: "bold", size: title === "invoice_cum_bill_of_supply" ? 13 : 16, leading: 1.25, colour: colours.accent } },
    // CGST Rule 48(1)(a).
    { text: "ORIGINAL FOR RECIPIENT", style: { weight: "regular", size: 7, leading: 1.25, colour: colours.muted } }
  ]
}]), { above: 0, below: 8 })

const particulars = (document: IssuedDocument, { label, body, strong }: Density): Band => {
  const named = (name: string, text: string, style: Style = body): Band => padded(cells([
    { x: particularsLeft, width: 124, paragraphs: [{ text: name, style: { ...label, size: body.size } }] },
    { x: particularsLeft + 126, width: particularsWidth - 126, align: "right", paragraphs: [{ text, style }] }
  ]), { above: 0.4, below: 0.4 })
  // Rule 46(b) and (c) of an invoice, Rule 53(1A)(e) to (g) of a note.
  return stack([
    ...(document.type === "sale"
      ? [
        named("Invoice number", document.number, strong),
        named("Invoice date", indianDate(document.issuedAt), strong),
        named("Order number", document.orderNumber),
        named("Order date", indianDate(document.orderedAt))
      ]
      : [
        named("Credit note number", document.number, strong),
        named("Credit note date", indianDate(document.issuedAt), strong),
        named("Against invoice", document.original.number, strong),
        named("Invoice date", indianDate(document.original.issuedAt)),
        named("Reason", creditReasons[document.reason]),
        named("Order number", document.orderNumber)
      ]),
    named("Place of supply", stateWithCode(document.placeOfSupply)),
    named("Tax payable on reverse charge", document.reverseCharge ? "Yes" : "No")
  ])
}
