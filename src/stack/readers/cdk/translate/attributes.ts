import type { Location } from "../../../../change/location.ts";
import type { Value } from "../../../value.ts";
import { joined, scalar, unknown } from "../../../value-builders.ts";
import type { ConstructNode } from "../evaluate/construct-node.ts";
import { type AttributeDatum, type Datum, nodeOf, textOfDatum } from "../evaluate/datum.ts";
import type { Conversion } from "./conversion.ts";
import { propertyOf, propertyValue } from "./property.ts";
import { storedParameter } from "./stored-parameter.ts";

/** Attributes of a stack that only the deployment knows. */
const pseudoParameters: ReadonlyMap<string, string> = new Map([
  ["region", "AWS::Region"],
  ["account", "AWS::AccountId"],
  ["partition", "AWS::Partition"],
  ["stackName", "AWS::StackName"],
  ["stackId", "AWS::StackId"],
  ["urlSuffix", "AWS::URLSuffix"],
]);

/** Types of which `Ref` is the ARN. */
const referredByArn = /^aws-(?:sns|stepfunctions|secretsmanager|elasticloadbalancingv2)\./u;

/** Attributes that mean the function itself: its versions. */
const versionAttributes = new Set(["currentVersion", "latestVersion"]);

/** What a property of a construct means in a template. */
export function attributeValue(conversion: Conversion, attribute: AttributeDatum): Value {
  const { of, name, at } = attribute;
  const pseudo = pseudoParameters.get(name);
  const node = nodeOf(of);
  if (pseudo !== undefined && (of.kind === "term" ? of.name === "core.Stack.of" : isStack(node))) return unknown(pseudo, at);
  if (node !== undefined)
    return node.importedBy === undefined ? ownAttribute(conversion, node, { name, at }) : importedAttribute(conversion, node, { name, at });
  if (of.kind === "attribute") return attributeOfAttribute(conversion, of, { name, at });
  if (of.kind === "term") return unknown(`${name} is known at deployment`, at);
  return unknown(of.kind === "unknown" ? of.reason : "computed in code", at);
}

function isStack(node: ConstructNode | undefined): boolean {
  return node !== undefined && (/^core\.(?:Stack|NestedStack|Stage)$/u.test(node.type) || (node.path === "" && node.type !== "core.App"));
}

interface Asked {
  readonly name: string;
  readonly at: Location;
}

function ownAttribute(conversion: Conversion, node: ConstructNode, { name, at }: Asked): Value {
  const className = node.type.split(".").at(-1) ?? "";
  if (node.type === "core.CfnParameter") return unknown(`the parameter ${node.id} is given at deployment`, at);
  if (/^(?:core|custom-resources)\./u.test(node.type) || /^(?:npm|pip):/u.test(node.type)) return unknown(`${name} of ${node.id} is not known`, at);
  if (className.startsWith("Cfn")) {
    return conversion.reference(node, at, name.startsWith("attr") ? { attribute: name.slice("attr".length) } : {});
  }
  if (name === "role" || name === "grantPrincipal") return roleValue(conversion, node, { name: "ref", at });
  if (versionAttributes.has(name)) return conversion.reference(node, at, { attribute: "Version" });
  return conversion.reference(node, at, { attribute: templateAttribute(node.type, name) });
}

