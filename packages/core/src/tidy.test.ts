// The house rules of the whole workspace, read from its files as text. It stands in core because these tests need no database,
// and because most of the rules are core's.
import { spawnSync } from "node:child_process"
import { existsSync, globSync, readFileSync } from "node:fs"
import { basename, dirname, join, relative } from "node:path"
import { describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "../../..")
const read = (path: string): string => readFileSync(join(root, path), "utf8")
const files = (pattern: string): ReadonlyArray<string> => globSync(pattern, { cwd: root }).filter((path) => !path.includes("node_modules")).sort()

const strings = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g
const comments = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/.*|\/\*[^]*?\*\//g

/** A source file: what it says without its comments, and what it does without its strings either. */
const sources = files("{packages,examples}/*/src/**/*.ts").map((path) => {
  const text = read(path)
  const uncommented = text.replace(comments, (_, literal?: string) => literal ?? "")
  return {
    path,
    text,
    code: uncommented.replace(strings, "\"\""),
    imports: [...uncommented.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier]) => specifier!),
    // `packages/core`, and where in it: `cart/decide.ts`.
    owner: path.split("/").slice(0, 2).join("/"),
    place: path.split("/").slice(3).join("/"),
    isTest: path.endsWith(".test.ts"),
    isForTests: /\.test\.ts$|\/testing\/|\/arbitrary\.ts$/.test(path)
  }
})
type Source = (typeof sources)[number]

const inPackages = sources.filter(({ owner }) => owner.startsWith("packages/"))
const coreSources = inPackages.filter(({ owner, isTest }) => owner === "packages/core" && !isTest)

/** Every place that breaks a rule, as "path: what". */
const breaches = (among: ReadonlyArray<Source>, what: (source: Source) => ReadonlyArray<string>): ReadonlyArray<string> =>
  among.flatMap((source) => what(source).map((breach) => `${source.path}: ${breach}`))

const packageOf = (specifier: string): string => specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/")
const isOneOf = (specifier: string, allowed: ReadonlyArray<string>): boolean => allowed.includes(packageOf(specifier))

describe("imports between packages", () => {
  const everyAdapter = ["@bahi/core", "@bahi/application", "effect"]
  const mayImport: Readonly<Record<string, ReadonlyArray<string>>> = {
    core: [],
    application: ["@bahi/core", "effect"],
    postgres: [...everyAdapter, "@effect/sql-pg"],
    pdf: [...everyAdapter, "pdfkit", "uqr", "@expo-google-fonts/noto-sans"],
    http: everyAdapter,
    razorpay: [...everyAdapter, "razorpay"]
  }
  const testsMayImport: Readonly<Record<string, ReadonlyArray<string>>> = {
    pdf: ["unpdf"],
    http: ["@bahi/postgres", "@effect/sql-pg", "@effect/platform-node"]
  }
  const everyTest = ["vitest", "fast-check", "@effect/vitest"]

  it("go one way: core, application, adapters; only examples join adapters", () => {
    expect(Object.keys(mayImport).sort()).toEqual([...new Set(inPackages.map(({ owner }) => basename(owner)))].sort())
    expect(breaches(inPackages, ({ owner, imports, isForTests }) => {
      const name = basename(owner)
      const allowed = [...mayImport[name] ?? [], ...(isForTests ? [...everyTest, ...testsMayImport[name] ?? []] : [])]
      return imports.filter((specifier) => !specifier.startsWith(".") && !specifier.startsWith("node:") && !isOneOf(specifier, allowed))
    })).toEqual([])
  })

  it("enter a package only through its exports", () =>
    expect(breaches(sources, ({ path, owner, imports }) => imports.filter((specifier) => {
      if (specifier.startsWith(".")) return relative(join(owner, "src"), join(dirname(path), specifier)).startsWith("..")
      if (!specifier.startsWith("@bahi/")) return false
      const { exports } = JSON.parse(read(`packages/${packageOf(specifier).slice("@bahi/".length)}/package.json`)) as { exports: object }
      return !Object.hasOwn(exports, `.${specifier.slice(packageOf(specifier).length)}`)
    }))).toEqual([]))
})

