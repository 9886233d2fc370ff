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

const density = ({ size, rowPadding, gap }: { readonly size: number; readonly rowPadding: number; readonly gap: number }): Density => {
  const small = size * 0.85
  const lines: TableStyle = {
    heading: { weight: "bold", size: small, colour: colours.accent },
    cell: { weight: "regular", size, colour: colours.ink },
    note: { weight: "regular", size: small, colour: colours.muted },
    total: { weight: "bold", size, colour: colours.ink },
    rowPadding
  }
  return {
    body: { weight: "regular", size: size + 0.3, colour: colours.ink },
    strong: { weight: "bold", size: size + 0.3, colour: colours.ink },
    label: { weight: "regular", size: small + 0.3, colour: colours.muted },
    lines,
    taxes: { ...lines, rowPadding: rowPadding * 0.7 },
    gap
  }
}

/** For an invoice that fits on one page. */
export const comfortable = density({ size: 8, rowPadding: 4, gap: 14 })

/** For one that would not, or goes over several. */
export const compact = density({ size: 7.3, rowPadding: 1.7, gap: 8 })
