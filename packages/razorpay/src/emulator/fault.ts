import { operationInProgress, serverError, tooManyRequests, unauthorized, type Refusal } from "./envelope.ts"
import { matchPath } from "./path.ts"

/** What goes wrong between a shop and Razorpay: in the first list nothing has happened when it does, in the second everything. */
export const faultsBefore = ["reset_before", "html_502", "html_200", "json_500", "too_many_requests", "unauthorized", "conflict_in_progress"] as const
export const faultsAfter = ["reset_after", "html_502_after", "slow"] as const
export type FaultKind = (typeof faultsBefore)[number] | (typeof faultsAfter)[number]

export interface Fault {
  readonly kind: FaultKind
  /** Any, unless said. */
  readonly method?: string
  /** As `/v1/payments/:id/refund`; `*` is any part, `**` any rest. Any path of the API, unless said. */
  readonly path?: string
  /** Once, unless said. */
  readonly times?: number
  /** How late a `slow` answer is: 1000, unless said. */
  readonly ms?: number
}

export interface Faults {
  /** The next matching requests meet it. Faults are met in the order in which they were added. */
  readonly add: (fault: Fault) => void
  readonly clear: () => void
  readonly list: () => ReadonlyArray<Fault>
}

export const makeFaults = (): Faults & { readonly take: (method: string, path: string) => Fault | undefined } => {
  let waiting: ReadonlyArray<Fault> = []
  return {
    add: (fault) => void (waiting = [...waiting, fault]),
    clear: () => void (waiting = []),
    list: () => waiting,
    take: (method, path) => {
      const met = waiting.find((fault) => (fault.method ?? method) === method && matchPath(fault.path ?? "/v1/**", path) !== undefined)
      waiting = waiting.flatMap((fault) => (fault !== met ? [fault] : (fault.times ?? 1) > 1 ? [{ ...fault, times: (fault.times ?? 1) - 1 }] : []))
      return met
    }
  }
}

/** The fault's own answer, for those that have one in the envelope. */
export const faultRefusal = (kind: FaultKind): Refusal | undefined => {
  switch (kind) {
    case "json_500":
      return serverError()
    case "too_many_requests":
      return tooManyRequests()
    case "unauthorized":
      return unauthorized("Authentication failed")
    case "conflict_in_progress":
      return operationInProgress()
    case "reset_before":
    case "reset_after":
    case "html_502":
    case "html_502_after":
    case "html_200":
    case "slow":
      return undefined
  }
}

export const badGatewayPage = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
export const strangePage = "<!doctype html><html><head><title>Please wait</title></head><body>One moment.</body></html>"
