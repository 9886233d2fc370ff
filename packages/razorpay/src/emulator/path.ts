/** The values of the `:names` of a pattern, if the path is like it. `*` stands for any one part, `**` for any rest. */
export const matchPath = (pattern: string, path: string): ReadonlyArray<string> | undefined => {
  const source = pattern
    .split("/")
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^/]+" : part.startsWith(":") ? "([^/]+)" : part.replace(/[^\w-]/g, "\\$&")))
    .join("/")
  return new RegExp(`^${source}/?$`).exec(path)?.slice(1).map(decodeURIComponent)
}
