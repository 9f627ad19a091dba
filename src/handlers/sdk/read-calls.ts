import type { CallRecord } from "../code-model.ts";
import { type Origin, textOf } from "../origin.ts";
import { operationName } from "./aws-names.ts";
import { type Client, clientOf, isStep, isUnbuilt, madeClient } from "./clients.ts";
import { cachedParameterOf, commandOf, typedRequestOf } from "./commands.ts";
import { describe } from "./describe-operation.ts";
import { camelCase, localMethods } from "./libraries.ts";
import { type CallContext, type ServiceCall, describeInput, inputOf } from "./service-call.ts";
import { targetOf } from "./targets.ts";

/** The calls of cloud services that one call in the code makes: none, one, or one for each item of a transaction. */
export function readServiceCalls(call: CallRecord, context: CallContext): readonly ServiceCall[] {
  const command = commandOf(call, context) ?? cachedParameterOf(call, context) ?? typedRequestOf(call, context);
  if (command !== null) return describe(command, context);
  const callee = context.resolver.resolve(call.callee);
  if (callee.kind !== "member" || localMethods.has(camelCase(callee.name))) return [];
  const client = clientOf(callee.of, context.resolver);
  if (callee.name === "paginate" && callee.of.kind === "result") return pages(callee.of, call, context);
  if (client === null || isMaker(call) || isUnbuilt(callee.of)) return [];
  return client.kind === "library" ? libraryCall(client, callee.name, call, context) : awsMethod(client, callee.name, call, context);
}

/** `boto3.client("sqs")` and `SqsClient.builder().build()` make clients; they call no service. */
function isMaker(call: CallRecord): boolean {
  return madeClient({ kind: "result", callee: call.callee, arguments: call.arguments, constructed: call.constructed }) !== null;
}

const methodsWithoutCall = new Set([
  "send",
  "config",
  "middlewareStack",
  "exceptions",
  "can_paginate",
  "generate_presigned_url",
  "generate_presigned_post",
  "get_waiter",
  "makeRequest",
  "getSignedUrl",
  "serviceClient",
  "load",
  "reload",
  "builder",
  "build",
  "create",
  "paginate",
  "get_paginator",
  "Dispose",
]);

/** A method of an aggregated client, SDK v2, boto3, Java or .NET. */
function awsMethod(client: Client, method: string, call: CallRecord, context: CallContext): readonly ServiceCall[] {
  if (methodsWithoutCall.has(method) || isStep(client, method)) return [];
  const written = resourceMethod(client, method);
  if (!/^[A-Za-z][\w]*$/u.test(written)) return [];
  const input =
    call.arguments.named.size > 0
      ? { entries: call.arguments.named, complete: call.arguments.complete }
      : inputOf(call.arguments.positional[0], context);
  const operation = operationName(client.service, written);
  const given = client.target ?? bucketArgument(client, written, call);
  return describe({ service: client.service, operation, input, given }, context);
}

/** `client.get_paginator("list_objects_v2").paginate(…)`. */
function pages(paginator: Extract<Origin, { kind: "result" }>, call: CallRecord, context: CallContext): readonly ServiceCall[] {
  const made = context.resolver.resolve(paginator.callee);
  const operation = textOf(paginator.arguments.positional[0] ?? paginator.arguments.named.get("operation_name"));
  const client = made.kind === "member" && made.name === "get_paginator" ? clientOf(made.of, context.resolver) : null;
  return client === null || operation === null ? [] : awsMethod(client, operation, call, context);
}

/** Methods of boto3 resources that are named otherwise than the operation, by service. */
const resourceMethods: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ["dynamodb", new Map([["batch_writer", "batch_write_item"]])],
  [
    "s3",
    new Map([
      ["put", "put_object"],
      ["get", "get_object"],
      ["delete", "delete_object"],
      ["all", "list_objects_v2"],
      ["filter", "list_objects_v2"],
    ]),
  ],
  [
    "sqs",
    new Map([
      ["send_messages", "send_message_batch"],
      ["delete_messages", "delete_message_batch"],
      ["receive_messages", "receive_message"],
    ]),
  ],
]);

function resourceMethod(client: Client, method: string): string {
  return client.kind === "aws-resource" ? (resourceMethods.get(client.service)?.get(method) ?? method) : method;
}

/** `s3.upload_file(path, bucket, key)` and its kin name the bucket by position. */
function bucketArgument(client: Client, method: string, call: CallRecord): Origin | null {
  if (client.service !== "s3") return null;
  if (method === "upload_file" || method === "upload_fileobj") return call.arguments.positional[1] ?? null;
  if (method === "download_file" || method === "download_fileobj") return call.arguments.positional[0] ?? null;
  return null;
}

/** A method of an Azure or Google client library. */
function libraryCall(client: Client, method: string, call: CallRecord, context: CallContext): readonly ServiceCall[] {
  if (isStep(client, method)) return [];
  const first = call.arguments.positional[0];
  // Cosmos DB for Python takes the item by name: its entries tell more than the argument.
  const item = client.service === "cosmos" ? call.arguments.named.get("body") : undefined;
  const request = call.arguments.named.get("request") ?? item ?? first;
  const input =
    call.arguments.named.size > 0 && !call.arguments.named.has("request") && item === undefined
      ? { entries: call.arguments.named, complete: call.arguments.complete }
      : inputOf(request, context);
  const named = client.steps?.targets.map((name) => input.entries.get(name)).find((value) => value !== undefined);
  const byPosition =
    client.target === null && (client.service === "pubsub" || client.service === "keyvault" || client.service === "bigquery") ? first : undefined;
  const target = targetOf(client.target ?? named ?? byPosition, context.resolver, context.entry);
  const action = camelCase(method);
  return [{ service: client.service, action, operation: action, target, ...describeInput(input, context) }];
}
