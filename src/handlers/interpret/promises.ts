import type { HandlerFacts } from "../facts.ts";
import type { InterpretContext, RunningCall } from "./context.ts";
import { readServiceCalls } from "../sdk/read-calls.ts";

const asyncCalls =
  /^(?::fetch|node-fetch:(?:default)?|undici:(?:fetch|request)|axios:(?:get|post|put|patch|delete|head|request)?|got:\w*|fs\/promises:\w+|timers\/promises:\w+|asyncio\.sleep)$/u;

/** Calls whose promise is dropped inside asynchronous code: the environment may freeze before they are done. */
export function interpretFloatingPromises(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "floatingPromises"> {
  const floatingPromises: HandlerFacts["floatingPromises"][number][] = [];
  for (const running of calls) {
    const { call, scope } = running;
    if (!scope.isAsync || scope.kind === "module" || running.phase === "init") continue;
    if (call.dropped && givesPromise(running, context)) floatingPromises.push({ text: call.text, at: call.at });
    else if (isAsyncForEach(running, context)) floatingPromises.push({ text: call.text, at: call.at });
  }
  return { floatingPromises };
}

function givesPromise(running: RunningCall, context: InterpretContext): boolean {
  const { call, name } = running;
  if (call.constructed) return false;
  const target = context.resolver.calledScope(call.callee);
  if (target !== null) return context.resolver.scopeOf(target)?.isAsync === true;
  if (name !== null && asyncCalls.test(name)) return true;
  if (call.callee.kind !== "member") return false;
  if (call.callee.name === "send") return sendsCommand(call, context);
  if (call.callee.name === "promise") return call.callee.of.kind === "result" && readServiceCalls({ ...call, ...call.callee.of }, context).length > 0;
  return isJavascript(call.at.path) && isPromiseMethod(running, context);
}

/** `client.send(new PutCommand(…))`. */
function sendsCommand(call: RunningCall["call"], context: InterpretContext): boolean {
  const given = call.arguments.positional[0];
  const value = given === undefined ? undefined : context.resolver.resolve(given);
  return (
    value?.kind === "result" &&
    value.constructed &&
    readServiceCalls({ ...call, ...value }, context).length > 0 &&
    call.arguments.positional.length === 1
  );
}

/** A method of a client whose every call of the service is asynchronous; SDK v2 for AWS is not: it needs `.promise()`. */
function isPromiseMethod({ call }: RunningCall, context: InterpretContext): boolean {
  return readServiceCalls(call, context).some(
    (found) =>
      ["servicebus", "blob", "queue", "cosmos", "tables", "eventhubs", "pubsub", "firestore", "cloudtasks", "secretmanager"].includes(
        found.service,
      ) && !/^(?:batch|bulkWriter|query|readAll|onSnapshot|stream|peek|subscribe|list\w*)$/u.test(found.action),
  );
}

function isJavascript(path: string): boolean {
  return /\.[cm]?[jt]sx?$/u.test(path);
}

/** `records.forEach(async (record) => …)`: forEach drops what the callbacks give. */
function isAsyncForEach({ call }: RunningCall, context: InterpretContext): boolean {
  if (call.callee.kind !== "member" || call.callee.name !== "forEach") return false;
  const callback = call.arguments.positional[0];
  return callback?.kind === "function" && context.resolver.scopeOf(callback.scope)?.isAsync === true;
}
