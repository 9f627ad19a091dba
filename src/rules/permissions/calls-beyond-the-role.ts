import type { SdkCall } from "../../handlers/facts.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, itemsOf } from "../../stack/value.ts";
import { definedVariables } from "../handlers/defined-variables.ts";
import type { FoundHandler } from "../handlers/found-code.ts";
import { isSetElsewhere } from "../handlers/platform-variables.ts";

/** Who makes a call. */
interface Caller {
  readonly lambda: Resource;
  readonly handler: FoundHandler;
  readonly stack: Stack;
}

/** Whether a call may do without a policy of the function's role: it is not reached, uses other credentials, or is allowed by what it calls. */
export function needsNoRightOfTheRole(call: SdkCall, { lambda, handler, stack }: Caller): boolean {
  const isAllowedByTarget = call.service === "sts" && call.action === "AssumeRole" && mayBeTrusted(stack);
  return isAllowedByTarget || isLeftOut(call, lambda, handler) || mayUseOtherRights(call, handler);
}

/** A call for a thing that a variable names, where the code does without the variable and nobody defines it. */
function isLeftOut({ target }: SdkCall, lambda: Resource, { facts }: FoundHandler): boolean {
  if (target.kind !== "environment" || definedVariables(lambda)?.has(target.variable) !== false) return false;
  return isSetElsewhere(target.variable) || facts.environmentReads.some(({ name, absence }) => name === target.variable && absence === "handled");
}

/** Whether a call may be made with the rights of a role that the code takes, or with credentials that it is given. */
function mayUseOtherRights({ service }: SdkCall, { facts }: FoundHandler): boolean {
  if (service !== "sts" && facts.calls.some((call) => call.service === "sts" && call.action.startsWith("AssumeRole"))) return true;
  return facts.clients.some((client) => client.service === service && client.tailored);
}

/** Whether a call reads an index of a table, which has an ARN of its own. */
export function mayReadIndex({ service, action, argumentNames, argumentsComplete }: SdkCall): boolean {
  const isRead = service === "dynamodb" && (action === "Query" || action === "Scan");
  return isRead && (argumentNames.includes("IndexName") || !argumentsComplete);
}

/** Within an account, a role that names the caller in its trust policy needs no policy of the caller. */
function mayBeTrusted(stack: Stack): boolean {
  return stack.ofShape("AWS::IAM::Role").some(({ properties }) => {
    const document = entryOf(properties, "AssumeRolePolicyDocument")?.value;
    const statements = itemsOf(entryOf(document, "Statement")?.value);
    return document?.kind !== "map" || statements.some((statement) => entryOf(entryOf(statement, "Principal")?.value, "Service") === undefined);
  });
}
