// What the demo shop sells: real kinds of goods with their HSN codes and the GST rates in force since 22 September 2025
// (Notifications 9/2025 and 10/2025-CT(R); 19/2025 of 1 February 2026 concerns tobacco and pan masala). No advice: classify your own goods.

import type { Item } from "@bahi/core/cart"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { TaxClass } from "@bahi/core/tax"

/** Something to sell, and how much of it is there. */
export interface DemoItem {
  readonly item: Item
  readonly stock: number
}

interface DemoProduct {
  readonly productId: string
  readonly name: string
  readonly description: string
  readonly hsnCode: string
  readonly taxClass: TaxClass
  /** Unique quantity code of the GST portal. */
  readonly unit: "NOS" | "PRS" | "PAC" | "KGS" | "LTR"
  readonly variants: ReadonlyArray<DemoVariant>
}

interface DemoVariant {
  readonly variantId: string
  readonly sku: string
  /** Where a product comes in several. */
  readonly variantName?: string
  /** Tax included. */
  readonly priceInPaise: number
  /** Maximum retail price, tax included. */
  readonly mrpInPaise: number
  readonly weightGrams: number
  readonly stock: number
  /** For a bundle, which has no stock of its own: what it is made of, by SKU. */
  readonly of?: ReadonlyArray<readonly [sku: string, quantity: number]>
}

const flat = (ratePpm: number): TaxClass => ({ kind: "flat", ratePpm })

// A price with tax between ₹2,625 and ₹2,950 fits neither rate: no such price below.
const apparelOrFootwear: TaxClass = { kind: "per_piece_slab", limit: money(250_000), upToPpm: 50_000, abovePpm: 180_000 }

