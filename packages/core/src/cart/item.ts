import type { ProductId, SellerId, VariantId } from "../id.ts"
import type { Demand } from "../inventory/index.ts"
import type { Money } from "../money/index.ts"
import type { TaxClass, Treatment } from "../tax/index.ts"

/** What a customer puts into a cart, with everything that a later change in the catalog must not touch. */
export interface Item {
  readonly productId: ProductId
  readonly variantId: VariantId
  readonly sku: string
  readonly name: string
  readonly variantName?: string
  readonly imageUrl?: string
  /** Whose goods they are, on a marketplace. */
  readonly sellerId?: SellerId
  readonly hsnCode: string
  readonly taxClass: TaxClass
  /** Why it is not taxed, where that is more than a rate of 0 %: its tax class is one of 0 %. */
  readonly treatment?: Treatment
  /** Unique Quantity Code of the GST portal: NOS, PRS, KGS … */
  readonly unit: string
  readonly weightGrams: number
  readonly unitPrice: Money
  readonly unitMrp: Money
  /** A bundle is sold as one thing, and takes these from the stock; anything else takes itself. */
  readonly components?: ReadonlyArray<Demand>
}
