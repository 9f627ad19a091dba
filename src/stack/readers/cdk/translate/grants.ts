import type { Location } from "../../../../change/location.ts";
import type { Value } from "../../../value.ts";
import { joined, scalar } from "../../../value-builders.ts";
import type { MethodCall } from "../evaluate/construct-node.ts";
import { type Datum, nodeOf, textOfDatum } from "../evaluate/datum.ts";
import { isFunctionType } from "./construct-types.ts";
import type { Conversion } from "./conversion.ts";
import { type GrantedPart, grantedActions } from "./grant-actions.ts";
import { propertyOf, propertyValue } from "./property.ts";
import { allow, principalValue, statementValue } from "./statements.ts";
import { mayHaveIndexes } from "./storage/table.ts";
import type { Translation } from "./translation.ts";

/** How the ARN of each type is asked for. */
const arnAttributes: ReadonlyMap<string, string> = new Map([
  ["aws-dynamodb.Table", "tableArn"],
  ["aws-dynamodb.TableV2", "tableArn"],
  ["aws-s3.Bucket", "bucketArn"],
  ["aws-sqs.Queue", "queueArn"],
  ["aws-sns.Topic", "topicArn"],
  ["aws-secretsmanager.Secret", "secretArn"],
  ["aws-ssm.StringParameter", "parameterArn"],
  ["aws-kms.Key", "keyArn"],
  ["aws-events.EventBus", "eventBusArn"],
  ["aws-stepfunctions.StateMachine", "stateMachineArn"],
  ["aws-lambda.Function", "functionArn"],
  ["aws-kinesis.Stream", "streamArn"],
  ["aws-kinesisfirehose.DeliveryStream", "deliveryStreamArn"],
  ["aws-logs.LogGroup", "logGroupArn"],
]);

/** Types that grant as another does. */
const likeOthers: readonly (readonly [is: (type: string) => boolean, as: string])[] = [
  [isFunctionType, "aws-lambda.Function"],
  [(type) => type === "aws-lambda.Alias" || type === "aws-lambda.Version", "aws-lambda.Function"],
  [(type) => /^aws-rds\.\w*Secret$|^aws-secretsmanager\./u.test(type), "aws-secretsmanager.Secret"],
  [(type) => /^aws-ssm\.\w*Parameter$/u.test(type), "aws-ssm.StringParameter"],
  [(type) => type.startsWith("aws-kinesisfirehose"), "aws-kinesisfirehose.DeliveryStream"],
];

const encryptionKeys = ["encryptionKey", "encryptionMasterKey", "masterKey"];

/** Every `grant…` of the program, as statements of the grantee's role or of the resource's policy. */
export function addGrants(translation: Translation): void {
  for (const call of translation.state.calls) {
    const [receiver, method] = grantOf(call);
    if (method === undefined) continue;
    for (const one of receiver.kind === "choice" ? receiver.options : [receiver]) addGrant(translation, { call, receiver: one, method });
  }
}

/** `table.grantReadData(fn)`, and `table.grants.readData(fn)` as newer versions write it. */
function grantOf(call: MethodCall): readonly [Datum, string | undefined] {
  if (call.name.startsWith("grant")) return [call.receiver, call.name];
  const isHolder = call.receiver.kind === "attribute" && call.receiver.name === "grants";
  return isHolder && call.receiver.kind === "attribute"
    ? [call.receiver.of, `grant${call.name.charAt(0).toUpperCase()}${call.name.slice(1)}`]
    : [call.receiver, undefined];
}

interface Grant {
  readonly call: MethodCall;
  readonly receiver: Datum;
  readonly method: string;
}

