import type { HandlerFacts } from "../facts.ts";
import { type Arguments, type Origin, qualifiedName, textOf } from "../origin.ts";
import type { InterpretContext, RunningCall } from "./context.ts";

/** How a library says its timeout: names of the option, which argument holds the options, and what holds where nothing is said. */
interface HttpLibrary {
  readonly library: string;
  readonly calls: RegExp;
  /** Makes a client whose methods are calls too. */
  readonly makes?: RegExp;
  readonly options: readonly string[];
  readonly byDefault: boolean;
}

const verbs = "get|post|put|patch|delete|head|options|request";

const libraries: readonly HttpLibrary[] = [
  {
    library: "fetch",
    calls: /^(?::fetch|:globalThis\.fetch|node-fetch:|node-fetch:default|undici:fetch|cross-fetch:|cross-fetch:fetch)$/u,
    options: ["signal", "dispatcher", "agent"],
    byDefault: false,
  },
  {
    library: "axios",
    calls: new RegExp(`^axios:(?:default\\.)?(?:${verbs})?$`, "u"),
    makes: /^axios:(?:default\.)?create$/u,
    options: ["timeout", "signal"],
    byDefault: false,
  },
  {
    library: "got",
    calls: new RegExp(`^got:(?:default\\.|got\\.?)?(?:${verbs})?$`, "u"),
    makes: /^got:(?:got\.)?extend$/u,
    options: ["timeout", "signal"],
    byDefault: false,
  },
  { library: "ky", calls: new RegExp(`^ky:(?:default\\.)?(?:${verbs})?$`, "u"), options: ["timeout", "signal"], byDefault: true },
  { library: "undici", calls: /^undici:request$/u, options: ["signal", "headersTimeout", "bodyTimeout", "dispatcher"], byDefault: true },
  { library: "https", calls: /^https?:(?:request|get)$/u, options: ["timeout", "signal", "agent"], byDefault: false },
  {
    library: "requests",
    calls: new RegExp(`^requests\\.(?:api\\.)?(?:${verbs})$`, "u"),
    makes: /^requests\.(?:sessions\.)?[Ss]ession$/u,
    options: ["timeout"],
    byDefault: false,
  },
  { library: "httpx", calls: new RegExp(`^httpx\\.(?:${verbs})$`, "u"), makes: /^httpx\.(?:Async)?Client$/u, options: ["timeout"], byDefault: true },
  { library: "urllib3", calls: /^urllib3\.request$/u, makes: /^urllib3\.PoolManager$/u, options: ["timeout"], byDefault: false },
  { library: "urllib", calls: /^urllib\.request\.urlopen$/u, options: ["timeout"], byDefault: false },
  { library: "aiohttp", calls: /^aiohttp\.request$/u, makes: /^aiohttp\.ClientSession$/u, options: ["timeout"], byDefault: true },
  { library: "net/http", calls: /^net\/http:(?:Get|Post|Head|PostForm|DefaultClient\.(?:Do|Get|Post|Head))$/u, options: [], byDefault: false },
];

/** Libraries whose options are keyword arguments. */
const keywordOptions = new Set(["requests", "httpx", "urllib", "urllib3", "aiohttp", "net/http"]);

const clientMethods = new RegExp(`^(?:${verbs}|urlopen|Do|Get|Post|Head)$`, "u");

