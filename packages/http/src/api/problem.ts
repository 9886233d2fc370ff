import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"

/** Names a kind of problem. */
const type = <const Name extends string>(name: Name) => `urn:bahi:problem:${name}` as const

/** No credentials, or wrong ones. */
export class UnauthenticatedProblem extends HttpApiError.Problem<UnauthenticatedProblem>()("UnauthenticatedProblem",
  { type: type("unauthenticated"), status: 401, title: "Say who you are" }, { code: Schema.String }) {}

/** There is no such thing, or none that this caller may see. */
export class NotFoundProblem extends HttpApiError.Problem<NotFoundProblem>()("NotFoundProblem",
  { type: type("not-found"), status: 404, title: "Not found" }, { code: Schema.String }) {}

/** The state does not accept this now; `accepted` lists what it does accept. */
export class NotNowProblem extends HttpApiError.Problem<NotNowProblem>()("NotNowProblem",
  { type: type("not-now"), status: 409, title: "Not in this state" }, { code: Schema.String, now: Schema.String, accepted: Schema.Array(Schema.String) }) {}

/** The order is confirmed; its invoice follows in a moment. Retry-After says when to ask again. */
export class InvoiceNotIssuedYetProblem extends HttpApiError.Problem<InvoiceNotIssuedYetProblem>()("InvoiceNotIssuedYetProblem",
  { type: type("invoice-not-issued-yet"), status: 409, title: "The invoice is being issued" }, { code: Schema.Literal("invoice_not_issued_yet") }) {}

/** A rule refused: `code` names it, and `facts` are what it looked at. */
export class RefusedProblem extends HttpApiError.Problem<RefusedProblem>()("RefusedProblem",
  { type: type("refused"), status: 422, title: "Refused by a rule" }, { code: Schema.String, facts: Schema.Record(Schema.String, Schema.Unknown) }) {}

/** Others came first, time after time; nothing has changed, and the request may be sent again. */
export class BusyProblem extends HttpApiError.Problem<BusyProblem>()("BusyProblem",
  { type: type("busy"), status: 503, title: "Too busy right now" }, { code: Schema.Literal("busy") }) {}

/** The payment gateway cannot be asked right now: nothing has changed, or what has is found out later. */
export class GatewayAwayProblem extends HttpApiError.Problem<GatewayAwayProblem>()("GatewayAwayProblem",
  { type: type("gateway-away"), status: 503, title: "The payment gateway does not answer" }, { code: Schema.Literal("gateway_away") }) {}

/** The payment gateway said no to the shop itself: for the people of the shop to look at. */
export class GatewayRefusedProblem extends HttpApiError.Problem<GatewayRefusedProblem>()("GatewayRefusedProblem",
  { type: type("gateway-refused"), status: 502, title: "The payment gateway refuses" }, { code: Schema.Literal("gateway_refused") }) {}

/** A webhook that its gateway did not sign, or not in this form. */
export class WebhookRefusedProblem extends HttpApiError.Problem<WebhookRefusedProblem>()("WebhookRefusedProblem",
  { type: type("webhook-refused"), status: 400, title: "Not a webhook of the gateway" }, { code: Schema.Literals(["signature_missing", "signature_wrong", "event_malformed", "event_stale"]) }) {}

/** What any endpoint may answer instead. */
export const problems = [UnauthenticatedProblem, NotFoundProblem, NotNowProblem, InvoiceNotIssuedYetProblem, RefusedProblem, BusyProblem, GatewayAwayProblem, GatewayRefusedProblem] as const
