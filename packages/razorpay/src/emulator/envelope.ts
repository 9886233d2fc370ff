/** An answer of the API. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

export const okay = (body: unknown): Answer => ({ status: 200, body })

/** Thrown by what refuses a request, and answered as it stands. Refusing leaves no change. */
export class Refusal extends Error {
  readonly answer: Answer
  constructor(answer: Answer, description: string) {
    super(description)
    this.answer = answer
  }
}

type Origin = { readonly source: string; readonly step: string; readonly reason: string }

const notAvailable: Origin = { source: "NA", step: "NA", reason: "NA" }
const inputValidation: Origin = { source: "business", step: "payment_initiation", reason: "input_validation_failed" }

const refusal = (status: number, code: string, description: string, { source, step, reason }: Origin, field?: string): Refusal =>
  new Refusal({ status, body: { error: { code, description, source, step, reason, metadata: {}, ...(field === undefined ? {} : { field }) } } }, description)

/** 400 for what the request says. */
export const invalid = (description: string, field?: string): Refusal => refusal(400, "BAD_REQUEST_ERROR", description, inputValidation, field)

/** 400 for what stands in its way. */
export const refused = (description: string): Refusal => refusal(400, "BAD_REQUEST_ERROR", description, notAvailable)

export const conflict = (description: string): Refusal => refusal(409, "BAD_REQUEST_ERROR", description, notAvailable)

export const unauthorized = (description: string): Refusal => refusal(401, "BAD_REQUEST_ERROR", description, notAvailable)

export const tooManyRequests = (): Refusal => refusal(429, "BAD_REQUEST_ERROR", "Too many requests", notAvailable)

export const serverError = (): Refusal =>
  refusal(500, "SERVER_ERROR", "We are facing some trouble completing your request at the moment. Please try again shortly.", notAvailable)

// The error tables list both of these under 400.
export const urlNotFound = (): Refusal => refused("The requested URL was not found on the server.")
export const idNotFound = (): Refusal => invalid("The id provided does not exist")

/** The gateway before the API answers, not in the envelope. */
export const noRoute = (): Refusal => new Refusal({ status: 404, body: { message: "no Route matched with those values" } }, "no Route matched")

export const operationInProgress = (): Refusal => refused("Request failed because another payment operation is in progress.")
