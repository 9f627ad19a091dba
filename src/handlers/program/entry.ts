import type { CodeModule, CodeScope } from "../code-model.ts";
import { type Origin, qualifiedName, rootOf, textOf } from "../origin.ts";
import { type Program, exportOf, importedFrom } from "./program.ts";

/** The functions that run with every invocation, found from what the entry's name stands for. */
export interface EntryPoint {
  readonly roots: readonly CodeScope[];
  /** What the name stands for: wrappers and what they hold. */
  readonly origin: Origin;
  readonly module: CodeModule;
  /** False where a wrapper that we do not know stands around the function. */
  readonly complete: boolean;
}

/** Wrappers that call the function they are given with the same event. Packages by the start of their name. */
const knownWrappers = [
  "@middy/",
  "middy",
  "@aws-lambda-powertools/",
  "aws_lambda_powertools",
  "@sentry/",
  "sentry_sdk",
  "@lumigo/",
  "lumigo_tracer",
  "datadog-lambda-js",
  "datadog_lambda",
  "aws-xray-sdk",
  "aws_xray_sdk",
  "@dazn/lambda-powertools",
  "@thundra/",
  "epsagon",
  "@epsagon/",
  "@baselime/",
  "@opentelemetry/",
  "newrelic",
  "@newrelic/",
  "firebase-functions",
  "@google-cloud/functions-framework",
  "functions_framework",
  "@azure/functions",
  "azure.functions",
  "azure.durable_functions",
  "durable-functions",
  "serverless-http",
  "@vendia/serverless-express",
  "aws-serverless-express",
  "@codegenie/serverless-express",
  "mangum",
  "hono/",
  "@fastify/aws-lambda",
  "lambda-api",
  "functools",
  ":awslambda",
  "source-map-support",
  "@aws-sdk/",
  "github.com/aws/aws-lambda-go",
  "@aws/durable-execution-sdk-js",
  "aws_durable_execution_sdk",
];

/** What is called after a top-level `handler` in chains such as `middy().use(x).handler(fn)`. */
const maximumDepth = 16;

/** The functions behind an export of the entry file. Null where the file has no such export. */
export function entryOfExport(module: CodeModule, name: string, program: Program): EntryPoint | "absent" | "open" {
  const found = exportOf(module, name, program);
  if (found === null || found.name === null) return mayHaveMore(module, program) ? "open" : "absent";
  const origin = found.module.exports.get(found.name);
  return origin === undefined ? "absent" : entryOf(origin, found.module, program);
}

/** Whether the module could export names that it does not list. */
function mayHaveMore(module: CodeModule, program: Program, depth = 0): boolean {
  if (module.exportsOpen || !module.complete || depth > 10) return true;
  return module.exportsFrom.some((from) => {
    const targets = program.targets.get(`${module.path}\0${from}`) ?? [];
    if (targets.length === 0) return true;
    return targets.some((path) => {
      const target = program.modules.get(path);
      return target === undefined || mayHaveMore(target, program, depth + 1);
    });
  });
}

/** Looks through wrappers, bindings and re-exports to the functions that are called. */
export function entryOf(origin: Origin, module: CodeModule, program: Program): EntryPoint {
  const search: Search = { program, roots: new Map(), seen: new Set(), complete: true };
  look(origin, search, 0);
  return { roots: [...search.roots.values()], origin, module, complete: search.complete };
}

interface Search {
  readonly program: Program;
  readonly roots: Map<string, CodeScope>;
  readonly seen: Set<Origin>;
  complete: boolean;
}

function look(origin: Origin, search: Search, depth: number): void {
  if (depth > maximumDepth || search.seen.has(origin)) return;
  search.seen.add(origin);
  switch (origin.kind) {
    case "function":
      return addScope(origin.scope, search);
    case "import": {
      const imported = importedFrom(origin, search.program);
      const value = imported === null || imported.name === null ? undefined : imported.module.exports.get(imported.name);
      if (value !== undefined) look(value, search, depth + 1);
      return;
    }
    case "result":
      return lookThroughCall(origin, search, depth);
    case "member":
      return lookThroughMember(origin, search, depth);
    case "object":
      for (const name of ["handler", "fetch", "run"]) {
        const value = origin.entries.get(name);
        if (value !== undefined) look(value, search, depth + 1);
      }
      return;
    case "mixed":
      return origin.parts.forEach((part) => look(part, search, depth + 1));
    default:
      return;
  }
}

function addScope(id: string, search: Search): void {
  for (const module of search.program.modules.values()) {
    const scope = module.scopes.get(id);
    if (scope !== undefined) search.roots.set(id, scope);
  }
}

