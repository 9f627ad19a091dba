import type { CallRecord } from "../code-model.ts";
import type { Target } from "../facts.ts";
import { type Origin, qualifiedName, textOf } from "../origin.ts";
import type { EntryParameters } from "../program/event.ts";
import type { Resolver } from "../program/resolver.ts";
import { iamAction, iamService, operationName, targetParameters } from "./aws-names.ts";
import { type Client, clientOf, isStep, madeClient } from "./clients.ts";
import { camelCase, localMethods } from "./library-tables.ts";
import { targetOf } from "./targets.ts";

/** A call of a service, before it is known when it runs. */
export interface ServiceCall {
  readonly service: string;
  readonly action: string;
  readonly operation: string;
  readonly target: Target;
  readonly arguments: ReadonlyMap<string, string | number | boolean>;
  readonly argumentNames: readonly string[];
  readonly argumentsComplete: boolean;
}

/** What an operation is given: its entries by the API's names. */
interface Input {
  readonly entries: ReadonlyMap<string, Origin>;
  readonly complete: boolean;
}

const nothing: Input = { entries: new Map(), complete: false };

/** What tells targets. */
export interface CallContext {
  readonly resolver: Resolver;
  readonly entry: EntryParameters;
}

/** The calls of cloud services that one call in the code makes: none, one, or one for each item of a transaction. */
export function readServiceCalls(call: CallRecord, context: CallContext): readonly ServiceCall[] {
  const command = commandOf(call, context) ?? cachedParameterOf(call, context) ?? typedRequestOf(call, context);
  if (command !== null) return describe(command, context);
  const callee = context.resolver.resolve(call.callee);
  if (callee.kind !== "member" || localMethods.has(camelCase(callee.name))) return [];
  const client = clientOf(callee.of, context.resolver);
  if (callee.name === "paginate" && callee.of.kind === "result") return pages(callee.of, call, context);
  if (client === null || isMaker(call)) return [];
  return client.kind === "library" ? libraryCall(client, callee.name, call, context) : awsMethod(client, callee.name, call, context);
}

/** `boto3.client("sqs")` and `SqsClient.builder().build()` make clients; they call no service. */
function isMaker(call: CallRecord): boolean {
  return madeClient({ kind: "result", callee: call.callee, arguments: call.arguments, constructed: call.constructed }) !== null;
}

interface Operation {
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
  readonly given: Origin | null;
}

/** `new PutCommand({…})`, `paginateQuery(config, {…})`, `new Upload({ params })` of the modular SDK. */
function commandOf(call: CallRecord, context: CallContext): Operation | null {
  const name = qualifiedName(call.callee);
  if (name === null || !name.startsWith("@aws-sdk/")) return null;
  if (name === "@aws-sdk/lib-storage:Upload") {
    const parameters = inputOf(call.arguments.positional[0], context).entries.get("params");
    return { service: "s3", operation: "Upload", input: inputOf(parameters, context), given: null };
  }
  const match = /^@aws-sdk\/(?:client-([\w-]+)|lib-(dynamodb)):(?:paginate(\w+)|(\w+)Command)$/u.exec(name);
  const service = match?.[1] ?? match?.[2];
  if (match === null || service === undefined) return null;
  const prefix = iamService(service);
  const input = inputOf(call.arguments.positional[match[3] === undefined ? 0 : 1], context);
  return { service: prefix, operation: operationName(prefix, match[3] ?? match[4] ?? ""), input, given: null };
}

/** Helpers of Powertools that fetch parameters and secrets. */
const parameterHelpers: readonly (readonly [calls: RegExp, service: string, operation: string])[] = [
  [/^(?:@aws-lambda-powertools\/parameters\/secrets:getSecret|aws_lambda_powertools\.utilities\.parameters\.get_secret)$/u, "secretsmanager", "GetSecretValue"],
  [/^(?:@aws-lambda-powertools\/parameters\/ssm:getParameter|aws_lambda_powertools\.utilities\.parameters\.get_parameter)$/u, "ssm", "GetParameter"],
  [/^(?:@aws-lambda-powertools\/parameters\/ssm:getParameters|aws_lambda_powertools\.utilities\.parameters\.get_parameters)$/u, "ssm", "GetParametersByPath"],
  [/^(?:@aws-lambda-powertools\/parameters\/ssm:getParametersByName|aws_lambda_powertools\.utilities\.parameters\.get_parameters_by_name)$/u, "ssm", "GetParameters"],
];

