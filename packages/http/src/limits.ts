import { ByteSize, Effect, Layer } from "effect"
import { HttpEffect, HttpIncomingMessage, HttpRouter, HttpServerResponse, ProblemDetails } from "effect/http"

/** Bodies past this size are refused with 413: the largest request of this API is a few kilobytes. */
const MAX_BODY = ByteSize.fromInputUnsafe("64 KiB")

const bodyLimit = HttpRouter.middleware((app) => Effect.provideService(app, HttpIncomingMessage.MaxBodySize, MAX_BODY), { global: true })

const unknownRoute = HttpRouter.add("*", "/*", Effect.sync(() =>
  ProblemDetails.toResponse({ type: "about:blank", status: 404, title: "Not Found", detail: "There is no such route. GET /docs lists those that there are." })))

const titles: Readonly<Record<number, string>> = { 404: "Not Found", 413: "Content Too Large", 415: "Unsupported Media Type", 500: "Internal Server Error" }
const details: Readonly<Record<number, string>> = {
  413: "The body may have at most 64 KiB.",
  415: "Send the body as Content-Type: application/json.",
  500: "Something went wrong on our side; it has been logged."
}

/** An error that is not told as JSON becomes a problem, and everything carries the headers that keep a browser from guessing. */
const neverEmpty = HttpRouter.middleware((app) =>
  Effect.andThen(HttpEffect.appendPreResponseHandler((_request, response) => Effect.succeed(secured(
    response.status >= 400 && !response.headers["content-type"]?.includes("json")
      ? ProblemDetails.toResponse({
        type: "about:blank", status: response.status, title: titles[response.status] ?? "Error",
        ...(details[response.status] === undefined ? {} : { detail: details[response.status] })
      })
      : response
  ))), app), { global: true })

const secured = HttpServerResponse.setHeaders({ "x-content-type-options": "nosniff", "cache-control": "no-store", "referrer-policy": "no-referrer" })

/** What holds for every route: a body limit, a problem instead of an empty answer, and safe headers. */
export const limits = Layer.mergeAll(bodyLimit, unknownRoute, neverEmpty)