/** `wrap(fn)`, `middy(fn).use(…)`, `app.handler.bind(app)`, `makeHandler(dependencies)`. */
function lookThroughCall(origin: Extract<Origin, { kind: "result" }>, search: Search, depth: number): void {
  const before = search.roots.size;
  for (const value of [...origin.arguments.positional, ...origin.arguments.named.values()]) lookAtArgument(value, search, depth);
  const callee = origin.callee;
  if (callee.kind === "member") look(callee.name === "bind" || callee.name === "call" ? callee.of : withoutMethod(callee), search, depth + 1);
  const target = localFunction(callee, search.program);
  if (target === null) {
    if (!isKnownWrapper(rootOf(callee), search.program)) search.complete = false;
    return;
  }
  if (search.roots.size === before) factoryAnswers(target, search, depth);
}

/** An argument that holds no function (options, middleware) leaves what is known as it is. */
function lookAtArgument(value: Origin, search: Search, depth: number): void {
  const { complete } = search;
  const before = search.roots.size;
  look(value, search, depth + 1);
  if (search.roots.size === before) search.complete = complete;
}

/** The receiver of a chained method, where the chain goes on from a call. */
function withoutMethod(callee: Extract<Origin, { kind: "member" }>): Origin {
  return callee.of.kind === "result" ? callee.of : { kind: "unknown" };
}

/** A function of the program that makes the handler: what it gives back is the handler. */
function factoryAnswers(target: string, search: Search, depth: number): void {
  for (const module of search.program.modules.values()) {
    const scope = module.scopes.get(target);
    for (const returned of scope?.returns ?? []) look(returned, search, depth + 1);
  }
}

function localFunction(callee: Origin, program: Program): string | null {
  if (callee.kind === "function") return callee.scope;
  if (callee.kind !== "import") return null;
  const imported = importedFrom(callee, program);
  const value = imported === null || imported.name === null ? undefined : imported.module.exports.get(imported.name);
  return value?.kind === "function" ? value.scope : null;
}

function lookThroughMember(origin: Extract<Origin, { kind: "member" }>, search: Search, depth: number): void {
  const of = origin.of;
  const id = classBehind(of, search.program);
  for (const module of search.program.modules.values()) {
    const method = id === null ? undefined : module.classes.get(id)?.methods.get(origin.name);
    if (method !== undefined) return addScope(method, search);
  }
  if (of.kind === "import") {
    const imported = importedFrom(of, search.program);
    const value = imported?.name === null ? imported.module.exports.get(origin.name) : undefined;
    if (value !== undefined) return look(value, search, depth + 1);
  }
  if (of.kind === "result") look(of, search, depth + 1);
}

/** The class of the program that a value is, or is made from. */
function classBehind(of: Origin, program: Program): string | null {
  if (of.kind === "class") return of.id;
  if (of.kind === "result") return localClass(of.callee, program);
  if (of.kind === "typed") return localClass(of.type, program);
  return of.kind === "object" && of.type !== null ? localClass(of.type, program) : null;
}

function localClass(origin: Origin, program: Program): string | null {
  if (origin.kind === "class") return origin.id;
  if (origin.kind !== "import") return null;
  const imported = importedFrom(origin, program);
  const value = imported === null || imported.name === null ? undefined : imported.module.exports.get(imported.name);
  return value?.kind === "class" ? value.id : null;
}

/** Whether what a call starts from is code of the program, or a package of which we know that it calls the function it is given. */
export function isKnownWrapper(root: Origin, program: Program): boolean {
  if (root.kind === "function" || root.kind === "class" || root.kind === "variable") return true;
  if (root.kind === "import" && importedFrom(root, program) !== null) return true;
  const name = qualifiedName(root);
  return name !== null && knownWrappers.some((known) => name.startsWith(known));
}

/** Frameworks whose registration names a function: package, and what registers. */
const registrations = [
  /^@google-cloud\/functions-framework:(?:http|cloudEvent|event|typed)$/u,
  /^@azure\/functions:app\.\w+(?:\.\w+)?$/u,
  /^durable-functions:app\.\w+$/u,
  /^github\.com\/GoogleCloudPlatform\/functions-framework-go\/functions:(?:HTTP|CloudEvent|Typed)$/u,
];

/** The function that some module registers under a name with the functions framework or the Azure programming model. */
export function entryOfRegistration(name: string, program: Program): EntryPoint | null {
  for (const module of program.modules.values()) {
    for (const scope of module.scopes.values()) {
      if (scope.kind !== "module" && scope.constructs !== "class" && scope.name !== "init" && scope.name !== "main") continue;
      for (const call of scope.calls) {
        const callee = qualifiedName(call.callee);
        const given = call.arguments.positional[1];
        if (
          callee === null ||
          given === undefined ||
          textOf(call.arguments.positional[0]) !== name ||
          !registrations.some((known) => known.test(callee))
        )
          continue;
        return entryOf(given, module, program);
      }
    }
  }
  return null;
}