export function isParameterHelper(name: string | null): boolean {
  return name !== null && parameterHelpers.some(([calls]) => calls.test(name));
}

function cachedParameterOf(call: CallRecord, context: CallContext): Operation | null {
  const name = qualifiedName(call.callee);
  const helper = name === null ? undefined : parameterHelpers.find(([calls]) => calls.test(name));
  if (helper === undefined) return null;
  const given = call.arguments.positional[0] ?? call.arguments.named.get("name") ?? null;
  return { service: helper[1], operation: helper[2], input: inputOf(call.arguments.positional[1], context), given };
}

/** A request object of Go, Java or C#, whose type names the operation. */
function typedRequestOf(call: CallRecord, context: CallContext): Operation | null {
  for (const given of call.arguments.positional) {
    const value = context.resolver.resolve(given);
    if (value.kind !== "object" || value.type === null) continue;
    const name = qualifiedName(value.type) ?? "";
    const match = /aws-sdk-go(?:-v2)?\/service\/(\w+):(\w+)Input$/u.exec(name) ?? /^software\.amazon\.awssdk\.services\.(\w+)\.model[.:](\w+)Request$/u.exec(name);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const callee = call.callee.kind === "member" ? call.callee.name : "";
    // A request handed to a helper is counted where the helper calls the service.
    if (operationName("", callee) !== match[2] && !/paginator|^New/iu.test(callee) && !/^New\w+Paginator$/u.test(qualifiedName(call.callee)?.split(":").at(-1) ?? "")) continue;
    return { service: iamService(match[1]), operation: match[2], input: inputOf(value, context), given: null };
  }
  return null;
}

const methodsWithoutCall = new Set(["send", "config", "middlewareStack", "exceptions", "can_paginate", "generate_presigned_url", "generate_presigned_post", "get_waiter", "makeRequest", "getSignedUrl", "serviceClient", "load", "reload", "builder", "build", "create", "paginate", "get_paginator", "Dispose"]);

