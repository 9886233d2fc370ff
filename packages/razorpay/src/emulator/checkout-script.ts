/** `checkout.js`: the same `window.Razorpay`, which opens the checkout page of the emulator in a frame over the shop's. */
export const checkoutScript = String.raw`(() => {
  "use strict";
  const origin = new URL(document.currentScript.src).origin;

  const post = (url, fields) => {
    const form = document.createElement("form");
    form.method = "POST";
    form.action = url;
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value ?? "";
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  };

  const errorFields = (error) => ({
    "error[code]": error.code,
    "error[description]": error.description,
    "error[source]": error.source,
    "error[step]": error.step,
    "error[reason]": error.reason,
    "error[metadata]": JSON.stringify(error.metadata)
  });

  class Razorpay {
    #options;
    #listeners = {};
    #frame = null;

    constructor(options) {
      if (!options || !options.key) throw new Error("No key passed");
      this.#options = options;
    }

    on(event, listener) {
      (this.#listeners[event] ??= []).push(listener);
      return this;
    }

    open() {
      if (this.#frame) return this;
      const { key, order_id = "", name = "", description = "", theme = {}, prefill = {}, modal = {} } = this.#options;
      const query = new URLSearchParams({
        key, order_id, name, description,
        parent: location.origin,
        color: theme.color ?? "",
        email: prefill.email ?? "",
        contact: prefill.contact ?? "",
        method: prefill.method ?? "",
        escape: String(modal.escape !== false)
      });
      this.#frame = document.createElement("iframe");
      this.#frame.src = origin + "/_emulator/checkout?" + query;
      this.#frame.title = "Razorpay Checkout";
      this.#frame.className = "razorpay-checkout-frame";
      Object.assign(this.#frame.style, { position: "fixed", inset: "0", width: "100%", height: "100%", border: "0", zIndex: "2147483647", colorScheme: "normal" });
      this.#frame.addEventListener("load", () => this.#frame?.focus());
      addEventListener("message", this.#hear);
      document.body.append(this.#frame);
      return this;
    }

    close() {
      removeEventListener("message", this.#hear);
      this.#frame?.remove();
      this.#frame = null;
    }

    #hear = (message) => {
      if (message.origin !== origin || message.source !== this.#frame?.contentWindow) return;
      const { handler, callback_url, redirect, modal = {} } = this.#options;
      const posts = callback_url && (redirect || !handler);
      const { type, detail } = message.data;
      if (type === "paid") {
        this.close();
        if (posts) post(callback_url, detail);
        else handler?.(detail);
      }
      if (type === "failed") {
        for (const listener of this.#listeners["payment.failed"] ?? []) listener({ error: detail });
        if (posts) post(callback_url, errorFields(detail));
      }
      if (type === "dismissed") {
        this.close();
        modal.ondismiss?.();
      }
    };
  }

  window.Razorpay = Razorpay;
})();
`
