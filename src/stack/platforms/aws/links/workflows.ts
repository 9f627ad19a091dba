import type { Link } from "../../../link.ts";
import { withSubstitutions } from "../../../readers/asl/definition-substitutions.ts";
import { type MapValue, type Value, textOf } from "../../../value.ts";
import { arnOf } from "../arn.ts";
import { piecesOf } from "../pieces.ts";
import { firstProperty, partsAt, propertyAt, valueAtPath } from "../property-path.ts";
import { structured } from "../structured-text.ts";
import { type Declaration, calledFunction, endOf, makeLink } from "./declaration.ts";

const mostStates = 2000;
const deepestNesting = 30;

/** Where service integrations name what they act on (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html). */
const targetArguments = ["FunctionName", "QueueUrl", "TopicArn", "TableName", "StateMachineArn", "Bucket", "EventBusName", "StreamName", "SecretId"];
const readingActions = /:(?:getItem|query|scan|batchGetItem|getObject|listObjectsV2|getSecretValue|getParameter|receiveMessage)\b/;

/** What a workflow runs as, logs to and calls. */
export function* workflowLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const from = { resource };
  const role = firstProperty(native.properties, ["RoleArn", "Role"]);
  if (role !== undefined) yield makeLink(declaration, { kind: "assumes", name: "RoleArn", from, to: endOf(role.value, declaration), at: role.at });
  for (const part of partsAt(native.properties, "LoggingConfiguration.Destinations")) {
    const group = part.kind === "map" ? valueAtPath(part, "CloudWatchLogsLogGroup.LogGroupArn") : part;
    if (group !== undefined)
      yield makeLink(declaration, { kind: "logs-to", name: "LoggingConfiguration", from, to: endOf(group, declaration), at: part.at });
  }
  const definition = firstProperty(native.properties, ["Definition", "DefinitionString"]);
  const budget = { states: mostStates };
  if (definition !== undefined) yield* statesLinks(structured(definition.value), { declaration, budget, depth: 0 });
}

interface Walk {
  readonly declaration: Declaration;
  readonly budget: { states: number };
  readonly depth: number;
}

function* statesLinks(definition: Value, walk: Walk): Iterable<Link> {
  const states = valueAtPath(definition, "States");
  if (states?.kind !== "map" || walk.depth > deepestNesting) return;
  for (const entry of states.entries.values()) {
    walk.budget.states -= 1;
    if (walk.budget.states < 0) return;
    const state = structured(entry.value);
    if (state.kind !== "map") continue;
    if (textOf(valueAtPath(state, "Type")) === "Task") yield* taskLinks(entry.name, state, walk.declaration);
    const inner = { ...walk, depth: walk.depth + 1 };
    for (const branch of partsAt(state, "Branches")) yield* statesLinks(branch, inner);
    const iterator = firstProperty(state, ["ItemProcessor", "Iterator"]);
    if (iterator !== undefined) yield* statesLinks(structured(iterator.value), inner);
  }
}

function* taskLinks(name: string, state: MapValue, declaration: Declaration): Iterable<Link> {
  const written = propertyAt(state, "Resource");
  if (written === undefined) return;
  const resource = substituted(written.value, declaration);
  const shared = { name, from: { resource: declaration.resource }, at: state.at };
  const integration = arnOf(piecesOf(resource) ?? []);
  const isIntegration = integration?.service === "states" && integration.account.length === 0;
  if (!isIntegration) {
    yield invocation(resource, declaration, shared);
    return;
  }
  const target = targetOf(state, declaration);
  if (target === undefined) return;
  const text = textOf(resource) ?? "";
  const isOtherAction = /:aws-sdk:lambda:(?!invoke\b)/.test(text);
  if (target.argument === "FunctionName" && !isOtherAction) yield invocation(target.value, declaration, shared);
  else
    yield makeLink(declaration, {
      ...shared,
      kind: readingActions.test(text) ? "reads" : "writes",
      to: endOf(target.value, declaration),
      service: "step-functions",
    });
}

function invocation(target: Value, declaration: Declaration, shared: { name: string; from: Link["from"]; at: Link["at"] }): Link {
  const called = calledFunction(target, declaration);
  const resource = called && declaration.index.resourceOf(called.native);
  const qualifier = called?.qualifier;
  return makeLink(declaration, {
    ...shared,
    kind: "invokes",
    service: "step-functions",
    to: resource === undefined ? endOf(target, declaration) : { resource, value: target },
    ...(qualifier === undefined ? {} : { settings: new Map([["qualifier", { value: qualifier, at: target.at, nativeName: "Qualifier" }]]) }),
  });
}

function targetOf(state: MapValue, declaration: Declaration): { argument: string; value: Value } | undefined {
  for (const holder of ["Parameters", "Arguments"]) {
    for (const argument of targetArguments) {
      const found = valueAtPath(state, `${holder}.${argument}`) ?? valueAtPath(state, `${holder}.Entries.0.${argument}`);
      if (found !== undefined) return { argument, value: substituted(found, declaration) };
    }
  }
  return undefined;
}

/** `${OrdersFunctionArn}` left in a definition stands for a substitution of the state machine. */
function substituted(value: Value, { native }: Declaration): Value {
  return withSubstitutions(value, valueAtPath(native.properties, "DefinitionSubstitutions"));
}
