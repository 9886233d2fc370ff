import type { IssuedDocument } from "@bahi/core/invoice"
import PDFDocument from "pdfkit"
import { layOut } from "./invoice/layout.ts"
import type { Placed } from "./page/paginate.ts"
import { paper } from "./page/paper.ts"
import { bytesOf } from "./page/pdf.ts"
import { type Pen, penFor } from "./page/pen.ts"
import { printable } from "./text/wrap.ts"

/** Lays out an issued tax invoice as an A4 PDF file; the same document gives the same bytes. */
export const renderInvoice = (document: IssuedDocument): Promise<Uint8Array> => {
  const pages = layOut(document)
  const pdf = new PDFDocument({
    // pdfkit says 1.3 otherwise, which knows neither the language nor the text behind glyphs.
    pdfVersion: "1.7",
    size: [paper.width, paper.height],
    margin: 0,
    autoFirstPage: false,
    // pdfkit's own default font would be read for every document.
    font: "",
    lang: "en-IN",
    displayTitle: true,
    info: {
      Title: printable(document.number),
      Author: printable(document.seller.legalName),
      Creator: "Bahi",
      Producer: "Bahi",
      CreationDate: new Date(document.issuedAt)
    }
  })
  const pen = penFor(pdf)
  for (const page of pages) {
    pdf.addPage()
    for (const placed of page) draw(pen, placed)
    pen.endPage()
  }
  pen.endDocument()
  pdf.end()
  return bytesOf(pdf)
}

/** What is higher than a page is drawn smaller, rather than cut. */
const draw = (pen: Pen, { band, top }: Placed): void => {
  const room = paper.bottom - top
  if (band.height <= room || top >= paper.bottom) return band.draw(pen, top)
  pen.scaled(room / band.height, { x: paper.left, y: top }, () => band.draw(pen, top))
}
