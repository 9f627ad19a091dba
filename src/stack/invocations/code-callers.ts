import type { HandlerFacts, SdkCall } from "../../handlers/facts.ts";
import type { Link } from "../link.ts";
import type { Resource } from "../resource.ts";
import type { Stack } from "../stack.ts";

/** A function's code that calls another one by the name that its environment holds. */
interface CodeCaller {
  /** From the variable to the function, or to its alias. */
  readonly link: Link;
  /** In the words of a link's `service` setting; null where the code leaves open whether it waits. */
  readonly service: "lambda" | "lambda-event" | null;
}

/** Functions of the stack whose own code invokes this one. */
export function codeCallersOf(stack: Stack, fn: Resource): readonly CodeCaller[] {
  const aliases = stack.linksTo(fn, "versions").flatMap(({ from }) => from.resource ?? []);
  const mentions = [fn, ...aliases].flatMap((one) => stack.linksTo(one, "uses"));
  return mentions.flatMap((link) => {
    const calls = callsBy(stack, link);
    return calls.length === 0 ? [] : [{ link, service: serviceOf(calls) }];
  });
}

function callsBy(stack: Stack, link: Link): readonly SdkCall[] {
  const caller = link.from.resource;
  const handler = caller?.kind === "function" ? stack.handlerOf(caller) : undefined;
  if (caller?.platform !== "aws" || caller === link.to.resource || handler?.state !== "found") return [];
  const calls = handler.facts.calls.filter(({ service, action }) => service === "lambda" && action === "InvokeFunction");
  const named = calls.filter(({ target }) => target.kind === "environment" && target.variable === link.name);
  return named.length > 0 || !isOnlyName(stack, link, handler.facts) ? named : calls.filter(({ target }) => target.kind === "unknown");
}

/** A name that code hands on is the one that is called where it reads no other function's. */
function isOnlyName(stack: Stack, link: Link, { environmentReads }: HandlerFacts): boolean {
  const caller = link.from.resource;
  const read = new Set(environmentReads.map(({ name }) => name));
  const names = caller === null ? [] : stack.linksFrom(caller, "uses").filter(({ name, to }) => read.has(name) && namesFunction(to.resource));
  return names.length === 1 && names[0] === link;
}

function namesFunction(resource: Resource | null): boolean {
  return resource?.kind === "function" || resource?.kind === "alias" || resource?.kind === "version";
}

/** Without a word about it, a call waits for the answer (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). */
function serviceOf(calls: readonly SdkCall[]): CodeCaller["service"] {
  const kinds = new Set(calls.map(kindOf));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : null;
}

function kindOf({ arguments: given, argumentNames, argumentsComplete }: SdkCall): CodeCaller["service"] {
  const type = given.get("InvocationType");
  if (type === "Event") return "lambda-event";
  const isAbsent = argumentsComplete && !argumentNames.includes("InvocationType");
  return type === "RequestResponse" || isAbsent ? "lambda" : null;
}
