import PDFDocument from "pdfkit"

/** A PDF file while it is written. */
export type Pdf = InstanceType<typeof PDFDocument>

/** Everything of the file, once its end is written. */
export const bytesOf = async (pdf: Pdf): Promise<Uint8Array> => {
  const chunks: Array<Uint8Array> = []
  for await (const chunk of pdf) chunks.push(chunk as Uint8Array)
  return new Uint8Array(Buffer.concat(chunks))
}