function addGrant(translation: Translation, grant: Grant): void {
  const { call, receiver, method } = grant;
  const node = nodeOf(receiver);
  const [grantee, ...others] = call.arguments;
  const origin = `${call.name} of ${node?.path ?? "a resource"}`;
  const type = node === undefined ? (receiver.kind === "library" ? `${receiver.package}.${receiver.path.join(".")}` : "") : typeOf(node.type);
  const isFree = method === "grant" || method === "grantActions" || method === "grantExecution" || method === "grantStream";
  const granted = isFree
    ? [
        {
          actions: others.flatMap((action) => textOfDatum(action) ?? []),
          on: freeParts(type, method),
        },
      ]
    : grantedActions(type, method);
  const isKnown = granted !== undefined && (!isFree || others.every((action) => textOfDatum(action) !== undefined));
  if (!isKnown || granted === undefined) {
    translation.roles.open(grantee, `what ${call.name} allows is not known`, call.at);
    return;
  }
  const hasIndexes = mayHaveIndexes(translation, node);
  const statements = (conversion: Conversion): readonly Value[] => [
    ...granted.map(({ actions, on }) =>
      allow(
        actions,
        on
          .filter((part) => part !== "indexes" || hasIndexes)
          .map((part) => partValue(conversion, { receiver, type, part, at: call.at, pattern: others[0] })),
        call.at,
      ),
    ),
    ...keyStatements(conversion, grant),
  ];
  if (translation.roles.of(grantee) !== undefined) translation.roles.grant(grantee, origin, statements);
  else if (node !== undefined && grantee !== undefined) addToPolicy(translation, { grant, grantee, statements });
}

function typeOf(type: string): string {
  return arnAttributes.has(type) ? type : (likeOthers.find(([is]) => is(type))?.[1] ?? type);
}

function freeParts(type: string, method: string): readonly GrantedPart[] {
  if (method === "grantExecution" || method === "grantStream") return [method === "grantStream" ? "stream" : "executions"];
  return type.startsWith("aws-dynamodb") ? ["self", "indexes"] : ["self"];
}

interface PartTask {
  readonly receiver: Datum;
  readonly type: string;
  readonly part: GrantedPart;
  readonly at: Location;
  readonly pattern: Datum | undefined;
}

function partValue(conversion: Conversion, { receiver, type, part, at, pattern }: PartTask): Value {
  if (part === "all") return scalar("*", at);
  const ask = (name: string) => ({ ...conversion.value({ kind: "attribute", of: receiver, name, at }), at });
  const own = ask(part === "stream" ? "tableStreamArn" : (arnAttributes.get(type) ?? "arn"));
  switch (part) {
    case "objects":
      return joined(
        [own, scalar("/", at), pattern === undefined || textOfDatum(pattern) === undefined ? scalar("*", at) : conversion.value(pattern)],
        at,
      );
    case "indexes":
      return joined([own, scalar("/index/*", at)], at);
    case "qualified":
    case "executions":
      return joined([own, scalar(":*", at)], at);
    default:
      return own;
  }
}

/** Grants on what is encrypted with the author's key speak of the key too. */
function keyStatements(conversion: Conversion, { call, receiver }: Grant): readonly Value[] {
  const [given] = nodeOf(receiver)?.arguments ?? [];
  const field = encryptionKeys.map((name) => propertyOf(given, name)).find((one) => one !== undefined);
  if (field === undefined || nodeOf(field.value) === undefined) return [];
  const key = conversion.value({ kind: "attribute", of: field.value, name: "keyArn", at: call.at });
  return [allow(["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"], [key], call.at)];
}

/** A grantee without a role of the program: a service, an account. */
function addToPolicy(
  translation: Translation,
  task: { grant: Grant; grantee: Datum; statements: (conversion: Conversion) => readonly Value[] },
): void {
  const { grant, grantee, statements } = task;
  const node = nodeOf(grant.receiver);
  if (node === undefined || node.importedBy !== undefined) return;
  const conversion = translation.conversion(node.scope);
  const principal = grantee.kind === "term" ? principalValue(translation, conversion, [grantee], grant.call.at) : undefined;
  if (principal === undefined) return;
  if (isFunctionType(node.type)) addPermission(translation, { grant, grantee });
  else
    for (const statement of statements(conversion)) {
      if (statement.kind !== "map") continue;
      const entries = new Map(statement.entries).set("Principal", { name: "Principal", key: grant.call.at, value: principal, at: grant.call.at });
      translation.policies.add(node, { ...statement, entries });
    }
}