/** A method of an aggregated client, SDK v2, boto3, Java or .NET. */
function awsMethod(client: Client, method: string, call: CallRecord, context: CallContext): readonly ServiceCall[] {
  if (methodsWithoutCall.has(method) || isStep(client, method)) return [];
  const written = resourceMethod(client, method);
  if (!/^[A-Za-z][\w]*$/u.test(written)) return [];
  const input = call.arguments.named.size > 0 ? { entries: call.arguments.named, complete: call.arguments.complete } : inputOf(call.arguments.positional[0], context);
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

/** boto3 resources have methods that are named otherwise than the operation. */
function resourceMethod(client: Client, method: string): string {
  if (client.kind !== "aws-resource") return method;
  if (method === "batch_writer") return "batch_write_item";
  if (client.service === "s3") return ({ put: "put_object", get: "get_object", delete: "delete_object", all: "list_objects_v2", filter: "list_objects_v2" } as Record<string, string>)[method] ?? method;
  if (client.service === "sqs") return ({ send_messages: "send_message_batch", delete_messages: "delete_message_batch", receive_messages: "receive_message" } as Record<string, string>)[method] ?? method;
  return method;
}

/** `s3.upload_file(path, bucket, key)` and its kin name the bucket by position. */
function bucketArgument(client: Client, method: string, call: CallRecord): Origin | null {
  if (client.service !== "s3") return null;
  if (method === "upload_file" || method === "upload_fileobj") return call.arguments.positional[1] ?? null;
  if (method === "download_file" || method === "download_fileobj") return call.arguments.positional[0] ?? null;
  return null;
}

function inputOf(origin: Origin | undefined, context: CallContext): Input {
  if (origin === undefined) return { entries: new Map(), complete: true };
  const value = context.resolver.resolve(origin);
  return value.kind === "object" ? { entries: value.entries, complete: value.complete } : nothing;
}

function describe(call: Operation, context: CallContext): readonly ServiceCall[] {
  if (call.service === "dynamodb" && call.operation === "TransactWriteItems") return transaction(call, context);
  const nested = entriesOf(call, context);
  const entries = new Map([...nested, ...call.input.entries]);
  const target = targetOf(call.given ?? targetEntry(call, entries, context), context.resolver, context.entry);
  return [{ service: call.service, action: iamAction(call.service, call.operation), operation: call.operation, target, ...describeInput({ entries, complete: call.input.complete }, context) }];
}

function targetEntry(call: Operation, entries: ReadonlyMap<string, Origin>, context: CallContext): Origin | undefined {
  if (/^Batch(?:Write|Get)Item$/u.test(call.operation)) return requestTable(call.input, context);
  for (const name of targetParameters.get(call.service) ?? []) {
    const value = entries.get(name) ?? entries.get(name.charAt(0).toLowerCase() + name.slice(1));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The table of `RequestItems: { [table]: […] }`. */
function requestTable(input: Input, context: CallContext): Origin | undefined {
  const items = input.entries.get("RequestItems");
  const value = items === undefined ? undefined : context.resolver.resolve(items);
  if (value?.kind !== "object") return undefined;
  if (value.entries.size === 1 && value.computed.length === 0) return { kind: "literal", value: [...value.entries.keys()][0] ?? "" };
  const computed = value.computed[0];
  return value.entries.size === 0 && value.computed.length === 1 && computed?.kind === "list" ? computed.items[0] : undefined;
}

/** Entries of the items of a batch (PutEvents, SendMessageBatch): their names count as arguments. */
function entriesOf(call: Operation, context: CallContext): ReadonlyMap<string, Origin> {
  const list = call.input.entries.get("Entries") ?? call.input.entries.get("PublishBatchRequestEntries");
  const value = list === undefined ? undefined : context.resolver.resolve(list);
  const first = value?.kind === "list" && value.items[0] !== undefined ? value.items[0] : mappedItem(value, context);
  return first === undefined ? new Map() : inputOf(first, context).entries;
}

/** The object that `items.map((item) => ({ … }))` makes of each item. */
function mappedItem(value: Origin | undefined, context: CallContext): Origin | undefined {
  if (value?.kind !== "result") return undefined;
  const callback = value.arguments.positional.find((given) => given.kind === "function");
  const scope = callback?.kind === "function" ? context.resolver.scopeOf(callback.scope) : undefined;
  return scope?.returns[0];
}

function transaction(call: Operation, context: CallContext): readonly ServiceCall[] {
  const items = call.input.entries.get("TransactItems");
  const value = items === undefined ? undefined : context.resolver.resolve(items);
  if (value?.kind !== "list") return [];
  return value.items.flatMap((item) => {
    const [kind, given] = [...inputOf(item, context).entries][0] ?? [];
    const action = { Put: "PutItem", Update: "UpdateItem", Delete: "DeleteItem", ConditionCheck: "ConditionCheckItem" }[kind ?? ""];
    if (action === undefined || given === undefined) return [];
    const input = inputOf(given, context);
    return [{ service: "dynamodb", action, operation: "TransactWriteItems", target: targetOf(input.entries.get("TableName"), context.resolver, context.entry), ...describeInput(input, context) }];
  });
}

function describeInput(input: Input, context: CallContext): Pick<ServiceCall, "arguments" | "argumentNames" | "argumentsComplete"> {
  const literals = new Map<string, string | number | boolean>();
  for (const [name, given] of input.entries) {
    const value = context.resolver.resolve(given);
    if (value.kind === "literal" && value.value !== null) literals.set(name, value.value);
  }
  return { arguments: literals, argumentNames: [...input.entries.keys()], argumentsComplete: input.complete };
}

/** A method of an Azure or Google client library. */
function libraryCall(client: Client, method: string, call: CallRecord, context: CallContext): readonly ServiceCall[] {
  if (isStep(client, method)) return [];
  const first = call.arguments.positional[0];
  const request = call.arguments.named.get("request") ?? first;
  const input = call.arguments.named.size > 0 && !call.arguments.named.has("request") ? { entries: call.arguments.named, complete: call.arguments.complete } : inputOf(request, context);
  const named = client.steps?.targets.map((name) => input.entries.get(name)).find((value) => value !== undefined);
  const byPosition = client.target === null && (client.service === "pubsub" || client.service === "keyvault" || client.service === "bigquery") ? first : undefined;
  const target = targetOf(client.target ?? named ?? byPosition, context.resolver, context.entry);
  const action = camelCase(method);
  return [{ service: client.service, action, operation: action, target, ...describeInput(input, context) }];
}
