import { logFaults } from "@bahi/application"
import type { Contention, GatewayFault, InvoiceNotIssuedYet, NotFound, Refused, Unauthenticated, WebhookRefused } from "@bahi/application"
import { Cause, Effect } from "effect"
import { HttpEffect, HttpServerResponse } from "effect/http"
import { BusyProblem, GatewayAwayProblem, GatewayRefusedProblem, InvoiceNotIssuedYetProblem, NotFoundProblem, NotNowProblem, RefusedProblem, UnauthenticatedProblem, WebhookRefusedProblem } from "../api/problem.ts"
import { sayings } from "./sayings.ts"

/** Everything that a use case may fail with. */
export type Failure = Refused | NotFound | Unauthenticated | InvoiceNotIssuedYet | Contention | GatewayFault

/** A failure as the client is told it, with what to do next. */
export const toProblem = (failure: Failure) => {
  switch (failure._tag) {
    case "Unauthenticated":
      return new UnauthenticatedProblem({ code: failure.code, detail: sayings[failure.code] })
    case "NotFound":
      return new NotFoundProblem({ code: `${failure.what}_not_found`, detail: `There is no such ${failure.what}, or none that you may see.` })
    case "InvoiceNotIssuedYet":
      return new InvoiceNotIssuedYetProblem({ code: "invoice_not_issued_yet", detail: "The order is confirmed, and its invoice follows in a moment. Ask again in a second." })
    case "Contention":
      return busy
    case "GatewayUnknown":
    case "GatewayUnavailable":
      return new GatewayAwayProblem({ code: "gateway_away", detail: "The payment gateway does not answer right now. Nobody was charged for this request; send it again in a moment." })
    case "GatewayRefused":
    case "GatewayMisconfigured":
      return new GatewayRefusedProblem({ code: "gateway_refused", detail: "The payment gateway does not accept what the shop asks of it. Choose another way of paying, or tell the shop." })
    case "Refused": {
      const { refusal } = failure
      if (refusal.code === "illegal_transition") {
        const { code, machine, from } = refusal
        // What happens outside is recorded, not asked for.
        const accepted = refusal.accepted.filter((command) => !command.startsWith("Record"))
        return new NotNowProblem({ code, now: from, accepted, detail: `The ${machine} is ${from}${accepted.length > 0 ? `, and accepts ${accepted.join(", ")}` : ", and accepts nothing more"}.` })
      }
      const { code, ...facts } = refusal
      return code.endsWith("_not_found")
        ? new NotFoundProblem({ code, detail: sayings[code] })
        : new RefusedProblem({ code, facts, detail: sayings[code] })
    }
  }
}

/** Answers a use case: its value, or the problem; with a time to come back where that helps. */
export const answered = <A, E extends Failure, R>(useCase: Effect.Effect<A, E, R>) =>
  useCase.pipe(
    Effect.tapError((failure) => isPassing(failure) ? comeBack : isOurs(failure) ? logFaults("The payment gateway refuses what the shop asks of it.", Cause.fail(failure)) : Effect.void),
    Effect.mapError(toProblem)
  )

const busy = new BusyProblem({ code: "busy", detail: "Others changed the same things at the same moment. Nothing has changed; send the request again." })

/** What may go better in a moment. */
const isPassing = ({ _tag }: Failure): boolean => _tag === "InvoiceNotIssuedYet" || _tag === "Contention" || _tag === "GatewayUnknown" || _tag === "GatewayUnavailable"

/** What only the people of the shop can mend. */
const isOurs = ({ _tag }: Failure): boolean => _tag === "GatewayRefused" || _tag === "GatewayMisconfigured"

/** Answers a webhook: whoever signs is heard, and is asked to come again while the database is busy. */
export const heard = <R>(hearing: Effect.Effect<void, WebhookRefused | Contention, R>) =>
  hearing.pipe(
    Effect.tapError(({ _tag }) => _tag === "Contention" ? comeBack : Effect.void),
    Effect.mapError((failure) => failure._tag === "Contention" ? busy : new WebhookRefusedProblem({ code: failure.code, detail: refusedWebhooks[failure.code] }))
  )

const refusedWebhooks: Readonly<Record<WebhookRefused["code"], string>> = {
  signature_missing: "The header X-Razorpay-Signature is missing. Set a secret for the webhook at the gateway, and the same one here.",
  signature_wrong: "The signature is not that of the body under any webhook secret of this shop.",
  event_malformed: "The body is signed, but it is not an event.",
  event_stale: "The event is older than what the gateway sends again, or of a day to come: is the clock of this server right?"
}

const comeBack = HttpEffect.appendPreResponseHandler((_request, response) => Effect.succeed(HttpServerResponse.setHeader(response, "retry-after", "1")))
