import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { makeApi } from "./api.ts"
import { checkoutPage } from "./checkout-page.ts"
import { checkoutScript } from "./checkout-script.ts"
import { control } from "./control.ts"
import { makeCore, type Control, type Core } from "./emulator.ts"
import { fieldsOf, orRefusal, readBody, sendJson, sendText } from "./http.ts"
import { withDefaults, type EmulatorOptions, type Settings } from "./options.ts"
import { statusPage } from "./status-page.ts"

export interface Emulator extends Control {
  /** `http://127.0.0.1:<port>`: the base of the API, without `/v1`. */
  readonly url: string
  readonly keyId: string
  readonly keySecret: string
  readonly stop: () => Promise<void>
}

export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const settings = withDefaults(options)
  const core = makeCore(settings)
  const serve = makeServe(core, settings)
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(error)
      if (response.headersSent) response.destroy()
      else sendText(response, 500, "text/plain", String(error))
    })
  })
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(settings.port, settings.host, resolve)).catch((error: unknown) => {
    core.stop()
    throw error
  })
  let stopped: Promise<void> | undefined
  const { state: _state, answer: _answer, takeFault: _takeFault, ...controls } = core
  return {
    ...controls,
    url: `http://${settings.host}:${(server.address() as AddressInfo).port}`,
    keyId: settings.keyId,
    keySecret: settings.keySecret,
    stop: () => (stopped ??= new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
      core.stop()
    }))
  }
}

const makeServe = (core: Core, settings: Settings) => {
  const api = makeApi(core, settings)
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://emulator")
    const { pathname } = url
    if (pathname === "/checkout.js" || pathname === "/v1/checkout.js") return sendText(response, 200, "text/javascript", checkoutScript)
    if (pathname.startsWith("/v1/")) return api(request, response, url)
    if (pathname === "/_emulator/checkout") return sendText(response, 200, "text/html", checkoutPage(core.state, settings.keyId, fieldsOf(url.searchParams)))
    if (pathname.startsWith("/_emulator/")) {
      return sendJson(response, await orRefusal(async () => control(core, request.method ?? "", pathname.slice("/_emulator".length), await readBody(request))))
    }
    if (pathname === "/") return sendText(response, 200, "text/html", statusPage(core))
    sendText(response, 404, "text/plain", "Not found")
  }
}
