import { PaymentGateway } from "@bahi/application"
import { Effect } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { readFile } from "node:fs/promises"
import { join } from "node:path"

const files = [
  ["/pay", "page.html", "text/html; charset=utf-8"],
  ["/pay/page.css", "page.css", "text/css; charset=utf-8"],
  ["/pay/page.js", "page.js", "text/javascript; charset=utf-8"],
  ["/pay/shop.js", "shop.js", "text/javascript; charset=utf-8"],
  ["/pay/standing.js", "standing.js", "text/javascript; charset=utf-8"]
] as const

/** Nothing but the shop itself and the gateway's checkout runs on the page; what that draws carries its own styles. */
const policyFor = (scriptUrl: string): string => {
  const { hostname, origin } = new URL(scriptUrl)
  const gateway = hostname.endsWith(".razorpay.com") ? "https://*.razorpay.com" : origin
  return [
    "default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    `script-src 'self' ${gateway}`, `frame-src ${gateway}`, `connect-src 'self' ${gateway}`, `img-src 'self' data: ${gateway}`, "style-src 'self' 'unsafe-inline'"
  ].join("; ")
}

/** `GET /pay`: a page on which anybody can order something, pay it online, and come back to it. */
export const payPage = HttpRouter.addAll(Effect.gen(function*() {
  const headers = { "content-security-policy": policyFor((yield* PaymentGateway).checkout.scriptUrl) }
  return yield* Effect.forEach(files, ([path, name, contentType]) =>
    Effect.map(Effect.promise(() => readFile(join(import.meta.dirname, name), "utf8")), (text) =>
      HttpRouter.route("GET", path, HttpServerResponse.text(text, { contentType, headers }))))
}))
