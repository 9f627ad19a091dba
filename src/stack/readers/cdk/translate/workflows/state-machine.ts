import { list, map, mapOf, entry, scalar, unknown } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import { embeddedDefinition } from "../../../asl/embedded-definition.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, type Field, isUndefined, truthOf } from "../../evaluate/datum.ts";
import { fileOfPath, pathOfFileText } from "../file-text.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf, propertyValue } from "../property.ts";
import type { ResourceProperties } from "../resource-properties.ts";
import { allow, invokedArns } from "../statements.ts";
import type { Translation } from "../translation.ts";
import { stateGraphOf } from "./state-graph.ts";
import { definitionOf } from "./state-values.ts";
import { taskKinds } from "./task-kinds.ts";

/** A state machine with the definition that the program chains, writes as text or names as a file. */
export function translateStateMachine(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, {
    stateMachineName: "StateMachineName",
    stateMachineType: "StateMachineType",
    tracingEnabled: "TracingConfiguration.Enabled",
    definitionSubstitutions: "DefinitionSubstitutions",
  });
  const body = propertyOf(given, "definitionBody") ?? propertyOf(given, "definition");
  if (body !== undefined) putDefinition(translation, node, { properties, body });
  const logs = propertyOf(given, "logs");
  if (logs !== undefined) putLogs(translation, node, { properties, logs });
  const role = conversion.value({
    kind: "attribute",
    of: { kind: "attribute", of: node.instance, name: "role", at: node.at },
    name: "roleArn",
    at: node.at,
  });
  properties.put("RoleArn", { ...role, at: node.at }, propertyOf(given, "role"), "role");
  translation.roles.of(node.instance);
  grantOperations(translation, node, { logs, tracing: propertyOf(given, "tracingEnabled") });
  translation.add(node, { type: "AWS::StepFunctions::StateMachine", properties });
}

const tracingActions = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"];
const loggingActions = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

/** What the role needs for logs and traces. */
function grantOperations(
  translation: Translation,
  node: ConstructNode,
  { logs, tracing }: { logs: Field | undefined; tracing: Field | undefined },
): void {
  const isTraced = tracing !== undefined && truthOf(tracing.value) === true;
  for (const [actions, at] of [[loggingActions, logs?.at] as const, [tracingActions, isTraced ? tracing.at : undefined] as const])
    if (at !== undefined) translation.roles.grant(node.instance, `logs and traces of ${node.path}`, () => [allow(actions, [scalar("*", at)], at)]);
}

interface DefinitionTask {
  readonly properties: ResourceProperties;
  readonly body: Field;
}

function putDefinition(translation: Translation, node: ConstructNode, { properties, body }: DefinitionTask): void {
  const { value } = body;
  const name = value.kind === "term" ? value.name : "";
  const [first] = value.kind === "term" ? value.arguments : [];
  if (name === "aws-stepfunctions.DefinitionBody.fromFile" && first !== undefined) putFile(translation, node, { properties, body, path: first });
  else if (name === "aws-stepfunctions.DefinitionBody.fromString" && pathOfFileText(first) !== undefined)
    putFile(translation, node, { properties, body, path: pathOfFileText(first) ?? value });
  else if (name === "aws-stepfunctions.DefinitionBody.fromString" && first !== undefined)
    properties.put("Definition", textDefinition(translation, node, first), body, "definitionBody");
  else {
    const chain = name === "aws-stepfunctions.DefinitionBody.fromChainable" ? first : value;
    properties.put(
      "Definition",
      chain === undefined ? unknown("the states are made elsewhere", body.at) : chained(translation, node, chain),
      body,
      "definitionBody",
    );
  }
}

function chained(translation: Translation, node: ConstructNode, chain: Datum): Value {
  const graph = stateGraphOf(translation);
  const drawn = new Set<ConstructNode>();
  const definition = definitionOf({ translation, graph, owner: node, depth: 0, drawn }, chain, chain.at);
  const timeout = propertyOf(node.arguments[0], "timeout");
  if (definition.kind !== "map") translation.roles.open(node.instance, "the states are made elsewhere", chain.at);
  grantTasks(translation, node, drawn);
  if (definition.kind !== "map" || timeout === undefined) return definition;
  return map(
    [...definition.entries.values(), entry("TimeoutSeconds", translation.conversion(node.scope).settingValue(timeout), timeout)],
    definition.at,
  );
}

function putFile(translation: Translation, node: ConstructNode, { properties, body, path }: DefinitionTask & { path: Datum }): void {
  const file = fileOfPath(translation, node, path);
  const definition = file === undefined ? undefined : translation.files.document(file);
  properties.put("Definition", definition ?? unknown("the definition was not read", body.at), body, "definitionBody");
  if (file !== undefined) properties.put("DefinitionPath", scalar(file, body.at), body, "definitionBody");
}

function textDefinition(translation: Translation, node: ConstructNode, datum: Datum): Value {
  const conversion = translation.conversion(node.scope);
  if (datum.kind === "term" && datum.name === "global.JSON.stringify" && datum.arguments[0] !== undefined)
    return conversion.value(datum.arguments[0]);
  const text = conversion.value(datum);
  const isText = text.kind === "scalar" || text.kind === "joined";
  return (isText ? embeddedDefinition(text).definition : undefined) ?? unknown("the definition is made elsewhere", datum.at);
}

/** What the role needs for its tasks. */
function grantTasks(translation: Translation, node: ConstructNode, states: ReadonlySet<ConstructNode>): void {
  for (const state of states) {
    if (!state.type.startsWith("aws-stepfunctions-tasks.")) continue;
    const kind = taskKinds.get(state.type.split(".").at(-1) ?? "");
    const target = kind === undefined ? undefined : propertyValue(state.arguments[0], kind.property);
    if (kind === undefined || target === undefined || isUndefined(target))
      translation.roles.open(node.instance, `what ${state.type} needs was not read`, state.at);
    else
      translation.roles.grant(node.instance, `task ${state.path}`, (conversion) => {
        const arn = conversion.value(arnOf(target, kind.arn));
        return [allow([kind.action], kind.arn === "functionArn" ? invokedArns(arn, state.at) : [arn], state.at)];
      });
  }
}

function putLogs(translation: Translation, node: ConstructNode, { properties, logs }: { properties: ResourceProperties; logs: Field }): void {
  const conversion = translation.conversion(node.scope);
  const group = propertyOf(logs.value, "destination");
  if (logs.value.kind !== "object" || group === undefined) {
    properties.put(
      "LoggingConfiguration",
      conversion.settingValue({ ...logs, value: { kind: "unknown", reason: "logging is set elsewhere", at: logs.at } }),
      logs,
      "logs",
    );
    return;
  }
  const arn = conversion.settingValue({ ...group, value: arnOf(group.value, "logGroupArn") });
  const destination = mapOf({ CloudWatchLogsLogGroup: mapOf({ LogGroupArn: arn }, group.at) }, group.at);
  properties.put("LoggingConfiguration.Destinations", list([destination], group.at), logs, "logs");
  properties.take(logs.value, { level: "LoggingConfiguration.Level", includeExecutionData: "LoggingConfiguration.IncludeExecutionData" });
}
