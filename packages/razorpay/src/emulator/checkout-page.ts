import { checkoutPageScript, checkoutPageStyle } from "./checkout-page-assets.ts"
import { methods } from "./customer.ts"
import type { Method, Order, State } from "./entity.ts"
import { html, json, rupees, type Html } from "./html.ts"
import type { Fields } from "./input.ts"

/** Where a person chooses what the bank says. Its own script does the rest in the frame; no secret reaches the browser. */
export const checkoutPage = (state: State, keyId: string, query: Fields): string => {
  const asked = (name: string): string => String(query[name] ?? "")
  const order = state.order.get(asked("order_id"))
  const shop = asked("name") || "Shop"
  const color = /^#[0-9a-f]{3,8}$/i.test(asked("color")) ? asked("color") : "#2b5cd9"
  const config = { orderId: order?.id, parent: asked("parent") || "*", email: asked("email"), contact: asked("contact"), escape: asked("escape") !== "false" }
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pay ${shop}</title>
<style>${{ html: checkoutPageStyle }}</style>
</head>
<body style="--color: ${color}">
<main role="dialog" aria-modal="true" aria-labelledby="shop">
<header>
<button type="button" class="close" data-do="dismiss" aria-label="Close">×</button>
<h1 id="shop">${shop}</h1>
${asked("description") === "" ? nothing : html`<p>${asked("description")}</p>`}
${order === undefined ? nothing : html`<p class="amount">${rupees(dueOf(order))}</p>`}
</header>
<p class="banner">Emulator — no money moves</p>
<p id="message" role="alert"></p>
${bodyOf(order, asked("key") === keyId, asked("method"))}
</main>
<script>${{ html: "const config = " }}${json(config)};
${{ html: checkoutPageScript }}</script>
</body>
</html>
`.html
}

const nothing: Html = html``

const dueOf = ({ amount, amountPaid }: Order): number => (amountPaid < amount ? amount - amountPaid : amount)

const bodyOf = (order: Order | undefined, keyIsKnown: boolean, preferred: string): Html => {
  if (!keyIsKnown) return html`<p role="alert">The api key provided is invalid</p>`
  if (order === undefined) return html`<p role="alert">The id provided does not exist</p>`
  return html`<form id="choose">
<fieldset>
<legend>Pay by</legend>
${methods.map((method) => html`<label><input type="radio" name="method" value="${method}"${method === preferredOf(preferred) ? html` checked` : nothing}> ${labels[method]}</label>
`)}</fieldset>
<fieldset>
<legend>What happens</legend>
<button type="button" class="main" data-do="success">Success</button>
<button type="button" data-do="failure">Failure</button>
<button type="button" data-do="pending">Pending, then decide</button>
<button type="button" data-do="late_success">Failure, then late success</button>
<button type="button" data-do="dismiss">Dismiss</button>
</fieldset>
</form>
<div id="waiting" hidden>
<p>The payment waits for the bank.</p>
<button type="button" class="main" data-settle="success">Bank confirms</button>
<button type="button" data-settle="failure">Bank declines</button>
<button type="button" data-do="dismiss">Leave it pending</button>
</div>`
}

const preferredOf = (asked: string): Method => methods.find((method) => method === asked) ?? "upi"

const labels: Readonly<Record<Method, string>> = { upi: "UPI", card: "Card", netbanking: "Netbanking", wallet: "Wallet" }
