import type { Band } from "./band.ts"

/** Bands that belong together, such as a table. */
export interface Section {
  /** Drawn before the first band, and again on every page on which the section goes on. */
  readonly heading?: Band
  readonly bands: ReadonlyArray<Band>
  /** What is said at a page break after this many bands: at the foot of the one page, and at the head of the next. */
  readonly carried?: (bandsBefore: number) => { readonly over: Band; readonly forward: Band }
  readonly gapBefore?: number
  /** The last band stays on one page with the first of the next section. */
  readonly keepWithNext?: boolean
}

/** Where pages begin and end, in points from their top. */
export interface PageFrame {
  readonly firstTop: number
  readonly nextTop: number
  readonly bottom: number
}

export interface Placed {
  readonly band: Band
  readonly top: number
}

/** Places sections on as many pages as they need. A band higher than a page stands alone on one. */
export const paginate = (sections: ReadonlyArray<Section>, frame: PageFrame): ReadonlyArray<ReadonlyArray<Placed>> => {
  let page: Array<Placed> = []
  const pages = [page]
  let y = frame.firstTop
  const place = (band: Band | undefined) => {
    if (!band) return
    page.push({ band, top: y })
    y += band.height
  }
  const turn = () => {
    page = []
    pages.push(page)
    y = frame.nextTop
  }

  sections.forEach((section, index) => {
    const { heading, bands, carried, gapBefore = 0 } = section
    const carriedHeight = carried ? carried(0).over.height : 0
    const after = section.keepWithNext ? keptWith(sections, index + 1) : 0
    bands.forEach((band, i) => {
      const isFirst = i === 0
      const isLast = i === bands.length - 1
      const before = isFirst ? gapBefore + (heading?.height ?? 0) : 0
      const fits = y + before + band.height + (isLast ? after : carriedHeight) <= frame.bottom
      if (!fits && page.length > 0) {
        if (carried && !isFirst) place(carried(i).over)
        turn()
        place(heading)
        if (carried && !isFirst) place(carried(i).forward)
      } else if (isFirst) {
        y += page.length > 0 ? gapBefore : 0
        place(heading)
      }
      place(band)
    })
  })
  return pages
}

/** The height that must follow on the same page. */
const keptWith = (sections: ReadonlyArray<Section>, index: number): number => {
  const section = sections[index]
  if (!section) return 0
  const after = section.keepWithNext && section.bands.length === 1 ? keptWith(sections, index + 1) : 0
  return (section.gapBefore ?? 0) + (section.heading?.height ?? 0) + (section.bands[0]?.height ?? 0) + after
}
