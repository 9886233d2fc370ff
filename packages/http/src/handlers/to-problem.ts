import type { Contention, InvoiceNotIssuedYet, NotFound, Refused, Unauthenticated } from "@bahi/application"
import { Effect } from "effect"
import { HttpEffect, HttpServerResponse } from "effect/http"
import { BusyProblem, InvoiceNotIssuedYetProblem, NotFoundProblem, NotNowProblem, RefusedProblem, UnauthenticatedProblem } from "../api/problem.ts"
import { sayings } from "./sayings.ts"

/** Everything that a use case may fail with. */
export type Failure = Refused | NotFound | Unauthenticated | InvoiceNotIssuedYet | Contention

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
      return new BusyProblem({ code: "busy", detail: "Others changed the same things at the same moment. Nothing has changed; send the request again." })
    case "Refused": {
      const { refusal } = failure
      if (refusal.code === "illegal_transition") {
        const { code, machine, from, accepted } = refusal
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
    Effect.tapError((failure) => failure._tag === "InvoiceNotIssuedYet" || failure._tag === "Contention" ? comeBack : Effect.void),
    Effect.mapError(toProblem)
  )

const comeBack = HttpEffect.appendPreResponseHandler((_request, response) => Effect.succeed(HttpServerResponse.setHeader(response, "retry-after", "1")))
