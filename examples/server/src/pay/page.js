import { guestWith, orderOne } from "./shop.js"
import { clock, isMoving, partsOf, rupees, standingOf, sumsOf, timelineOf } from "./standing.js"

const $ = (id) => document.getElementById(id)

const addresses = {
  mysuru: { name: "Asha Rao", line1: "27, 4th Main, Vontikoppal", city: "Mysuru", stateCode: "29", pincode: "570002" },
  mumbai: { name: "Ravi Kulkarni", line1: "5, Hill Road, Bandra West", city: "Mumbai", stateCode: "27", pincode: "400050" }
}
const contact = { email: "guest@example.com", phone: "+919845012345" }

/** Who has the order's number and token has the order: they stand in the fragment, which no server or log ever sees. */
const fragment = () => new URLSearchParams(location.hash.slice(1))

let guest
let order
let here = {}

// What a person does

const choose = async () => {
  const { items } = await guestWith().get("/api/products?limit=50")
  const oneOfEach = items.filter(({ productId }, place) => items.findIndex((item) => item.productId === productId) === place).slice(0, 6)
  $("products").replaceChildren(...oneOfEach.map((item, place) => {
    const radio = element("input", { type: "radio", name: "product", value: item.variantId, checked: place === 0 })
    radio.product = item
    const price = element("span", { className: "price" }, rupees(item.unitPrice))
    return element("label", {}, radio, element("span", {}, item.name, element("small", {}, item.variantName ?? "")), price)
  }))
  $("choose").hidden = false
}

const place = async () => {
  const chosen = new FormData($("choose"))
  const { productId, variantId } = document.querySelector("[name=product]:checked").product
  const newcomer = guestWith()
  const { orderNumber } = await orderOne(newcomer, { productId, variantId, ...contact, address: addresses[chosen.get("address")], method: chosen.get("method") })
  location.hash = new URLSearchParams({ order: orderNumber, token: newcomer.token() }).toString()
}

const pay = async () => {
  if (here.failure || order.payment.status === "failed") await replaceFailed()
  const checkout = await guest.post("/api/payments", { orderNumber: order.orderNumber })
  await load(checkout.scriptUrl)
  here = {}
  const proof = await throughCheckout(checkout)
  here.visit = proof ? "paid" : "left"
  show()
  if (proof) await guest.post("/api/payments/verify", { paymentId: checkout.paymentId, ...proof })
}

/** A new payment for the one that failed, unless the gateway's record says by now that it has not. */
const replaceFailed = async () => {
  const { paymentId } = order.payment
  try {
    await guest.post(`/api/payments/${paymentId}/retry`, undefined, { "idempotency-key": `retry-of-${paymentId}` })
  } catch (problem) {
    if (problem.code !== "illegal_transition") throw problem
  }
}

/** Opens the gateway's checkout over the page; resolves with its proof of payment, or with nothing when the person leaves it. */
const throughCheckout = ({ keyId, gatewayOrderId, amount, currency, name, prefill }) => new Promise((resolve) => {
  const checkout = new window.Razorpay({
    key: keyId, order_id: gatewayOrderId, amount, currency, name,
    prefill: { ...prefill, method: order.payment.method },
    handler: ({ razorpay_payment_id, razorpay_order_id, razorpay_signature }) => resolve({ razorpay_payment_id, razorpay_order_id, razorpay_signature }),
    modal: { ondismiss: () => resolve(undefined) }
  })
  // The checkout stays open, and lets the person try again there.
  checkout.on("payment.failed", ({ error }) => {
    here.failure = error.description
    show()
  })
  checkout.open()
})

const download = async () => {
  for (let asked = 1;; asked++) {
    try {
      const pdf = await guest.bytes(`/api/orders/${order.orderNumber}/invoice`)
      return element("a", { href: URL.createObjectURL(pdf), download: `${order.invoiceNumber ?? order.orderNumber}.pdf` }).click()
    } catch (problem) {
      if (problem.code !== "invoice_not_issued_yet" || asked === 60) throw problem
      await pause(500)
    }
  }
}

// What the page does by itself

let watch = 0

/** Looks at the order, and looks again while something is still to come: at once, then less and less often. */
const follow = async () => {
  const mine = ++watch
  for (let looks = 0;; looks++) {
    const seen = await guest.get(`/api/orders/${fragment().get("order")}`).catch((problem) => {
      if (problem.passes && order) return order
      throw problem
    })
    if (mine !== watch) return
    order = seen
    show()
    if (!isMoving(order)) return
    await pause(Math.min(30, 2 + looks / 10) * 1000)
    if (mine !== watch) return
  }
}

const show = () => {
  const [title, saying] = standingOf(order, here)
  $("order").hidden = false
  $("order").className = order.lifecycle
  tell($("title"), title)
  tell($("saying"), saying)
  $("order-number").textContent = `Order ${order.orderNumber}`
  $("pay").hidden = order.lifecycle !== "pending" || order.payment.status === "authorized" || order.due === 0
  $("pay").textContent = `${here.failure || order.payment.status === "failed" ? "Try again: pay" : "Pay"} ${rupees(order.due)}`
  $("invoice").hidden = order.confirmedAt === undefined
  $("parts").replaceChildren(...partsOf(order).map(row))
  $("sums").replaceChildren(...sumsOf(order).map(row))
  $("timeline").replaceChildren(...timelineOf(order).map(({ at, what }) => element("li", {}, element("time", { dateTime: at }, clock(at)), what)))
  document.title = `${title} · Bahi Bazaar`
}

const start = async () => {
  const [orderNumber, token] = [fragment().get("order"), fragment().get("token")]
  $("choose").hidden = true
  $("order").hidden = true
  say("")
  here = {}
  order = undefined
  watch++
  if (!orderNumber || !token) return choose()
  guest = guestWith(token)
  await follow()
}

// How it is drawn

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

const row = ([what, paise]) => element("tr", {}, element("th", { scope: "row" }, what), element("td", {}, rupees(paise)))

/** Words that are already there are not said again to who listens. */
const tell = (place, words) => {
  if (place.textContent !== words) place.textContent = words
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const scripts = new Map()
const load = (src) => {
  if (!scripts.has(src)) scripts.set(src, new Promise((resolve, reject) => {
    const fail = () => {
      scripts.delete(src)
      reject(new Error("The gateway's checkout cannot be loaded. Look at your connection, and try again."))
    }
    document.head.append(element("script", { src, onload: resolve, onerror: fail }))
  }))
  return scripts.get(src)
}

const say = (sentence) => {
  $("problem").textContent = sentence
  $("problem").hidden = sentence === ""
}

/** Does what was asked; what goes wrong is said. */
const attempt = (what) => what().catch((problem) => say(problem.message))

/** The same, for a button: it waits meanwhile. */
const press = (button, what) => async (event) => {
  event.preventDefault()
  say("")
  button.disabled = true
  await attempt(what)
  button.disabled = false
}

$("choose").addEventListener("submit", press($("choose").querySelector("button"), place))
$("pay").addEventListener("click", press($("pay"), () => pay().finally(() => { void attempt(follow) })))
$("invoice").addEventListener("click", press($("invoice"), download))
addEventListener("hashchange", () => attempt(start))
// Back from a UPI app.
document.addEventListener("visibilitychange", () => { if (!document.hidden && order) attempt(follow) })
attempt(start)
