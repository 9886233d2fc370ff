import type { IssuedDocument } from "@bahi/core/invoice"
import { formatRupees, type Money, subtract } from "@bahi/core/money"
import { type Band, beside, cells, gap, padded, rule, stack, tinted } from "../page/band.ts"
import { paper } from "../page/paper.ts"
import { drawQr } from "../page/qr.ts"
import { rupees } from "../text/figures.ts"
import { colours, type Style } from "../text/style.ts"
import type { Density } from "./density.ts"
import { headsOf } from "./heads.ts"
import { upiLink } from "./upi.ts"
import { paymentMethodName } from "./wording.ts"

/** What it comes to: totals on the right, in words and how to pay on the left. */
export const closing = (document: IssuedDocument, density: Density): Band =>
  beside(stack([inWords(document, density), gap(8), payment(document, density)]), totalsBlock(document, density))

const leftWidth = 290
const totalsLeft = 356
const totalsWidth = paper.right - totalsLeft
const place = { x: totalsLeft, width: totalsWidth }

const inWords = ({ amountInWords }: IssuedDocument, { label, strong }: Density): Band =>
  cells([{ x: paper.left, width: leftWidth, paragraphs: [{ text: "Amount in words", style: label }, { text: amountInWords, style: strong }] }])

const payment = (document: IssuedDocument, { label, body }: Density): Band => {
  const method = (x: number): Band => cells([{
    x,
    width: paper.left + leftWidth - x,
    paragraphs: [{ text: "Payment method", style: label }, { text: paymentMethodName(document.paymentMethod), style: body }]
  }])
  const link = upiLink(document)
  if (link === undefined) return method(paper.left)
  const besideQr = paper.left + QR_SIDE + 12
  const caption = cells([{
    x: besideQr,
    width: leftWidth - QR_SIDE - 12,
    paragraphs: [
      { text: `Scan to pay ${formatRupees(document.due)} by UPI`, style: { ...body, weight: "bold", colour: colours.accent } },
      { text: document.seller.upiId!, style: label }
    ]
  }])
  return beside(
    { height: QR_SIDE, draw: (pen, top) => drawQr(pen, link, { x: paper.left, y: top, side: QR_SIDE }) },
    stack([method(besideQr), gap(8), caption])
  )
}

/** Just under an inch, in points. */
const QR_SIDE = 66

const totalsBlock = (document: IssuedDocument, { body, strong }: Density): Band => {
  const { totals, due } = document
  const line = (name: string, amount: string, style: Style = body): Band => padded(cells([
    { x: totalsLeft + 8, width: 72, paragraphs: [{ text: name, style }] },
    { x: totalsLeft + 80, width: totalsWidth - 88, align: "right", paragraphs: [{ text: amount, style }] }
  ]), { above: 1.2, below: 1.2 })
  return stack([
    line("Taxable value", rupees(totals.taxable)),
    ...headsOf(document).map(({ name, amountOf }) => line(name, rupees(amountOf(totals)))),
    line("Round off", rupees(totals.roundOff)),
    gap(2),
    rule({ colour: colours.accent, thickness: 0.8, ...place }),
    tinted(padded(line("Grand total", formatRupees(totals.grandTotal), { ...strong, size: 11, colour: colours.accent }), { above: 2, below: 2 }), { colour: colours.tint, ...place }),
    gap(2),
    ...(document.type === "sale" ? [line("Paid", formatRupees(paidOf(document))), line("Amount due", formatRupees(due), strong)] : []),
    rule({ colour: colours.line, thickness: 0.4, ...place })
  ])
}

const paidOf = ({ totals, due }: IssuedDocument): Money => subtract(totals.grandTotal, due)
