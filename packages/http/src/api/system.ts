import { Text, View } from "@bahi/application/schema"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { PageLimit } from "./page.ts"
import { problems } from "./problem.ts"

/** What the shop sells. */
export class ProductsApi extends HttpApiGroup.make("products")
  .add(
    HttpApiEndpoint.get("list", "/api/products", {
      query: {
        limit: PageLimit,
        cursor: Schema.optionalKey(Text(64))
      },
      success: View.ProductPage,
      error: problems
    }).annotate(OpenApi.Summary, "What the shop sells, in pages")
  )
{}

const Dependencies = Schema.Struct({
  status: Schema.Literals(["up", "down"]),
  dependencies: Schema.Array(Schema.Struct({ name: Schema.String, status: Schema.Literals(["up", "down"]) }))
})

/** For load balancers and people on call. */
export class SystemApi extends HttpApiGroup.make("system")
  .add(
    HttpApiEndpoint.get("health", "/health", { success: Schema.Struct({ status: Schema.Literal("up") }) }).annotate(OpenApi.Summary, "Whether the server is up"),
    HttpApiEndpoint.get("dependencies", "/health/dependencies", { success: [Dependencies, Dependencies.pipe(HttpApiSchema.status(503))] }).annotate(OpenApi.Summary, "Whether what it depends on is up")
  )
{}