const products: ReadonlyArray<DemoProduct> = [
  // Apparel, per piece: the value without tax decides between 5 % and 18 % (HSN 61, 62, 63).
  {
    productId: "01996d0c-5c00-7001-8000-000000000001", name: "Cotton Crew-Neck T-Shirt, Indigo",
    description: "Combed cotton, 180 gsm, bio-washed. Regular fit.",
    hsnCode: "610910", taxClass: apparelOrFootwear, unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7001-9000-000000000001", sku: "TSHIRT-INDIGO-S", variantName: "S", priceInPaise: 59_900, mrpInPaise: 89_900, weightGrams: 180, stock: 40 },
      { variantId: "01996d0c-5c00-7002-9000-000000000002", sku: "TSHIRT-INDIGO-M", variantName: "M", priceInPaise: 59_900, mrpInPaise: 89_900, weightGrams: 190, stock: 60 },
      { variantId: "01996d0c-5c00-7003-9000-000000000003", sku: "TSHIRT-INDIGO-L", variantName: "L", priceInPaise: 59_900, mrpInPaise: 89_900, weightGrams: 200, stock: 60 },
      { variantId: "01996d0c-5c00-7004-9000-000000000004", sku: "TSHIRT-INDIGO-XL", variantName: "XL", priceInPaise: 64_900, mrpInPaise: 94_900, weightGrams: 215, stock: 25 }
    ]
  },
  {
    productId: "01996d0c-5c00-7002-8000-000000000002", name: "Men's Oxford Shirt, White",
    description: "Full-sleeved cotton Oxford with a button-down collar.",
    hsnCode: "620520", taxClass: apparelOrFootwear, unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7005-9000-000000000005", sku: "SHIRT-OXFORD-39", variantName: "39 cm", priceInPaise: 149_900, mrpInPaise: 199_900, weightGrams: 260, stock: 20 },
      { variantId: "01996d0c-5c00-7006-9000-000000000006", sku: "SHIRT-OXFORD-40", variantName: "40 cm", priceInPaise: 149_900, mrpInPaise: 199_900, weightGrams: 265, stock: 24 },
      { variantId: "01996d0c-5c00-7007-9000-000000000007", sku: "SHIRT-OXFORD-42", variantName: "42 cm", priceInPaise: 149_900, mrpInPaise: 199_900, weightGrams: 275, stock: 18 }
    ]
  },
  {
    productId: "01996d0c-5c00-7003-8000-000000000003", name: "Jaipuri Kurta and Salwar Set · जयपुरी कुर्ता सेट",
    description: "Hand-block-printed cotton kurta with salwar and dupatta, sold as one set.",
    hsnCode: "62114210", taxClass: apparelOrFootwear, unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7008-9000-000000000008", sku: "KURTA-JAIPUR-S", variantName: "S", priceInPaise: 189_900, mrpInPaise: 249_900, weightGrams: 480, stock: 15 },
      { variantId: "01996d0c-5c00-7009-9000-000000000009", sku: "KURTA-JAIPUR-M", variantName: "M", priceInPaise: 189_900, mrpInPaise: 249_900, weightGrams: 500, stock: 22 },
      { variantId: "01996d0c-5c00-700a-9000-00000000000a", sku: "KURTA-JAIPUR-L", variantName: "L", priceInPaise: 189_900, mrpInPaise: 249_900, weightGrams: 520, stock: 12 }
    ]
  },
  {
    productId: "01996d0c-5c00-7004-8000-000000000004", name: "Men's Straight Jeans, Dark Blue",
    description: "Cotton denim with a little stretch, mid rise.",
    hsnCode: "620342", taxClass: apparelOrFootwear, unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-700b-9000-00000000000b", sku: "JEANS-BLUE-32", variantName: "32", priceInPaise: 179_900, mrpInPaise: 239_900, weightGrams: 620, stock: 30 },
      { variantId: "01996d0c-5c00-700c-9000-00000000000c", sku: "JEANS-BLUE-34", variantName: "34", priceInPaise: 179_900, mrpInPaise: 239_900, weightGrams: 640, stock: 26 }
    ]
  },
  {
    productId: "01996d0c-5c00-7005-8000-000000000005", name: "Men's Wool Blazer, Charcoal",
    description: "Two buttons, notch lapel, half-lined. Above ₹2,500 a piece: taxed at 18 %.",
    hsnCode: "620331", taxClass: apparelOrFootwear, unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-700d-9000-00000000000d", sku: "BLAZER-WOOL-40", variantName: "40", priceInPaise: 799_900, mrpInPaise: 999_900, weightGrams: 950, stock: 6 }
    ]
  },
  {
    productId: "01996d0c-5c00-7006-8000-000000000006", name: "Banarasi Silk Saree, Crimson · बनारसी साड़ी",
    description: "Pure silk with zari border, 5.5 m and a blouse piece. Woven fabric: 5 % at any price.",
    hsnCode: "50072010", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-700e-9000-00000000000e", sku: "SAREE-BANARASI-RED", priceInPaise: 849_900, mrpInPaise: 1_199_900, weightGrams: 780, stock: 5 }
    ]
  },
  {
    productId: "01996d0c-5c00-7007-8000-000000000007", name: "Terry Bath Towel, 75 × 150 cm",
    description: "Cotton, 500 gsm.",
    hsnCode: "630260", taxClass: apparelOrFootwear, unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-700f-9000-00000000000f", sku: "TOWEL-TERRY-SAND", priceInPaise: 49_900, mrpInPaise: 69_900, weightGrams: 560, stock: 80 }
    ]
  },

  // Footwear, per pair: the same two rates (HSN 64).
  {
    productId: "01996d0c-5c00-7008-8000-000000000008", name: "Men's Running Shoes, Grey",
    description: "Knitted upper, cushioned sole.",
    hsnCode: "640411", taxClass: apparelOrFootwear, unit: "PRS",
    variants: [
      { variantId: "01996d0c-5c00-7010-9000-000000000010", sku: "RUN-GREY-UK7", variantName: "UK 7", priceInPaise: 249_900, mrpInPaise: 349_900, weightGrams: 620, stock: 14 },
      { variantId: "01996d0c-5c00-7011-9000-000000000011", sku: "RUN-GREY-UK8", variantName: "UK 8", priceInPaise: 249_900, mrpInPaise: 349_900, weightGrams: 640, stock: 20 },
      { variantId: "01996d0c-5c00-7012-9000-000000000012", sku: "RUN-GREY-UK9", variantName: "UK 9", priceInPaise: 249_900, mrpInPaise: 349_900, weightGrams: 660, stock: 16 }
    ]
  },
  {
    productId: "01996d0c-5c00-7009-8000-000000000009", name: "Men's Leather Derby Shoes, Tan",
    description: "Full-grain leather upper, rubber sole. Above ₹2,500 a pair: taxed at 18 %.",
    hsnCode: "640399", taxClass: apparelOrFootwear, unit: "PRS",
    variants: [
      { variantId: "01996d0c-5c00-7013-9000-000000000013", sku: "DERBY-TAN-UK8", variantName: "UK 8", priceInPaise: 449_900, mrpInPaise: 599_900, weightGrams: 900, stock: 8 }
    ]
  },
  {
    productId: "01996d0c-5c00-700a-8000-00000000000a", name: "Kolhapuri Chappal · कोल्हापुरी चप्पल",
    description: "Leather sole and straps, stitched by hand.",
    hsnCode: "640320", taxClass: apparelOrFootwear, unit: "PRS",
    variants: [
      { variantId: "01996d0c-5c00-7014-9000-000000000014", sku: "KOLHAPURI-UK8", variantName: "UK 8", priceInPaise: 129_900, mrpInPaise: 179_900, weightGrams: 450, stock: 18 }
    ]
  },
  {
    productId: "01996d0c-5c00-700b-8000-00000000000b", name: "Rubber Hawai Chappal, Blue",
    description: "Straps plugged into the sole.",
    hsnCode: "640220", taxClass: apparelOrFootwear, unit: "PRS",
    variants: [
      { variantId: "01996d0c-5c00-7015-9000-000000000015", sku: "HAWAI-BLUE-UK8", variantName: "UK 8", priceInPaise: 19_900, mrpInPaise: 24_900, weightGrams: 300, stock: 100 }
    ]
  },

  // Food without tax: fresh, or exempt by name (Notification 10/2025).
  {
    productId: "01996d0c-5c00-700c-8000-00000000000c", name: "Robusta Bananas · केला",
    description: "Fresh, sold by the kilogram.",
    hsnCode: "080390", taxClass: flat(0), unit: "KGS",
    variants: [
      { variantId: "01996d0c-5c00-7016-9000-000000000016", sku: "BANANA-ROBUSTA", priceInPaise: 5_800, mrpInPaise: 7_000, weightGrams: 1_000, stock: 120 }
    ]
  },
  {
    productId: "01996d0c-5c00-700d-8000-00000000000d", name: "Toned Milk, Pasteurised, 1 L",
    description: "Pouch; keep cold.",
    hsnCode: "040120", taxClass: flat(0), unit: "LTR",
    variants: [
      { variantId: "01996d0c-5c00-7017-9000-000000000017", sku: "MILK-TONED-1L", priceInPaise: 5_700, mrpInPaise: 5_700, weightGrams: 1_030, stock: 200 }
    ]
  },
  {
    productId: "01996d0c-5c00-700e-8000-00000000000e", name: "Paneer, 200 g · पनीर",
    description: "Fresh cottage cheese from cow's milk.",
    hsnCode: "040610", taxClass: flat(0), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7018-9000-000000000018", sku: "PANEER-200G", priceInPaise: 9_200, mrpInPaise: 9_500, weightGrams: 200, stock: 60 }
    ]
  },
  {
    productId: "01996d0c-5c00-700f-8000-00000000000f", name: "Iodised Salt, 1 kg · नमक",
    description: "Vacuum-evaporated.",
    hsnCode: "250100", taxClass: flat(0), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7019-9000-000000000019", sku: "SALT-IODISED-1KG", priceInPaise: 2_800, mrpInPaise: 3_000, weightGrams: 1_000, stock: 300 }
    ]
  },
  {
    productId: "01996d0c-5c00-7010-8000-000000000010", name: "Methi Khakhra, 200 g · मेथी खाखरा",
    description: "Roasted whole-wheat flatbread with fenugreek.",
    hsnCode: "190590", taxClass: flat(0), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-701a-9000-00000000001a", sku: "KHAKHRA-METHI-200G", priceInPaise: 7_500, mrpInPaise: 9_000, weightGrams: 200, stock: 90 }
    ]
  },
  {
    productId: "01996d0c-5c00-7011-8000-000000000011", name: "Sona Masoori Rice, 26 kg Bag",
    description: "Raw rice. Above 25 kg a bag does not count as pre-packaged and labelled: no tax.",
    hsnCode: "100630", taxClass: flat(0), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-701b-9000-00000000001b", sku: "RICE-SONA-26KG", priceInPaise: 169_000, mrpInPaise: 185_000, weightGrams: 26_000, stock: 25 }
    ]
  },

  // Food at 5 %.
  {
    productId: "01996d0c-5c00-7012-8000-000000000012", name: "Aged Basmati Rice, 5 kg · बासमती चावल",
    description: "Pre-packaged and labelled.",
    hsnCode: "100630", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-701c-9000-00000000001c", sku: "RICE-BASMATI-5KG", priceInPaise: 74_900, mrpInPaise: 89_900, weightGrams: 5_000, stock: 70 }
    ]
  },
  {
    productId: "01996d0c-5c00-7013-8000-000000000013", name: "Sharbati Wheat Atta, 5 kg · आटा",
    description: "Stone-ground whole wheat.",
    hsnCode: "110100", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-701d-9000-00000000001d", sku: "ATTA-SHARBATI-5KG", priceInPaise: 32_900, mrpInPaise: 36_000, weightGrams: 5_000, stock: 90 }
    ]
  },
  {
    productId: "01996d0c-5c00-7014-8000-000000000014", name: "Toor Dal, 1 kg · तूर दाल",
    description: "Split pigeon peas, unpolished.",
    hsnCode: "071360", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-701e-9000-00000000001e", sku: "DAL-TOOR-1KG", priceInPaise: 16_900, mrpInPaise: 19_500, weightGrams: 1_000, stock: 110 }
    ]
  },
  {
    productId: "01996d0c-5c00-7015-8000-000000000015", name: "Assam CTC Tea · असम चाय",
    description: "Strong black tea for milk.",
    hsnCode: "090230", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-701f-9000-00000000001f", sku: "TEA-ASSAM-250G", variantName: "250 g", priceInPaise: 16_500, mrpInPaise: 18_000, weightGrams: 265, stock: 120 },
      { variantId: "01996d0c-5c00-7020-9000-000000000020", sku: "TEA-ASSAM-500G", variantName: "500 g", priceInPaise: 31_500, mrpInPaise: 34_000, weightGrams: 520, stock: 80 }
    ]
  },
  {
    productId: "01996d0c-5c00-7016-8000-000000000016", name: "Turmeric Powder, 200 g · हल्दी",
    description: "Lakadong, ground whole.",
    hsnCode: "091030", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7021-9000-000000000021", sku: "HALDI-200G", priceInPaise: 8_900, mrpInPaise: 11_000, weightGrams: 210, stock: 140 }
    ]
  },
  {
    productId: "01996d0c-5c00-7017-8000-000000000017", name: "Cow Ghee, 1 L · गाय का घी",
    description: "Clarified butter in a glass jar.",
    hsnCode: "040590", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7022-9000-000000000022", sku: "GHEE-COW-1L", priceInPaise: 68_900, mrpInPaise: 75_000, weightGrams: 1_250, stock: 45 }
    ]
  },
  {
    productId: "01996d0c-5c00-7018-8000-000000000018", name: "Bikaneri Bhujia, 400 g · बीकानेरी भुजिया",
    description: "Fried gram-flour noodles, spiced.",
    hsnCode: "210690", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7023-9000-000000000023", sku: "BHUJIA-400G", priceInPaise: 11_900, mrpInPaise: 13_000, weightGrams: 410, stock: 150 }
    ]
  },
  {
    productId: "01996d0c-5c00-7019-8000-000000000019", name: "California Almonds, Shelled, 500 g · बादाम",
    description: "Raw kernels.",
    hsnCode: "080212", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7024-9000-000000000024", sku: "ALMOND-500G", priceInPaise: 48_900, mrpInPaise: 65_000, weightGrams: 515, stock: 65 }
    ]
  },
  {
    productId: "01996d0c-5c00-701a-8000-00000000001a", name: "Kachi Ghani Mustard Oil, 1 L",
    description: "Cold-pressed.",
    hsnCode: "1514", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7025-9000-000000000025", sku: "OIL-MUSTARD-1L", priceInPaise: 18_900, mrpInPaise: 21_500, weightGrams: 960, stock: 85 }
    ]
  },

  // Household.
  {
    productId: "01996d0c-5c00-701b-8000-00000000001b", name: "Sandal Bath Soap, 125 g, Pack of 3",
    description: "Toilet soap in bars.",
    hsnCode: "340111", taxClass: flat(50_000), unit: "PAC",
    variants: [
      { variantId: "01996d0c-5c00-7026-9000-000000000026", sku: "SOAP-SANDAL-3", priceInPaise: 16_200, mrpInPaise: 18_000, weightGrams: 390, stock: 130 }
    ]
  },
  {
    productId: "01996d0c-5c00-701c-8000-00000000001c", name: "Mogra Agarbatti, 100 Sticks · अगरबत्ती",
    description: "Incense, hand-rolled.",
    hsnCode: "330741", taxClass: flat(50_000), unit: "PAC",
    variants: [
      { variantId: "01996d0c-5c00-7027-9000-000000000027", sku: "AGARBATTI-MOGRA-100", priceInPaise: 8_500, mrpInPaise: 10_000, weightGrams: 150, stock: 160 }
    ]
  },
  {
    productId: "01996d0c-5c00-701d-8000-00000000001d", name: "Three-Tier Steel Tiffin · टिफ़िन",
    description: "Food-grade stainless steel with a clip handle.",
    hsnCode: "732393", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7028-9000-000000000028", sku: "TIFFIN-STEEL-3", priceInPaise: 64_900, mrpInPaise: 89_900, weightGrams: 780, stock: 35 }
    ]
  },
  {
    productId: "01996d0c-5c00-701e-8000-00000000001e", name: "City Bicycle, 26 Inch, Single Speed",
    description: "Steel frame, mudguards and carrier; 85 % assembled.",
    hsnCode: "871200", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7029-9000-000000000029", sku: "BICYCLE-CITY-26", priceInPaise: 699_900, mrpInPaise: 849_900, weightGrams: 17_500, stock: 4 }
    ]
  },
  {
    productId: "01996d0c-5c00-701f-8000-00000000001f", name: "Ruled Notebook, 172 Pages",
    description: "Long book for school, stapled.",
    hsnCode: "482020", taxClass: flat(0), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-702a-9000-00000000002a", sku: "NOTEBOOK-172", priceInPaise: 5_200, mrpInPaise: 6_000, weightGrams: 310, stock: 250 }
    ]
  },

  // Electronics and appliances at 18 %.
  {
    productId: "01996d0c-5c00-7020-8000-000000000020", name: "5G Smartphone, 6.6 Inch",
    description: "8 GB of memory, dual SIM, 5000 mAh.",
    hsnCode: "851713", taxClass: flat(180_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-702b-9000-00000000002b", sku: "PHONE-5G-128", variantName: "128 GB, Black", priceInPaise: 1_799_900, mrpInPaise: 2_099_900, weightGrams: 410, stock: 12 },
      { variantId: "01996d0c-5c00-702c-9000-00000000002c", sku: "PHONE-5G-256", variantName: "256 GB, Black", priceInPaise: 1_999_900, mrpInPaise: 2_399_900, weightGrams: 410, stock: 7 }
    ]
  },
  {
    productId: "01996d0c-5c00-7021-8000-000000000021", name: "Wireless Earbuds with Charging Case",
    description: "Bluetooth, 30 hours with the case.",
    hsnCode: "851830", taxClass: flat(180_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-702d-9000-00000000002d", sku: "EARBUDS-BT", priceInPaise: 149_900, mrpInPaise: 299_900, weightGrams: 120, stock: 50 }
    ]
  },
  {
    productId: "01996d0c-5c00-7022-8000-000000000022", name: "LED Bulb, 9 W, B22",
    description: "Cool daylight, 900 lm.",
    hsnCode: "853952", taxClass: flat(180_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-702e-9000-00000000002e", sku: "BULB-LED-9W", priceInPaise: 9_900, mrpInPaise: 15_000, weightGrams: 70, stock: 220 }
    ]
  },
  {
    productId: "01996d0c-5c00-7023-8000-000000000023", name: "Mixer Grinder, 750 W, Three Jars · मिक्सर",
    description: "Copper motor, steel jars.",
    hsnCode: "850940", taxClass: flat(180_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-702f-9000-00000000002f", sku: "MIXER-750W", priceInPaise: 329_900, mrpInPaise: 499_500, weightGrams: 5_200, stock: 9 }
    ]
  },

  // The special rates.
  {
    productId: "01996d0c-5c00-7024-8000-000000000024", name: "Cola, 300 ml Can",
    description: "Carbonated soft drink with added sugar.",
    hsnCode: "22021010", taxClass: flat(400_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7030-9000-000000000030", sku: "COLA-CAN-300ML", priceInPaise: 4_000, mrpInPaise: 4_000, weightGrams: 325, stock: 240 }
    ]
  },
  {
    productId: "01996d0c-5c00-7025-8000-000000000025", name: "Gold Ring, 22 K, 3 g · सोने की अंगूठी",
    description: "BIS-hallmarked, plain band. Making charges included.",
    hsnCode: "711319", taxClass: flat(30_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7031-9000-000000000031", sku: "RING-GOLD-22K-3G", priceInPaise: 3_650_000, mrpInPaise: 3_800_000, weightGrams: 20, stock: 3 }
    ]
  },
  {
    productId: "01996d0c-5c00-7026-8000-000000000026", name: "Silver Payal · चाँदी की पायल",
    description: "Anklets of 92.5 silver, sold as a pair.",
    hsnCode: "711311", taxClass: flat(30_000), unit: "PRS",
    variants: [
      { variantId: "01996d0c-5c00-7032-9000-000000000032", sku: "PAYAL-SILVER", priceInPaise: 429_900, mrpInPaise: 499_900, weightGrams: 60, stock: 10 }
    ]
  },
  {
    productId: "01996d0c-5c00-7027-8000-000000000027", name: "Loose Natural Diamond, 0.30 Carat",
    description: "Cut and polished, round brilliant, certified.",
    hsnCode: "710239", taxClass: flat(15_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7033-9000-000000000033", sku: "DIAMOND-030CT", priceInPaise: 3_200_000, mrpInPaise: 3_600_000, weightGrams: 10, stock: 2 }
    ]
  },
  {
    productId: "01996d0c-5c00-7028-8000-000000000028", name: "पंचतंत्र की कहानियाँ (Panchatantra)",
    description: "Printed book in Hindi, illustrated, paperback.",
    hsnCode: "490199", taxClass: flat(0), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7034-9000-000000000034", sku: "BOOK-PANCHATANTRA-HI", priceInPaise: 22_500, mrpInPaise: 29_900, weightGrams: 280, stock: 40 }
    ]
  },
  // Sold as one thing at one price: a mixed supply, taxed at the highest rate among its parts (CGST Act s. 8(b)).
  {
    productId: "01996d0c-5c00-7029-8000-000000000029", name: "Chai-Time Box · चाय का डिब्बा",
    description: "Assam tea and bhujia in one box.",
    hsnCode: "090240", taxClass: flat(50_000), unit: "NOS",
    variants: [
      { variantId: "01996d0c-5c00-7035-9000-000000000035", sku: "BOX-CHAI-TIME", priceInPaise: 25_900, mrpInPaise: 31_000, weightGrams: 700, stock: 0, of: [["TEA-ASSAM-250G", 1], ["BHUJIA-400G", 1]] }
    ]
  }
]

/** The demo shop's goods, a row per variant, with stable ids. */
export const demoCatalog: ReadonlyArray<DemoItem> = products.flatMap(({ variants, productId, name, hsnCode, taxClass, unit }) =>
  variants.map(({ variantId, sku, variantName, priceInPaise, mrpInPaise, weightGrams, stock, of }) => ({
    item: {
      productId: id<"product">(productId),
      variantId: id<"variant">(variantId),
      sku,
      name,
      ...(variantName === undefined ? {} : { variantName }),
      hsnCode,
      taxClass,
      unit,
      weightGrams,
      unitPrice: money(priceInPaise),
      unitMrp: money(mrpInPaise),
      ...(of ? { components: of.map(([part, quantity]) => ({ variantId: variantOf(part), quantity })) } : {})
    },
    stock
  })))

function variantOf(sku: string) {
  const variant = products.flatMap(({ variants }) => variants).find((variant) => variant.sku === sku)
  if (!variant) throw new Error(`No product has the SKU ${sku}`)
  return id<"variant">(variant.variantId)
}
