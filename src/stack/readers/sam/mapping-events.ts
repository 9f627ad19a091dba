import { type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, map, scalar } from "../../value-builders.ts";
import { type EventExpansion, type EventTarget, type SamEvent, namesBefore, renamedEntries } from "./event.ts";
import { implicitResource } from "./implicit-resource.ts";
import { accountArn, allow, inlinePolicy, managedPolicyArn } from "./policy-documents.ts";
import type { RoleParts } from "./role-policies.ts";

/** SAM's name for the source of each kind of event source mapping. */
const sourceProperties = new Map([
  ["SQS", "Queue"],
  ["Kinesis", "Stream"],
  ["DynamoDB", "Stream"],
  ["MSK", "Stream"],
  ["MQ", "Broker"],
  ["DocumentDB", "Cluster"],
]);

const pollerPolicies = new Map([
  ["SQS", "service-role/AWSLambdaSQSQueueExecutionRole"],
  ["Kinesis", "service-role/AWSLambdaKinesisExecutionRole"],
  ["DynamoDB", "service-role/AWSLambdaDynamoDBExecutionRole"],
  ["MSK", "service-role/AWSLambdaMSKExecutionRole"],
]);

const networkActions = [
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
];

export function isMappingEvent(type: string): boolean {
  return sourceProperties.has(type) || type === "SelfManagedKafka";
}

/** An event that Lambda polls becomes an event source mapping, and the role may poll. */
export function expandMappingEvent(event: SamEvent, target: EventTarget): EventExpansion {
  const source = sourceProperties.get(event.type);
  const renames = source === undefined ? {} : { [source]: "EventSourceArn" };
  const entries = renamedEntries(event.properties, renames, ["KafkaBootstrapServers", "DynamicPolicyName", "SecretsManagerKmsKeyId"]);
  const servers = entryOf(event.properties, "KafkaBootstrapServers");
  const selfManaged = servers === undefined ? [] : [entry("SelfManagedEventSource", selfManagedSource(servers.value), servers)];
  const properties = map([...entries, ...selfManaged, entry("FunctionName", target.ref(event.at), { at: event.at })], event.properties.at);
  const resource = implicitResource(target, {
    address: event.logicalId,
    name: event.name,
    type: "AWS::Lambda::EventSourceMapping",
    nativeType: `${event.type} event`,
    at: event.at,
    properties,
    nativeNames: namesBefore(renames),
  });
  return { resources: [resource], role: rolePartsOfMapping(event) };
}

function selfManagedSource(servers: Value): Value {
  const endpoints = map([entry("KafkaBootstrapServers", servers)], servers.at);
  return map([entry("Endpoints", endpoints)], servers.at);
}

function rolePartsOfMapping(event: SamEvent): RoleParts {
  const managed = pollerPolicies.get(event.type);
  return {
    managed: managed === undefined ? [] : [managedPolicyArn(managed, event.at)],
    inline: [...secretPolicies(event), ...failurePolicies(event)],
  };
}

/** What SAM lets the role do for sources that it reaches with a secret or through a network. */
function secretPolicies(event: SamEvent): readonly Value[] {
  const at = event.at;
  const accesses = itemsOf(entryOf(event.properties, "SourceAccessConfigurations")?.value);
  const typeOf = (access: Value) => textOf(entryOf(access, "Type")?.value) ?? "";
  const secrets = accesses.flatMap((access) => (/^VPC_|^VIRTUAL_HOST$|^$/.test(typeOf(access)) ? [] : (entryOf(access, "URI")?.value ?? [])));
  const needsNetwork =
    event.type === "DocumentDB" || (event.type === "SelfManagedKafka" && accesses.some((access) => typeOf(access).startsWith("VPC_")));
  const described = [...(describeActions.get(event.type) ?? []), ...(needsNetwork ? networkActions : [])];
  const key = entryOf(event.properties, "SecretsManagerKmsKeyId")?.value;
  const statements = [
    ...(secrets.length === 0 ? [] : [allow(["secretsmanager:GetSecretValue"], secrets, at)]),
    ...(described.length === 0 ? [] : [allow(described, [scalar("*", at)], at)]),
    ...(key === undefined ? [] : [allow(["kms:Decrypt"], [accountArn("kms", [scalar("key/", at), key], at)], at)]),
  ];
  return statements.length === 0 ? [] : [inlinePolicy(`added by SAM for event ${event.name}`, statements, at)];
}

const describeActions = new Map([
  ["MQ", ["mq:DescribeBroker"]],
  ["DocumentDB", ["rds:DescribeDBClusterParameters", "rds:DescribeDBSubnetGroups", "rds:DescribeDBClusters"]],
]);

const failureActions = new Map([
  ["SQS", "sqs:SendMessage"],
  ["SNS", "sns:Publish"],
  ["S3Bucket", "s3:PutObject"],
  ["S3", "s3:PutObject"],
]);

function failurePolicies(event: SamEvent): readonly Value[] {
  const failure = entryOf(entryOf(event.properties, "DestinationConfig")?.value, "OnFailure")?.value;
  const action = failureActions.get(textOf(entryOf(failure, "Type")?.value) ?? "");
  const destination = entryOf(failure, "Destination")?.value;
  if (failure === undefined || action === undefined || destination === undefined) return [];
  return [inlinePolicy(`added by SAM for the failure destination of event ${event.name}`, [allow([action], [destination], failure.at)], failure.at)];
}