describe("core", () => {
  /** A module imports itself and those before it. What is for tests stands above everything. */
  const order = [
    "result", "machine", "text", "id", "money", "tax", "address", "totals", "credit", "promotions", "numbering", "inventory", "reservation",
    "cart", "checkout", "order", "payment", "refund", "return", "invoice", "gst-return", "options", "preset", "reactions", "upcast", "testing"
  ]
  const levelOf = (place: string): number => order.indexOf(/\.test\.ts$|arbitrary\.ts$/.test(place) ? "testing" : place.split("/")[0]!.replace(/\.ts$/, ""))

  it("imports only downwards, types too", () => {
    expect(coreSources.filter(({ place }) => levelOf(place) < 0).map(({ path }) => path)).toEqual([])
    expect(breaches(coreSources, ({ place, imports }) =>
      imports.filter((specifier) => specifier.startsWith(".") && levelOf(join(dirname(place), specifier)) > levelOf(place)))).toEqual([])
  })

  it.each([
    ["reads no clock", /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b|\bTemporal\b/g],
    ["rolls no dice", /\bMath\.random\b|\bcrypto\b|\brandomUUID\b/g],
    ["waits for nothing", /\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\basync\b|\bawait\b/g],
    ["rounds no money by floats", /\bparseFloat\b|\btoFixed\b|\btoPrecision\b|\bMath\.(?:round|fround)\b/g],
    ["knows nothing of the machine that it runs on", /\bprocess\b|\bglobalThis\b|\bconsole\b|\bfetch\b/g]
  ])("%s", (_, forbidden) => expect(breaches(coreSources, ({ code }) => code.match(forbidden) ?? [])).toEqual([]))

  it("imports nothing of Node", () =>
    expect(breaches(coreSources, ({ imports }) => imports.filter((specifier) => specifier.startsWith("node:")))).toEqual([]))
})

describe("every source file", () => {
  it("says what its types are: no any, but for tests that read what a stranger answers", () =>
    expect(breaches(sources.filter(({ isForTests }) => !isForTests), ({ code }) => code.match(/(?:[:<|&,]|=>|\bas|\bextends)\s*any\b(?!\s*[(:.])/g) ?? [])).toEqual([]))

  it("is one concept: at most 250 lines in a package, but for tests", () =>
    expect(breaches(inPackages.filter(({ isTest }) => !isTest), ({ text }) => text.trimEnd().split("\n").length > 250 ? [`${text.trimEnd().split("\n").length} lines`] : [])).toEqual([]))

  it("is finished", () => expect(breaches(sources, ({ text }) => text.match(/\b(?:TO[D]O|FIX[M]E|XX[X])\b/g) ?? [])).toEqual([]))

  it("is named in kebab-case", () => {
    const named = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:properties|integration|system))?(?:\.test)?\.ts$/
    // Named like the option of vitest that it is for.
    const exceptions = ["globalSetup.ts"]
    expect(sources.map(({ path }) => path).filter((path) => !named.test(basename(path)) && !exceptions.includes(basename(path)))).toEqual([])
  })

  it("lies in folders named for one thing", () => {
    // Folders of many of a kind, and of what English knows only as many.
    const plurals = ["totals", "promotions", "reactions", "ports", "jobs", "contracts", "migrations", "repositories", "handlers"]
    const folders = new Set(sources.flatMap(({ place }) => dirname(place).split("/")))
    expect([...folders].filter((folder) => /[^s]s$/.test(folder) && !plurals.includes(folder))).toEqual([])
  })
})

describe("the workspace", () => {
  it("asks the registry for its packages, and no other address", () => expect(read("pnpm-lock.yaml").match(/^.*(?::\/\/|tarball:).*$/gm) ?? []).toEqual([]))

  it("has reference pages that say what the machines do", () => {
    const { stderr, status } = spawnSync(process.execPath, [join(root, "packages/core/reference/main.ts"), "--check"], { encoding: "utf8" })
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 })
  }, 120_000)

  it("quotes its examples word for word in its documentation", () => {
    const pages = files("{README.md,docs/**/*.md,packages/*/README.md,examples/*/README.md}")
    const misquoted = pages.flatMap((page) =>
      [...read(page).matchAll(/^```\w+ (\S+\/\S+)\n([^]*?)^```/gm)].filter(([, path, quote]) =>
        !existsSync(join(root, path!)) || quote!.trim() === "" || !read(path!).includes(quote!.trimEnd())).map(([, path]) => `${page}: ${path}`))
    expect(misquoted).toEqual([])
  })
})
