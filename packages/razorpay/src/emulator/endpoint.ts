import type { Endpoint, Step } from "./entity.ts"
import { idNotFound, invalid, okay, type Answer } from "./envelope.ts"
import { eventNames } from "./event.ts"
import { isFields, onlyFields, type Fields } from "./input.ts"
import { collection, pageOf, seconds } from "./page.ts"
import type { Scene } from "./scene.ts"

const endpointFields = ["url", "secret", "events", "active", "alert_email"]

export const createEndpoint = (scene: Scene, body: Fields): Step<Answer> => {
  onlyFields(body, endpointFields)
  const endpoint = edited(
    { id: scene.random.id14(), url: "", secret: null, events: null, status: "active", failingSince: null, createdAt: scene.now },
    body
  )
  if (endpoint.url === "") throw invalid("The url field is required.", "url")
  return { answer: okay(endpointOnWire(endpoint)), changes: [["endpoint", endpoint]] }
}

/** Also the way to enable one that was disabled: `active: true`. */
export const editEndpoint = ({ state }: Scene, id: string, body: Fields): Step<Answer> => {
  const endpoint = state.endpoint.get(id)
  if (endpoint === undefined) throw idNotFound()
  onlyFields(body, endpointFields)
  const after = edited(endpoint, body)
  return { answer: okay(endpointOnWire(after)), changes: [["endpoint", after]] }
}

export const listEndpoints = ({ state }: Scene, query: Fields): Answer =>
  okay(collection(pageOf(state.endpoint.values(), query).map(endpointOnWire)))

const edited = (endpoint: Endpoint, { url, secret, events, active }: Fields): Endpoint => {
  if (url !== undefined && (typeof url !== "string" || !URL.canParse(url))) throw invalid("The url format is invalid.", "url")
  if (secret !== undefined && typeof secret !== "string") throw invalid("The secret must be a string.", "secret")
  if (events !== undefined && !isFields(events)) throw invalid("The events must be an array.", "events")
  return {
    ...endpoint,
    ...(url === undefined ? {} : { url }),
    ...(secret === undefined ? {} : { secret: secret === "" ? null : secret }),
    // Names with `true` or "1".
    ...(events === undefined ? {} : { events: Object.keys(events).filter((name) => events[name] === true || events[name] === "1") }),
    ...(active === undefined ? {} : active === true || active === "1" ? { status: "active" as const, failingSince: null } : { status: "disabled" as const })
  }
}

const endpointOnWire = ({ id, url, secret, events, status, createdAt }: Endpoint) => ({
  id,
  entity: "webhook" as const,
  url,
  secret_exists: secret !== null,
  active: status === "active",
  events: Object.fromEntries(eventNames.map((name) => [name, events?.includes(name) ?? true])),
  created_at: seconds(createdAt)
})
