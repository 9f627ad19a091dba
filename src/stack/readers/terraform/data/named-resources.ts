import type { Location } from "../../../../change/location.ts";
import { type Value, textOf } from "../../../value.ts";
import { joined, scalar, unknown } from "../../../value-builders.ts";
import { argumentOf } from "../instance-arguments.ts";
import { attributeOf } from "../syntax.ts";
import { providerRegion } from "../provider-region.ts";
import type { ResourceInstance } from "../resource-instance.ts";

/** Parts of an attribute's text; `{name}` is what the data source looks for, other braces name what only the deployment knows. */
type Form = readonly string[];

interface NamedType {
  /** The argument by which it is looked up. */
  readonly argument: string;
  readonly attributes: Readonly<Record<string, Form>>;
}

function arn(service: string, ...resource: Form): Form {
  return ["arn:", "{partition}", `:${service}:`, "{region}", ":", "{account}", ":", ...resource];
}

function project(...path: Form): Form {
  return ["projects/", "{project}", "/", ...path];
}

const functionArn = arn("lambda", "function:", "{name}");
const queueUrl: Form = ["https://sqs.", "{region}", ".amazonaws.com/", "{account}", "/", "{name}"];
const bucketArn: Form = ["arn:", "{partition}", ":s3:::", "{name}"];
const roleArn: Form = ["arn:", "{partition}", ":iam::", "{account}", ":role/", "{name}"];
const tableArn = arn("dynamodb", "table/", "{name}");
const email: Form = ["{name}", "@", "{project}", ".iam.gserviceaccount.com"];
const topicId = project("topics/", "{name}");
const subscriptionId = project("subscriptions/", "{name}");
const secretId = project("secrets/", "{name}");

/** What data sources that look up by name say of the resource, as its service writes ARNs, addresses and ids. */
const types: ReadonlyMap<string, NamedType> = new Map<string, NamedType>([
  [
    "aws_lambda_function",
    {
      argument: "function_name",
      attributes: {
        id: ["{name}"],
        arn: functionArn,
        qualified_arn: [...functionArn, ":", "{version}"],
        invoke_arn: ["arn:", "{partition}", ":apigateway:", "{region}", ":lambda:path/2015-03-31/functions/", ...functionArn, "/invocations"],
      },
    },
  ],
  ["aws_sqs_queue", { argument: "name", attributes: { arn: arn("sqs", "{name}"), url: queueUrl, id: queueUrl } }],
  ["aws_sns_topic", { argument: "name", attributes: { arn: arn("sns", "{name}"), id: arn("sns", "{name}") } }],
  [
    "aws_dynamodb_table",
    { argument: "name", attributes: { id: ["{name}"], arn: tableArn, stream_arn: [...tableArn, "/stream/", "{time of the stream}"] } },
  ],
  ["aws_s3_bucket", { argument: "bucket", attributes: { id: ["{name}"], arn: bucketArn } }],
  ["aws_kinesis_stream", { argument: "name", attributes: { arn: arn("kinesis", "stream/", "{name}"), id: arn("kinesis", "stream/", "{name}") } }],
  ["aws_cloudwatch_event_bus", { argument: "name", attributes: { id: ["{name}"], arn: arn("events", "event-bus/", "{name}") } }],
  ["aws_cloudwatch_log_group", { argument: "name", attributes: { id: ["{name}"], arn: arn("logs", "log-group:", "{name}") } }],
  [
    "aws_sfn_state_machine",
    { argument: "name", attributes: { arn: arn("states", "stateMachine:", "{name}"), id: arn("states", "stateMachine:", "{name}") } },
  ],
  [
    "aws_secretsmanager_secret",
    {
      argument: "name",
      attributes: { arn: arn("secretsmanager", "secret:", "{name}", "-??????"), id: arn("secretsmanager", "secret:", "{name}", "-??????") },
    },
  ],
  ["aws_iam_role", { argument: "name", attributes: { id: ["{name}"], arn: roleArn } }],
  ["google_pubsub_topic", { argument: "name", attributes: { id: topicId } }],
  ["google_pubsub_subscription", { argument: "name", attributes: { id: subscriptionId } }],
  ["google_storage_bucket", { argument: "name", attributes: { id: ["{name}"], url: ["gs://", "{name}"] } }],
  ["google_secret_manager_secret", { argument: "secret_id", attributes: { id: secretId, name: secretId } }],
  [
    "google_service_account",
    { argument: "account_id", attributes: { email, member: ["serviceAccount:", ...email], id: project("serviceAccounts/", ...email) } },
  ],
  ["google_cloudfunctions2_function", { argument: "name", attributes: { id: project("locations/", "{location}", "/functions/", "{name}") } }],
]);

/** Names that hold more than a name: a path, an address, an ARN. */
const isWhole = (name: string): boolean => name.includes("/") || name.includes("@") || name.includes(":");

/**
 * An attribute of what a data source looks up by name: the text that its service makes of the name, so that it links to the resource of that name. Undefined
 * where the attribute is not made of the name, or the name is looked for in another account, region or project.
 */
export function namedAttribute(instance: ResourceInstance, name: string, at: Location): Value | undefined {
  const type = types.get(instance.type);
  const form = type?.attributes[name];
  if (type === undefined || form === undefined || isElsewhere(instance)) return undefined;
  const given = argumentOf(instance, type.argument);
  const text = textOf(given);
  if (given === undefined || (given.kind !== "reference" && text === undefined)) return undefined;
  if (instance.type.startsWith("google_") && text !== undefined && isWhole(text)) return undefined;
  return joined(
    form.map((part) => (part === "{name}" ? given : part.startsWith("{") ? open(part.slice(1, -1), instance, at) : scalar(part, at))),
    at,
  );
}

function isElsewhere(instance: ResourceInstance): boolean {
  const { body } = instance.block;
  return attributeOf(body, "provider") !== undefined || attributeOf(body, "project") !== undefined || attributeOf(body, "region") !== undefined;
}

function open(what: string, instance: ResourceInstance, at: Location): Value {
  if (what === "region") return providerRegion(instance.scope) ?? unknown("AWS::Region", at);
  if (what === "account") return unknown("AWS::AccountId", at);
  return what === "partition" ? unknown("AWS::Partition", at) : unknown(`the ${what} is known at deployment`, at);
}