/** Calls of other systems over HTTP, and whether something ends them. Null where that cannot be told. */
export function interpretHttpCalls(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "httpCalls"> {
  const httpCalls: HandlerFacts["httpCalls"][number][] = [];
  const defaults = hasDefaults(context);
  for (const { call, phase, name } of calls) {
    if (call.constructed) continue;
    const direct = name === null ? undefined : libraries.find((library) => library.calls.test(name));
    const made = direct === undefined ? clientCall(call.callee, context) : null;
    const library = direct ?? made?.library;
    if (library === undefined) continue;
    if (isLocal(call.arguments.positional[0], context)) continue;
    const own = saysTimeout(call.arguments, library, context);
    const ofClient = made === null ? (defaults && library.library === "axios" ? null : false) : saysTimeout(made.arguments, library, context);
    httpCalls.push({ library: library.library, hasTimeout: either(own, ofClient, library.byDefault), phase, at: call.at });
  }
  return { httpCalls };
}

/** A call of the execution environment itself: an extension, the runtime. */
function isLocal(address: Origin | undefined, context: InterpretContext): boolean {
  if (address === undefined) return false;
  const value = context.resolver.resolve(address);
  const start = value.kind === "mixed" && value.text && value.parts[0] !== undefined ? context.resolver.resolve(value.parts[0]) : value;
  return /^https?:\/\/(?:localhost|127\.0\.0\.1)(?:[:/]|$)/u.test(textOf(start) ?? "");
}

function either(own: boolean | null, ofClient: boolean | null, byDefault: boolean): boolean | null {
  if (own === true || ofClient === true || byDefault) return true;
  return own === null || ofClient === null ? null : false;
}

/** A method of a client that was made: `session.get(…)`, `axios.create(…).post(…)`, `(&http.Client{…}).Do(…)`. */
function clientCall(callee: Origin, context: InterpretContext): { library: HttpLibrary; arguments: Arguments } | null {
  const value = context.resolver.resolve(callee);
  if (value.kind === "member" && clientMethods.test(value.name)) return madeBy(context.resolver.resolve(value.of));
  return value.kind === "result" && !value.constructed ? madeBy(value) : null;
}

function madeBy(origin: Origin): { library: HttpLibrary; arguments: Arguments } | null {
  if (origin.kind === "object" && origin.type !== null && qualifiedName(origin.type) === "net/http:Client") {
    return {
      library: { library: "net/http", calls: /^$/u, options: ["Timeout"], byDefault: false },
      arguments: { positional: [origin], named: new Map(), complete: true },
    };
  }
  if (origin.kind !== "result") return null;
  const name = qualifiedName(origin.callee);
  const library = name === null ? undefined : libraries.find((known) => known.makes?.test(name) === true);
  return library === undefined ? null : { library, arguments: origin.arguments };
}

function saysTimeout(given: Arguments, library: HttpLibrary, context: InterpretContext): boolean | null {
  for (const name of library.options) if (given.named.has(name)) return true;
  if (library.library === "urllib" && given.positional.length > 2) return true;
  let certain = given.complete;
  for (const [index, argument] of given.positional.entries()) {
    const value = context.resolver.resolve(argument);
    if (value.kind === "object") {
      if (library.options.some((name) => value.entries.has(name))) return true;
      if (!value.complete) certain = false;
    } else if (["parameter", "variable", "import"].includes(value.kind)) certain = false;
    // Behind the address, a value that something else made could be the options; Python names them.
    else if (index > 0 && ["member", "result", "unknown"].includes(value.kind) && !keywordOptions.has(library.library)) certain = false;
    // A context may carry a deadline.
    else if (value.kind === "result" && qualifiedName(value.callee) === "net/http:NewRequestWithContext") return null;
  }
  return certain || !couldHoldOptions(given, context) ? false : null;
}

/** An argument of unknown shape after the first could be the options. */
function couldHoldOptions(given: Arguments, context: InterpretContext): boolean {
  return (
    !given.complete ||
    given.positional
      .slice(1)
      .some((argument) =>
        ["parameter", "variable", "object", "result", "member", "import", "mixed", "unknown"].includes(context.resolver.resolve(argument).kind),
      ) ||
    (given.positional[0] !== undefined && context.resolver.resolve(given.positional[0]).kind === "object")
  );
}

/** `axios.defaults.timeout = …` somewhere in the program. */
function hasDefaults(context: InterpretContext): boolean {
  const bindings = [...context.resolver.program.modules.values()].flatMap((module) => [...module.bindings.values()]);
  return [...context.scopes.map(({ scope }) => scope), ...bindings].some(({ members }) => members.has("defaults") && members.has("timeout"));
}