/** The attribute of a template that a property of a construct is; undefined for a plain reference. */
function templateAttribute(type: string, name: string): string | undefined {
  if (name === "ref" || name === "roleName") return undefined;
  if (name === "tableStreamArn") return "StreamArn";
  if (name.endsWith("Arn")) return referredByArn.test(type) ? undefined : "Arn";
  if (name === "topicName" || name === "stateMachineName") return name.charAt(0).toUpperCase() + name.slice(1);
  if (/(?:Name|Id|Ref)$/u.test(name) || name === "queueUrl") return type === "aws-sqs.Queue" && name === "queueName" ? "QueueName" : undefined;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `fn.role.roleArn`, `fn.currentVersion.functionArn`, `api.root.path`. */
function attributeOfAttribute(conversion: Conversion, of: AttributeDatum, { name, at }: Asked): Value {
  const node = nodeOf(of.of);
  if (node === undefined || node.importedBy !== undefined) return unknown(`${name} is known at deployment`, at);
  if (of.name === "role") return roleValue(conversion, node, { name, at });
  if (versionAttributes.has(of.name)) return conversion.reference(node, at, { attribute: "Version" });
  return unknown(`${name} is known at deployment`, at);
}

/** The role that something runs as: the one that it is given, else the one that the CDK makes. */
function roleValue(conversion: Conversion, node: ConstructNode, { name, at }: Asked): Value {
  const given = propertyValue(node.arguments[0], "role");
  if (given !== undefined) return attributeValue(conversion, { kind: "attribute", of: given, name, at });
  return conversion.reference(node, at, { suffix: roleIdOf(node.type), attribute: name === "roleArn" ? "Arn" : undefined });
}

/** The id that the CDK gives the role it makes. */
export function roleIdOf(type: string): string {
  return type === "aws-stepfunctions.StateMachine" ? "Role" : "ServiceRole";
}

/** How the ARN of something is made that is imported by its name. */
const arnsByName: ReadonlyMap<string, readonly [service: string, prefix: string]> = new Map([
  ["aws-s3.Bucket", ["s3", ""]],
  ["aws-dynamodb.Table", ["dynamodb", "table/"]],
  ["aws-dynamodb.TableV2", ["dynamodb", "table/"]],
  ["aws-secretsmanager.Secret", ["secretsmanager", "secret:"]],
  ["aws-ssm.StringParameter", ["ssm", "parameter/"]],
  ["aws-lambda.Function", ["lambda", "function:"]],
  ["aws-events.EventBus", ["events", "event-bus/"]],
  ["aws-stepfunctions.StateMachine", ["states", "stateMachine:"]],
]);

/** `Queue.fromQueueArn(this, "Orders", arn).queueArn` is the ARN that was given; what was not given is not known. */
function importedAttribute(conversion: Conversion, node: ConstructNode, { name, at }: Asked): Value {
  const [given] = node.arguments;
  const importedBy = node.importedBy?.slice("from".length).replace(/V2$/u, "") ?? "";
  const asked = name === "ref" ? undefined : name;
  const isGiven = asked !== undefined && importedBy.toLowerCase().endsWith(asked.toLowerCase());
  if (given !== undefined && (isGiven || (asked === undefined && !importedBy.endsWith("Attributes")))) return conversion.value(given);
  const attribute = asked === undefined || !importedBy.endsWith("Attributes") ? undefined : propertyValue(given, asked);
  if (attribute !== undefined) return conversion.value(attribute);
  const form = arnsByName.get(node.type);
  const nameGiven = importedName(node, given, importedBy);
  if (node.importedBy?.startsWith("fromStringParameter") === true && asked === "stringValue" && propertyOf(given, "version") === undefined)
    return storedParameter(textOfDatum(nameGiven), textOfDatum(nameGiven) ?? node.id, at);
  if (form !== undefined && nameGiven !== undefined && asked?.endsWith("Arn") === true) return arnOfName(conversion, nameGiven, { form, at });
  return unknown(`${name} of ${node.id} is not given where it is imported`, at);
}

function importedName(node: ConstructNode, given: Datum | undefined, importedBy: string): Datum | undefined {
  if (importedBy.endsWith("Name")) return given;
  const name = ["tableName", "bucketName", "parameterName", "secretName", "eventBusName"].find((one) => propertyValue(given, one) !== undefined);
  return name === undefined || node.importedBy === undefined ? undefined : propertyValue(given, name);
}

function arnOfName(conversion: Conversion, name: Datum, { form, at }: { form: readonly [service: string, prefix: string]; at: Location }): Value {
  const [service, prefix] = form;
  const place =
    service === "s3"
      ? [scalar(":s3:::", at)]
      : [scalar(`:${service}:`, at), unknown("AWS::Region", at), scalar(":", at), unknown("AWS::AccountId", at), scalar(":", at)];
  const tail = service === "secretsmanager" ? [scalar("-??????", at)] : [];
  const named = conversion.value(name);
  const bare = service === "ssm" && named.kind === "scalar" ? scalar(String(named.value).replace(/^\//u, ""), at) : named;
  return joined([scalar("arn:", at), unknown("AWS::Partition", at), ...place, scalar(prefix, at), bare, ...tail], at);
}
