import type { HandlerFacts } from "../facts.ts";
import { type Origin, numberOf, qualifiedName } from "../origin.ts";
import { eventPath } from "../program/event.ts";
import type { InterpretContext } from "./context.ts";

type Response = HandlerFacts["responses"][number];

/** Answers of an API handler: objects with a status code, and objects with a body that the entry gives back. */
export function interpretResponses(context: InterpretContext): Pick<HandlerFacts, "responses"> {
  const responses: Response[] = [];
  for (const { scope } of context.scopes) {
    for (const { origin, returned, bodyAt, at } of scope.objects) {
      const status = origin.entries.get("statusCode");
      const fromEntry = returned && context.entry.roots.has(scope.id) && origin.entries.has("body") && origin.complete;
      if (status === undefined && !fromEntry) continue;
      if (status !== undefined && !returned && !origin.entries.has("body")) continue;
      responses.push({
        statusCode: status === undefined ? null : (numberOf(context.resolver.resolve(status)) ?? "computed"),
        body: bodyOf(origin, context),
        ofEntry: returned && context.entry.roots.has(scope.id) && scope.decorators.every(leavesAnswer),
        bodyAt,
        at,
      });
    }
  }
  return { responses };
}

/** Decorators of Powertools for logs, traces and metrics give the answer back as it is; others may turn it into something else. */
function leavesAnswer(decorator: Origin): boolean {
  const name = decorator.kind === "result" ? decorator.callee : decorator;
  return (
    name.kind === "member" &&
    /^(?:inject_lambda_context|injectLambdaContext|capture_lambda_handler|captureLambdaHandler|log_metrics|logMetrics)$/u.test(name.name)
  );
}

function bodyOf(object: Extract<Origin, { kind: "object" }>, context: InterpretContext): Response["body"] {
  const body = object.entries.get("body");
  if (body === undefined) return object.complete ? "absent" : "computed";
  const value = context.resolver.resolve(body);
  if (value.kind === "literal") return typeof value.value === "string" ? "string" : "computed";
  if (value.kind === "object" || value.kind === "list") return "object";
  if (value.kind === "mixed" && value.text) return "string";
  const name = value.kind === "result" ? qualifiedName(value.callee) : null;
  return name === ":JSON.stringify" || name === "json.dumps" || name === ":String" || name === ":str" ? "string" : "computed";
}

/** Authorizer policies whose resource is the method that was called. */
export function interpretMethodArnPolicies(context: InterpretContext): Pick<HandlerFacts, "methodArnPolicies"> {
  const methodArnPolicies: HandlerFacts["methodArnPolicies"][number][] = [];
  for (const { scope } of context.scopes) {
    for (const { origin, at } of scope.objects) {
      const resource = origin.entries.get("Resource");
      if (resource === undefined) continue;
      const value = context.resolver.resolve(resource.kind === "list" && resource.items.length === 1 ? (resource.items[0] ?? resource) : resource);
      const path = eventPath(value, context.entry);
      if (path?.length === 1 && (path[0] === "methodArn" || path[0] === "routeArn")) methodArnPolicies.push({ at });
    }
  }
  return { methodArnPolicies };
}
