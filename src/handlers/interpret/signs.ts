import type { HandlerFacts } from "../facts.ts";
import { type Origin, qualifiedName, textOf } from "../origin.ts";
import type { InterpretContext, RunningCall } from "./context.ts";

const idempotencyCalls =
  /^(?:@aws-lambda-powertools\/idempotency[\w/-]*:\w+|aws_lambda_powertools\.utilities\.idempotency\..*|software\.amazon\.lambda\.powertools\.idempotency.*|AWS\.Lambda\.Powertools\.Idempotency.*)/u;
const idempotencyMembers = new Set([
  "attribute_not_exists",
  "ClientRequestToken",
  "clientToken",
  "idempotencyKey",
  "idempotency_key",
  "IdempotencyKey",
  "MessageDeduplicationId",
  "ConditionExpression",
  "ConditionalCheckFailedException",
  "deduplicationId",
]);

/** Signs that work is not done twice: Powertools, conditional writes, idempotency keys. */
export function interpretIdempotency(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "idempotency"> {
  const idempotency: HandlerFacts["idempotency"][number][] = [];
  for (const { call, name } of calls) {
    const given = [...call.arguments.positional, ...call.arguments.named.values()];
    const named = [...call.arguments.named.keys()].some((key) => idempotencyMembers.has(key) || /idempoten/iu.test(key));
    if ((name !== null && idempotencyCalls.test(name)) || named || given.some((value) => showsKey(value, new Set())))
      idempotency.push({ at: call.at });
  }
  for (const { scope } of context.scopes) for (const decorator of scope.decorators) if (isIdempotent(decorator)) idempotency.push({ at: scope.at });
  return { idempotency };
}

function isIdempotent(decorator: Origin): boolean {
  const name = qualifiedName(decorator.kind === "result" ? decorator.callee : decorator);
  return name !== null && (idempotencyCalls.test(name) || /idempotent/iu.test(name));
}

function showsKey(origin: Origin, seen: Set<Origin>): boolean {
  if (seen.has(origin) || seen.size > 200) return false;
  seen.add(origin);
  if (origin.kind === "object")
    return [...origin.entries].some(([key, value]) => idempotencyMembers.has(key) || /^idempoten/iu.test(key) || showsKey(value, seen));
  return (textOf(origin) ?? "").includes("attribute_not_exists");
}

/** The images of a stream record that code reads, by name in either spelling. */
export function interpretStreamImages(context: InterpretContext): Pick<HandlerFacts, "streamImagesRead"> {
  const streamImagesRead: HandlerFacts["streamImagesRead"][number][] = [];
  const names = [
    ["OldImage", ["OldImage", "old_image", "getOldImage"]],
    ["NewImage", ["NewImage", "new_image", "getNewImage"]],
  ] as const;
  for (const { scope } of context.scopes) {
    for (const [image, spellings] of names) {
      const at = spellings.map((name) => scope.members.get(name)).find((place) => place !== undefined);
      if (at !== undefined) streamImagesRead.push({ image, at });
    }
  }
  return { streamImagesRead };
}

/** Callback-style answers through the context or the third parameter. */
export function interpretContextAnswers(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "invocationsOfContext"> {
  const invocationsOfContext: HandlerFacts["invocationsOfContext"][number][] = [];
  for (const { call } of calls) {
    const callee = context.resolver.resolve(call.callee);
    if (isEntryParameter(callee, context.entry.callback, context)) invocationsOfContext.push({ name: "callback", at: call.at });
    else if (
      callee.kind === "member" &&
      (callee.name === "done" || callee.name === "succeed" || callee.name === "fail") &&
      isEntryParameter(callee.of, context.entry.context, context)
    ) {
      invocationsOfContext.push({ name: callee.name, at: call.at });
    }
  }
  return { invocationsOfContext };
}

function isEntryParameter(origin: Origin, index: number, context: InterpretContext): boolean {
  return origin.kind === "parameter" && context.entry.roots.has(origin.scope) && origin.index === index;
}
