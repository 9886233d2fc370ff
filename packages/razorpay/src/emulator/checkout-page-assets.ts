/** Of the page in the frame; `config` stands before it. */
export const checkoutPageScript = String.raw`
const choose = document.querySelector("#choose");
const waiting = document.querySelector("#waiting");
const message = document.querySelector("#message");
let pendingId = null;

const tell = (type, detail) => parent.postMessage({ type, detail }, config.parent);

const call = async (path, body) => {
  const response = await fetch("/_emulator" + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body)
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.description);
  return answer;
};

const show = ({ payment, callback, error }, late) => {
  pendingId = payment.status === "created" ? payment.id : null;
  choose.hidden = pendingId !== null;
  waiting.hidden = pendingId === null;
  message.textContent = "";
  if (callback) return tell("paid", callback);
  if (error) {
    message.textContent = "Payment failed. " + error.description + (late ? " It will succeed late, by itself." : "");
    tell("failed", error);
  }
};

const busy = async (work) => {
  const buttons = [...document.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  try {
    await work();
  } catch (error) {
    message.textContent = error.message;
  }
  for (const button of buttons) button.disabled = false;
};

document.addEventListener("click", ({ target }) => {
  const { do: outcome, settle } = target.dataset ?? {};
  if (outcome === "dismiss") tell("dismissed");
  else if (outcome) busy(async () => {
    const method = new FormData(choose).get("method");
    const contact = config.contact && { contact: config.contact };
    const email = config.email && { email: config.email };
    show(await call("/orders/" + config.orderId + "/pay", { method, outcome, ...contact, ...email }), outcome === "late_success");
  });
  else if (settle) busy(async () => show(await call("/payments/" + pendingId + "/settle", { outcome: settle })));
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && config.escape) tell("dismissed");
});
document.querySelector("button.main")?.focus({ focusVisible: false });
`

export const checkoutPageStyle = `
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: rgb(15 23 42 / 60%); font: 16px/1.45 system-ui, sans-serif; color: #1e293b; }
main { width: 100%; max-width: 24rem; background: #fff; border-radius: 12px; overflow: hidden; box-shadow: 0 20px 50px rgb(0 0 0 / 35%); }
header { position: relative; padding: 1.1rem 1.25rem; background: var(--color); color: #fff; }
h1 { margin: 0; padding-right: 2rem; font-size: 1.15rem; }
header p { margin: .15rem 0 0; opacity: .9; }
header .amount { margin-top: .5rem; font-size: 1.6rem; font-weight: 650; opacity: 1; }
header .close { position: absolute; top: .6rem; right: .7rem; width: 2rem; min-height: 2rem; padding: 0; border: 0; background: none; color: inherit; font-size: 1.4rem; line-height: 1; text-align: center; }
.banner { margin: 0; padding: .5rem 1.25rem; background: #fef3c7; color: #713f12; font-weight: 600; font-size: .9rem; }
form, #waiting { padding: 1rem 1.25rem 1.25rem; display: grid; gap: 1rem; }
[hidden] { display: none !important; }
fieldset { margin: 0; padding: 0; border: 0; display: grid; gap: .5rem; grid-template-columns: 1fr 1fr; }
fieldset:last-of-type, #waiting { grid-template-columns: 1fr; gap: .5rem; }
legend { padding: 0 0 .4rem; font-size: .85rem; font-weight: 600; color: #64748b; }
label { display: flex; align-items: center; gap: .5rem; padding: .5rem .7rem; border: 1px solid #cbd5e1; border-radius: 8px; cursor: pointer; }
label:has(:checked) { border-color: var(--color); box-shadow: inset 0 0 0 1px var(--color); }
input { accent-color: var(--color); margin: 0; }
button { min-height: 2.6rem; padding: .45rem .8rem; border: 1px solid #cbd5e1; border-radius: 8px; background: #f8fafc; font: inherit; color: inherit; text-align: left; cursor: pointer; }
button:hover { filter: brightness(.96); }
button:disabled { opacity: .5; cursor: default; }
button.main { border-color: var(--color); background: var(--color); color: #fff; font-weight: 600; }
#waiting p { margin: 0; }
[role=alert] { margin: 0; padding: .8rem 1.25rem; background: #fee2e2; color: #991b1b; font-size: .92rem; }
[role=alert]:empty { display: none; }
`
