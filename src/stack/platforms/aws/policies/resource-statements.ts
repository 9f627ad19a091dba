import type { NativeResource } from "../../../native.ts";
import type { Statement } from "../../../statement.ts";
import { itemsOf } from "../../../value.ts";
import type { NativeIndex } from "../native-index.ts";
import { propertyAt, valueAtPath } from "../property-path.ts";
import { resolveNative } from "../resolve-target.ts";
import { functionOf } from "../function-of.ts";
import { structured } from "../structured-text.ts";
import { permissionStatement } from "./function-permissions.ts";
import { statementsOf } from "./policy-document.ts";

/** Where each type of resource policy keeps its document, and the properties that name what it protects. */
const policyTypes: ReadonlyMap<string, { readonly targets: readonly string[]; readonly document: string }> = new Map([
  ["AWS::SQS::QueuePolicy", { targets: ["Queues", "Queue", "QueueUrl"], document: "PolicyDocument" }],
  ["AWS::SQS::QueueInlinePolicy", { targets: ["Queue"], document: "PolicyDocument" }],
  ["AWS::SNS::TopicPolicy", { targets: ["Topics", "TopicArn"], document: "PolicyDocument" }],
  ["AWS::SNS::TopicInlinePolicy", { targets: ["TopicArn"], document: "PolicyDocument" }],
  ["AWS::S3::BucketPolicy", { targets: ["Bucket"], document: "PolicyDocument" }],
  ["AWS::Events::EventBusPolicy", { targets: ["EventBusName"], document: "Statement" }],
  ["AWS::SecretsManager::ResourcePolicy", { targets: ["SecretId"], document: "ResourcePolicy" }],
  ["AWS::ApiGateway::RestApiPolicy", { targets: ["RestApiId"], document: "Policy" }],
]);

/** Properties in which a resource holds its own policy. */
const ownPolicies: ReadonlyMap<string, string> = new Map([
  ["AWS::KMS::Key", "KeyPolicy"],
  ["AWS::ApiGateway::RestApi", "Policy"],
  ["AWS::SQS::Queue", "Policy"],
  ["AWS::SNS::Topic", "Policy"],
  ["AWS::S3::Bucket", "Policy"],
  ["AWS::DynamoDB::Table", "ResourcePolicy.PolicyDocument"],
  ["AWS::Kinesis::Stream", "ResourcePolicy.ResourcePolicy"],
]);

/** The statements of all resource policies by the declaration that they protect. */
export function resourceStatements(index: NativeIndex): ReadonlyMap<NativeResource, readonly Statement[]> {
  const found = new Map<NativeResource, Statement[]>();
  const add = (native: NativeResource | undefined, statements: readonly Statement[]) => {
    if (native !== undefined) found.set(native, [...(found.get(native) ?? []), ...statements]);
  };
  for (const [type, property] of ownPolicies) {
    for (const native of index.ofType(type)) add(native, ownStatements(native, property));
  }
  for (const [type, { targets, document }] of policyTypes) {
    for (const policy of index.ofType(type)) {
      const statements = attachedStatements(policy, document);
      for (const native of protectedBy(policy, targets, index)) add(native, statements);
    }
  }
  for (const permission of index.ofType("AWS::Lambda::Permission")) {
    const target = valueAtPath(permission.properties, "FunctionName");
    const held = target && functionOf(target, { index, scope: permission.scope });
    add(held?.native, [permissionStatement(permission)]);
  }
  return found;
}

function ownStatements(native: NativeResource, property: string): readonly Statement[] {
  const document = valueAtPath(native.properties, property);
  return document === undefined ? [] : statementsOf(document, { native, origin: `policy of ${native.name}` });
}

function attachedStatements(policy: NativeResource, property: string): readonly Statement[] {
  const document = propertyAt(policy.properties, property);
  if (document === undefined) return [];
  const from = { native: policy, origin: `policy ${policy.name}` };
  const held = structured(document.value);
  const isBare = property === "Statement" && !(held.kind === "map" && held.entries.has("Statement"));
  if (!isBare) return statementsOf(document.value, from);
  const key = { name: "Statement", key: document.at, value: document.value, at: document.at };
  return statementsOf({ kind: "map", entries: new Map([["Statement", key]]), at: document.at }, from);
}

function protectedBy(policy: NativeResource, targets: readonly string[], index: NativeIndex): readonly NativeResource[] {
  const values = targets.flatMap((target) => itemsOf(valueAtPath(policy.properties, target)));
  const natives = values.flatMap((value) => resolveNative(value, { index, scope: policy.scope })?.native ?? []);
  return [...new Set(natives)];
}
