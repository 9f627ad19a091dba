import type { AzureFacts } from "../../azure-facts.ts";
import { type Origin, rootOf } from "../../origin.ts";
import type { InterpretContext, RunningCall } from "../context.ts";

const settling = /^(?:Complete|Abandon|DeadLetter|Defer)MessageAsync$/u;
/** Names that mean settlement only where they are called on a trigger's actions. */
const shortNames: ReadonlySet<string> = new Set(["complete", "abandon", "deadletter", "deadLetter", "defer"]);

/** Calls that settle a message, on what the platform gives the function: a receiver that the code made itself is its own business. */
export function settlementsOf(running: readonly RunningCall[], context: InterpretContext): AzureFacts["settlements"] {
  return running.flatMap(({ call }) => {
    const callee = context.resolver.resolve(call.callee);
    if (callee.kind !== "member") return [];
    const of = context.resolver.resolve(callee.of);
    if (!isGiven(of, context) || !(settling.test(callee.name) || (shortNames.has(callee.name) && isActions(of)))) return [];
    return [{ action: callee.name, at: call.at }];
  });
}

function isGiven(origin: Origin, context: InterpretContext): boolean {
  const root = rootOf(origin);
  return root.kind === "parameter" && context.entry.roots.has(root.scope);
}

function isActions(origin: Origin): boolean {
  const name = origin.kind === "member" || origin.kind === "parameter" ? origin.name : "";
  return name === "actions" || name.toLowerCase().replaceAll("_", "").endsWith("messageactions");
}
