import type { HandlerFacts } from "../facts.ts";
import { type Origin } from "../origin.ts";
import { carriesEvent } from "../program/event.ts";
import type { InterpretContext, RunningCall } from "./context.ts";

type Into = HandlerFacts["injections"][number]["into"];

const shells = /^(?:child_process:(?:exec|execSync)|os\.(?:system|popen)|subprocess\.getoutput)$/u;
const evals = /^(?::eval|:Function|:exec|vm:runIn\w+|builtins\.eval)$/u;
const pickles = /^(?:pickle|cPickle|dill)\.loads?$/u;
const queries = new Set([
  "query",
  "execute",
  "executemany",
  "raw",
  "queryRawUnsafe",
  "$queryRawUnsafe",
  "$executeRawUnsafe",
  "executeQuery",
  "executeUpdate",
  "QueryContext",
  "ExecContext",
  "Query",
  "Exec",
]);
const statement = /^\s*(?:select|insert|update|delete|with|merge|call|alter|drop|create)\b/iu;

/** Places where data of the event becomes part of a query, a command or code. */
export function interpretInjections(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "injections"> {
  const injections: HandlerFacts["injections"][number][] = [];
  for (const running of calls) {
    const into = targetOf(running, context);
    if (into !== null) injections.push({ into, at: running.call.at });
  }
  return { injections };
}

function targetOf({ call, name }: RunningCall, context: InterpretContext): Into | null {
  const given = call.arguments.positional.map((argument) => context.resolver.resolve(argument));
  const first = given[0];
  if (first === undefined) return null;
  const carries = resolvedCarries(first, context);
  if (name !== null && shells.test(name) && carries) return "shell";
  if (name !== null && evals.test(name) && carries) return "eval";
  if (name !== null && pickles.test(name) && carries) return "pickle";
  if (name !== null && /^subprocess\.(?:run|call|Popen|check_output|check_call)$/u.test(name)) {
    const shell = call.arguments.named.get("shell");
    return carries && shell?.kind === "literal" && shell.value === true ? "shell" : null;
  }
  if (call.callee.kind !== "member" || !queries.has(call.callee.name)) return null;
  return given.slice(0, 2).some((value) => isBuiltStatement(value, context)) ? "sql" : null;
}

/** Text that starts as a statement and has data of the event put into it. */
function isBuiltStatement(value: Origin, context: InterpretContext): boolean {
  if (value.kind !== "mixed" || !value.text || !resolvedCarries(value, context)) return false;
  return startsAsStatement(value);
}

function startsAsStatement(value: Origin): boolean {
  if (value.kind === "literal") return typeof value.value === "string" && statement.test(value.value);
  return value.kind === "mixed" && value.parts[0] !== undefined && startsAsStatement(value.parts[0]);
}

function resolvedCarries(value: Origin, context: InterpretContext, seen = new Set<Origin>()): boolean {
  if (seen.has(value) || seen.size > 200) return false;
  seen.add(value);
  if (value.kind === "mixed") return value.parts.some((part) => resolvedCarries(context.resolver.resolve(part), context, seen));
  return carriesEvent(value, context.entry);
}
