import type { TableStyle } from "../table/widths.ts"
import { colours, type Style } from "../text/style.ts"

/** How closely an invoice is set; sizes in points. */
export interface Density {
  readonly body: Style
  readonly strong: Style
  readonly label: Style
  readonly lines: TableStyle
  readonly taxes: TableStyle
  /** Between the parts of the invoice. */
  readonly gap: number
}

const density = ({ size, leading, rowPadding, gap }: { readonly size: number; readonly leading: number; readonly rowPadding: number; readonly gap: number }): Density => {
  const note = size * 0.85
  const lines: TableStyle = {
    heading: { weight: "bold", size: note, leading, colour: colours.accent },
    cell: { weight: "regular", size, leading, colour: colours.ink },
    note: { weight: "regular", size: note, leading, colour: colours.muted },
    total: { weight: "bold", size, leading, colour: colours.ink },
    rowPadding
  }
  return {
    body: { ...lines.cell, size: size + 0.3 },
    strong: { ...lines.total, size: size + 0.3 },
    label: { ...lines.note, size: note + 0.3 },
    lines,
    taxes: { ...lines, rowPadding: rowPadding * 0.7 },
    gap
  }
}

/** For a few lines. */
export const comfortable = density({ size: 8, leading: 1.3, rowPadding: 3.8, gap: 14 })

/** For an invoice of several pages, and some of one. */
export const compact = density({ size: 7.3, leading: 1.25, rowPadding: 1.6, gap: 8 })

/** For twenty lines on one page. */
export const dense = density({ size: 6.7, leading: 1.16, rowPadding: 0.8, gap: 5 })
