import type { HandlerFacts } from "../facts.ts";
import type { Origin } from "../origin.ts";
import { eventPath } from "../program/event.ts";
import type { InterpretContext, RunningCall } from "./context.ts";

const logs =
  /(?:^|[:.])(?:console|logger|logging|log|_logger|LOGGER|LOG|slog)\.(?:log|info|debug|warn|warning|error|trace|append_keys|appendKeys)$|^:print$|^:(?:console)\.\w+$/u;
const logMethods = new Set(["log", "info", "warn", "warning", "error", "critical", "exception"]);

/** Levels of a logger that production leaves out; `console.debug` writes always. */
const quiet = /(?<!console)\.(?:debug|trace)$/u;

/** Log lines that hold the whole event, or all of its headers. Lines at debug level do not count. */
export function interpretEventLogs(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "eventLogs"> {
  return {
    eventLogs: calls
      .filter((running) => isLog(running, context) && running.call.arguments.positional.some((given) => holdsEvent(given, context)))
      .map(({ call }) => ({ at: call.at })),
  };
}

function isLog({ call, name }: RunningCall, context: InterpretContext): boolean {
  if (name !== null && logs.test(name)) return !quiet.test(name);
  const callee = call.callee;
  if (callee.kind !== "member" || !logMethods.has(callee.name)) return false;
  const of = context.resolver.resolve(callee.of);
  // A logger that a call made: `new Logger()`, `logging.getLogger()`, `pino()`.
  return of.kind === "result" || (of.kind === "parameter" && context.entry.roots.has(of.scope) && of.index === context.entry.context);
}

function holdsEvent(origin: Origin, context: InterpretContext, seen = new Set<Origin>()): boolean {
  const value = context.resolver.resolve(origin);
  if (seen.has(value) || seen.size > 200) return false;
  seen.add(value);
  const deeper = (inner: Origin) => holdsEvent(inner, context, seen);
  if (value.kind === "object") return [...value.entries.values()].some(deeper);
  if (value.kind === "mixed") return value.parts.some(deeper);
  const path = eventPath(value, context.entry)?.filter((name) => name !== "()");
  return path !== undefined && (path.length === 0 || (path.length === 1 && path[0] === "headers"));
}
