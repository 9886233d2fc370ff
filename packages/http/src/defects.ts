import { isDatabaseAway, logFaults } from "@bahi/application"
import { Cause, Effect } from "effect"
import { HttpRouter, HttpServerError, HttpServerRequest, HttpServerResponse, ProblemDetails } from "effect/http"

/** Logs what nobody expected (a body that is too long is no such thing), with where it happened. The caller is told only that it did; and when to come back, where the database is away. */
export const defects = HttpRouter.middleware((app) =>
  app.pipe(
    Effect.tapCause((cause) => cause.reasons.some((reason) => Cause.isDieReason(reason) && !HttpServerError.isHttpServerError(reason.defect))
      ? Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ method, url }) => logFaults(`${method} ${url.split("?")[0]} failed`, cause))
      : Effect.void),
    Effect.catchDefect((defect) => isDatabaseAway(defect) ? Effect.succeed(away) : Effect.die(defect))
  ), { global: true })

const away = HttpServerResponse.setHeader(
  ProblemDetails.toResponse({ type: "about:blank", status: 503, title: "Service Unavailable", detail: "The database does not answer. Nothing is lost; send the request again in a moment." }),
  "retry-after", "1"
)