function addPermission(translation: Translation, { grant, grantee }: { grant: Grant; grantee: Datum }): void {
  const node = nodeOf(grant.receiver);
  const named = grantee.kind === "term" ? grantee.arguments[0] : undefined;
  if (node === undefined || named === undefined) return;
  const { at } = grant.call;
  const conversion = translation.conversion(node.scope);
  const properties = translation
    .properties(node)
    .put("Action", scalar(grant.method === "grantInvokeUrl" ? "lambda:InvokeFunctionUrl" : "lambda:InvokeFunction", at));
  properties.put("Principal", conversion.value(named)).put("FunctionName", conversion.reference(node, at, { attribute: "Arn" }));
  const source = grantee.kind === "term" ? propertyValue(grantee.arguments[1], "conditions") : undefined;
  if (source !== undefined)
    properties.put("SourceArn", conversion.value({ kind: "unknown", reason: "the conditions are given elsewhere", at: source.at }));
  translation.add(node, {
    type: "AWS::Lambda::Permission",
    suffix: `Invoke${textOfDatum(named) ?? ""}`,
    nativeType: grant.call.name,
    at,
    properties,
  });
}

/** `fn.addToRolePolicy(statement)`, `role.addToPolicy(…)`, `role.attachInlinePolicy(…)`. */
export function addRolePolicies(translation: Translation): void {
  for (const call of translation.state.calls) {
    const [statement] = call.arguments;
    if (statement === undefined) continue;
    if (call.name === "addToRolePolicy" || call.name === "addToPolicy" || call.name === "addToPrincipalPolicy")
      translation.roles.grant(call.receiver, `${call.name} of ${nodeOf(call.receiver)?.path ?? ""}`, (conversion) => [
        statementValue(translation, conversion, statement),
      ]);
    else if (call.name === "addManagedPolicy") addManagedPolicy(translation, call.receiver, statement);
    else if (call.name === "attachInlinePolicy") attachPolicy(translation, call.receiver, statement);
    else if (call.name === "addToResourcePolicy") addResourcePolicy(translation, call);
  }
}

/** A managed policy by its name, its ARN or as a construct. */
export function managedPolicyValue(conversion: Conversion, policy: Datum): Value {
  const [name] = policy.kind === "term" ? policy.arguments : [];
  const text = textOfDatum(name);
  if (policy.kind === "term" && policy.name.endsWith("ManagedPolicy.fromAwsManagedPolicyName") && text !== undefined)
    return scalar(`arn:aws:iam::aws:policy/${text}`, policy.at);
  return conversion.value(nodeOf(policy) === undefined ? policy : { kind: "attribute", of: policy, name: "managedPolicyArn", at: policy.at });
}

function addManagedPolicy(translation: Translation, receiver: Datum, policy: Datum): void {
  const draft = translation.roles.of(receiver);
  draft?.managed.push(managedPolicyValue(translation.conversion(draft.node.scope), policy));
}

/** `role.attachInlinePolicy(new Policy(…))`: the policy is read where it is declared. */
function attachPolicy(translation: Translation, receiver: Datum, policy: Datum): void {
  const node = nodeOf(policy);
  if (node?.type !== "aws-iam.Policy") {
    translation.roles.open(receiver, "a policy is made elsewhere", policy.at);
    return;
  }
  const [given] = node.arguments;
  const statements = propertyValue(given, "statements");
  const added = translation.callsOn(node, "addStatements").flatMap((call) => call.arguments);
  const all = [...(statements?.kind === "list" ? statements.items : statements === undefined ? [] : [statements]), ...added];
  translation.roles.grant(receiver, `policy ${node.path}`, (conversion) =>
    all.map((statement) => statementValue(translation, conversion, statement)),
  );
}

function addResourcePolicy(translation: Translation, call: MethodCall): void {
  const node = nodeOf(call.receiver);
  const [statement] = call.arguments;
  if (node !== undefined && node.importedBy === undefined && statement !== undefined)
    translation.policies.add(node, statementValue(translation, translation.conversion(node.scope), statement));
}
