import type { Control } from "./emulator.ts"
import { html, rupees, type Html } from "./html.ts"

/** `/`: what happened, the newest first. */
export const statusPage = (emulator: Control): string => {
  const orders = newest(emulator.orders()).map(({ id, receipt, amount, amount_paid, status, created_at }) =>
    row(id, receipt ?? "", rupees(amount), rupees(amount_paid), status, time(created_at)))
  const payments = newest(emulator.payments()).map(({ id, order_id, method, amount, amount_refunded, status, created_at }) =>
    row(id, order_id, method, rupees(amount), rupees(amount_refunded), statusOf(`payments/${id}`, status, settlementsOf[status]), time(created_at)))
  const refunds = newest(emulator.refunds()).map(({ id, payment_id, receipt, amount, status, created_at }) =>
    row(id, payment_id, receipt ?? "", rupees(amount), statusOf(`refunds/${id}`, status, settlementsOf[status]), time(created_at)))
  const deliveries = newest(emulator.webhooks.deliveries()).map(({ eventId, event, status, attempts }) =>
    row(eventId, event, status.replace("_", " "), attempts.map(({ outcome }) => outcome).join(", ")))
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Razorpay emulator</title>
<style>${style}</style>
</head>
<body>
<h1>Razorpay emulator</h1>
<p class="banner">Emulator — no money moves</p>
${table("Orders", ["Order", "Receipt", "Amount", "Paid", "Status", "Created"], orders)}
${table("Payments", ["Payment", "Order", "Method", "Amount", "Refunded", "Status", "Created"], payments)}
${table("Refunds", ["Refund", "Payment", "Receipt", "Amount", "Status", "Created"], refunds)}
${table("Webhook deliveries", ["Event", "Name", "Status", "Answers"], deliveries)}
<script>${script}</script>
</body>
</html>
`.html
}

/** What the bank can still say, by the status of a payment or of a refund. */
const settlementsOf: Readonly<Record<string, ReadonlyArray<string>>> = {
  created: ["success", "failure"],
  failed: ["success"],
  pending: ["processed", "failed"]
}

const statusOf = (path: string, status: string, settlements: ReadonlyArray<string> = []): Html =>
  html`${status}${settlements.map((outcome) => html` <button type="button" data-path="/_emulator/${path}/settle" data-outcome="${outcome}">${outcome}</button>`)}`

const script: Html = html`
document.addEventListener("click", async ({ target }) => {
  const { path, outcome } = target.dataset;
  if (!path) return;
  await fetch(path, { method: "POST", body: JSON.stringify({ outcome }) });
  location.reload();
});
`

const newest = <A>(oldestFirst: ReadonlyArray<A>): ReadonlyArray<A> => oldestFirst.toReversed().slice(0, 200)

const time = (seconds: number): string => new Date(seconds * 1000).toISOString().replace("T", " ").replace(".000Z", " UTC")

const row = (...cells: ReadonlyArray<string | Html>): Html => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`

const table = (title: string, heads: ReadonlyArray<string>, rows: ReadonlyArray<Html>): Html => html`<section>
<h2>${title} <small>${rows.length}</small></h2>
${rows.length === 0
  ? html`<p>None yet.</p>`
  : html`<div><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`}
</section>`

const style: Html = html`
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; font: 15px/1.5 system-ui, sans-serif; color: #1e293b; background: #f8fafc; }
.banner { padding: .5rem .8rem; border-radius: 8px; background: #fef3c7; color: #713f12; font-weight: 600; }
section { margin-top: 1.5rem; }
h2 { font-size: 1.1rem; margin: 0 0 .4rem; }
small { color: #64748b; font-weight: 400; }
div { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; background: #fff; font-size: .92rem; }
th, td { padding: .4rem .6rem; border: 1px solid #e2e8f0; text-align: left; white-space: nowrap; }
th { background: #f1f5f9; }
button { padding: 0 .5rem; border: 1px solid #94a3b8; border-radius: 6px; background: #fff; font: inherit; cursor: pointer; }
`
