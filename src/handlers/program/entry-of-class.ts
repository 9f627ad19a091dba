import type { CodeModule, CodeScope } from "../code-model.ts";
import { type Origin, qualifiedName, textOf } from "../origin.ts";
import { type EntryPoint, entryOf } from "./entry.ts";
import type { Program } from "./program.ts";

/** Methods that the platforms call where none is named. */
const defaultMethods = ["handleRequest", "service", "accept", "HandleAsync", "FunctionHandler", "FunctionHandlerAsync", "Run", "run"];

/** A method of a class of the entry file, by its name, or by the function name that its attribute gives (Azure). */
export function entryOfMethod(
  wanted: { readonly type: string | null; readonly name: string | null },
  module: CodeModule,
  program: Program,
): EntryPoint | "absent" | "open" {
  const methods = [...module.scopes.values()].filter(
    (scope) => scope.kind === "method" && (wanted.type === null || scope.owner?.endsWith(`#${wanted.type}`) === true),
  );
  const names = wanted.name === null ? defaultMethods : [wanted.name];
  const found =
    methods.find((scope) => scope.decorators.some((decorator) => names.some((name) => isNamed(decorator, name)))) ??
    methods.find((scope) => scope.name !== null && names.includes(scope.name));
  if (found !== undefined) return { roots: [found], origin: { kind: "function", scope: found.id }, module, complete: true };
  if (!module.complete || wanted.name === null || wanted.type === null) return "open";
  const record = [...module.classes.values()].find((known) => known.name === wanted.type);
  return record === undefined || record.bases.length > 0 || program.pending ? "open" : "absent";
}

/** `[Function("Name")]`, `@FunctionName("Name")`. */
function isNamed(decorator: Origin, name: string): boolean {
  if (decorator.kind !== "result") return false;
  const attribute = qualifiedName(decorator.callee) ?? "";
  return /(?:Function|FunctionName)$/u.test(attribute) && textOf(decorator.arguments.positional[0]) === name;
}

const starters = /(?:aws-lambda-go\/lambda:(?:Start\w*)|LambdaBootstrapBuilder\.Create|AddAWSLambdaHosting)$/u;

/** What a program's main starts: `lambda.Start(handle)`, `LambdaBootstrapBuilder.Create(handler)`. */
export function entryOfMain(program: Program): EntryPoint | "open" {
  for (const module of program.modules.values()) {
    for (const scope of module.scopes.values()) {
      for (const call of scope.calls) {
        const name = qualifiedName(call.callee);
        const given = call.arguments.positional[0];
        if (name === null || given === undefined || !starters.test(name)) continue;
        const entry = entryOf(given, module, program);
        return entry.roots.length > 0 ? entry : (methodOf(given, module, program) ?? "open");
      }
    }
  }
  return "open";
}

/** `lambda.Start(handler.Handle)` of a value whose type has that method. */
function methodOf(given: Origin, module: CodeModule, program: Program): EntryPoint | null {
  if (given.kind !== "member") return null;
  const methods: CodeScope[] = [];
  for (const other of program.modules.values())
    for (const scope of other.scopes.values()) if (scope.kind === "method" && scope.name === given.name) methods.push(scope);
  const only = methods.length === 1 ? methods[0] : undefined;
  return only === undefined ? null : { roots: [only], origin: { kind: "function", scope: only.id }, module, complete: true };
}
