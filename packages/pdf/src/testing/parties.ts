import type { Address } from "@bahi/core/checkout"
import type { Seller } from "@bahi/core/invoice"

/** A shop in Bengaluru, registered in Karnataka. */
export const seller: Seller = {
  legalName: "Malleswaram Handlooms Private Limited",
  tradeName: "Kaveri Weaves",
  gstin: "29AAGCM4821K1Z6",
  address: { name: "Kaveri Weaves", line1: "214, 8th Cross, Sampige Road", line2: "Malleswaram", city: "Bengaluru", stateCode: "29", pincode: "560003" },
  email: "accounts@kaveriweaves.example",
  phone: "+91 80 4123 7788",
  upiId: "kaveriweaves@okaxis"
}

/** The same shop in a Union territory without legislature. */
export const sellerInChandigarh: Seller = {
  ...seller,
  gstin: "04AAGCM4821K1ZI",
  address: { name: "Kaveri Weaves", line1: "SCO 48, Madhya Marg, Sector 26", city: "Chandigarh", stateCode: "04", pincode: "160019" }
}

export const bengaluru: Address = { name: "Ananya Rao", line1: "Flat 12B, Prestige Lakeside", line2: "Whitefield Main Road", city: "Bengaluru", stateCode: "29", pincode: "560066", phone: "+91 98450 12345" }

export const mumbai: Address = { name: "Deccan Retail LLP", line1: "3rd Floor, Laxmi Chambers", line2: "Dr Annie Besant Road, Worli", city: "Mumbai", stateCode: "27", pincode: "400018", phone: "+91 98200 55501" }

export const chandigarh: Address = { name: "Harpreet Singh", line1: "House 1187, Sector 22-B", city: "Chandigarh", stateCode: "04", pincode: "160022" }

export const daman: Address = { name: "Meera Patel", line1: "5, Seaface Road, Nani Daman", city: "Daman", stateCode: "26", pincode: "396210" }

export const varanasi: Address = { name: "श्रीमती लक्ष्मी त्रिपाठी", line1: "मकान संख्या १२, दशाश्वमेध घाट मार्ग", line2: "गोदौलिया चौराहे के निकट", city: "वाराणसी", stateCode: "09", pincode: "221001", phone: "+91 94150 33221" }
