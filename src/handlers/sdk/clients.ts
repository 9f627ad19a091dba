import { type Origin, qualifiedName, textOf } from "../origin.ts";
import type { Resolver } from "../program/resolver.ts";
import { iamService } from "./aws-names.ts";
import { camelCase, libraryOf } from "./libraries.ts";
import type { Library } from "./library.ts";

/** A client of a cloud service, with what it was narrowed to. */
export interface Client {
  readonly service: string;
  /** The package it comes from. */
  readonly library: string;
  readonly kind: "aws" | "aws-resource" | "library";
  /** What it was narrowed to: a table, bucket, topic, container. */
  readonly target: Origin | null;
  readonly steps: Library | null;
}

/** Steps of boto3 resources: the argument that names the target. */
const resourceSteps: ReadonlySet<string> = new Set([
  "Table",
  "Queue",
  "Bucket",
  "Topic",
  "Object",
  "StateMachine",
  "get_queue_by_name",
  "meta",
  "client",
  "objects",
  "put_object",
]);

/** Tracers that give back the client they are given. */
const captures = /(?:captureAWSv3Client|captureAWSClient|captureClient|instrumentAwsClient)$/u;

const found = new WeakMap<Resolver, Map<Origin, Client | null>>();

/** The client that a value is; null for anything else. */
export function clientOf(origin: Origin, resolver: Resolver, depth = 0): Client | null {
  const known = found.get(resolver) ?? new Map<Origin, Client | null>();
  found.set(resolver, known);
  const before = known.get(origin);
  if (before !== undefined) return before;
  known.set(origin, null);
  const client = depth > 12 ? null : findClient(origin, resolver, depth);
  known.set(origin, client);
  return client;
}

function findClient(origin: Origin, resolver: Resolver, depth: number): Client | null {
  const value = resolver.resolve(origin);
  if (value.kind === "typed") return typedClient(value.type);
  if (value.kind === "mixed" && !value.text)
    return value.parts.map((part) => clientOf(part, resolver, depth + 1)).find((client) => client !== null) ?? null;
  if (value.kind === "member") {
    const of = clientOf(value.of, resolver, depth + 1);
    if (of === null) return null;
    return isStep(of, value.name) ? of : null;
  }
  if (value.kind !== "result") return null;
  return madeClient(value) ?? narrowedClient(value, resolver, depth);
}

/** A client that a call makes by itself. */
export function madeClient(origin: Extract<Origin, { kind: "result" }>): Client | null {
  const name = qualifiedName(origin.callee);
  if (name === null) return null;
  return javascriptClient(name) ?? pythonClient(name, origin) ?? goOrJavaClient(name) ?? otherClient(name);
}

function aws(service: string, library: string, kind: Client["kind"] = "aws"): Client {
  return { service: iamService(service), library, kind, target: null, steps: null };
}

function javascriptClient(name: string): Client | null {
  const modular = /^(@aws-sdk\/client-([\w-]+)):(\w+)$/u.exec(name);
  if (modular?.[1] !== undefined && modular[2] !== undefined) {
    const isClient = modular[3]?.endsWith("Client") === true || modular[3]?.toLowerCase() === modular[2].replaceAll("-", "");
    return isClient ? aws(modular[2], modular[1]) : null;
  }
  if (/^@aws-sdk\/lib-dynamodb:DynamoDBDocument(?:Client)?\.from$/u.test(name)) return aws("dynamodb", "@aws-sdk/lib-dynamodb");
  const second = /^aws-sdk(?:\/clients\/(\w+))?:(?:default\.)?(\w*)(\.DocumentClient)?$/u.exec(name);
  if (second === null) return null;
  const service = second[1] ?? second[2] ?? "";
  return service === "" || service === "config" || service === "DocumentClient"
    ? second[1] === "dynamodb"
      ? aws("dynamodb", "aws-sdk")
      : null
    : aws(service, "aws-sdk");
}

function pythonClient(name: string, origin: Extract<Origin, { kind: "result" }>): Client | null {
  const made = /^(?:boto3|aioboto3)\.(client|resource)$/u.exec(name);
  const service = textOf(origin.arguments.positional[0] ?? origin.arguments.named.get("service_name"));
  if (made === null || service === null) return null;
  return aws(service, "boto3", made[1] === "resource" ? "aws-resource" : "aws");
}

function goOrJavaClient(name: string): Client | null {
  const go = /^(github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/(\w+)):(?:NewFromConfig|New)$/u.exec(name);
  if (go?.[1] !== undefined && go[2] !== undefined) return aws(go[2], go[1]);
  const java = /^(software\.amazon\.awssdk\.services\.(\w+))(?:\.|:)\w+(?:Async)?Client\.(?:create|builder)$/u.exec(name);
  if (java?.[1] !== undefined && java[2] !== undefined) return aws(java[2], java[1]);
  return dotnetClient(name.replace(/^:/u, ""));
}

/** `AmazonSQSClient`, `IAmazonSQS`, `SqsClient` with its package. */
function dotnetClient(name: string): Client | null {
  const match = /^(?:Amazon\.[\w.]+\.)?I?Amazon(\w+?)(?:Client)?$/u.exec(name);
  if (match?.[1] === undefined || /Exception|Config|Request|Response/u.test(name)) return null;
  return aws(match[1], `AWSSDK.${match[1]}`);
}

/** A client known by its declared type only. */
function typedClient(type: Origin): Client | null {
  const name = qualifiedName(type);
  if (name === null) return null;
  const go = /^(github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/(\w+)):(?:Client|\w+)$/u.exec(name);
  if (go?.[1] !== undefined && go[2] !== undefined) return aws(go[2], go[1]);
  const java = /^(software\.amazon\.awssdk\.services\.(\w+))(?:\.|:)\w+Client$/u.exec(name);
  if (java?.[1] !== undefined && java[2] !== undefined) return aws(java[2], java[1]);
  return dotnetClient(name.replace(/^:/u, "")) ?? otherClient(name);
}

function otherClient(name: string): Client | null {
  const library = libraryOf(name);
  if (library !== null) return { service: library.service, library: packageOf(name), kind: "library", target: null, steps: library };
  const google = /^google\.cloud\.(\w+?)(?:_v\d\w*)?\.\w*Client$/u.exec(name) ?? /^@google-cloud\/([\w-]+):(?:v\d\w*\.)?\w+Client$/u.exec(name);
  if (google?.[1] === undefined) return null;
  return { service: google[1], library: packageOf(name), kind: "library", target: null, steps: null };
}

/** A client that a step of another client gives, or that a tracer passes on. */
function narrowedClient(origin: Extract<Origin, { kind: "result" }>, resolver: Resolver, depth: number): Client | null {
  const callee = origin.callee;
  const first = origin.arguments.positional[0];
  const name = callee.kind === "member" ? callee.name : (qualifiedName(callee) ?? "");
  if (captures.test(name) && first !== undefined) return clientOf(first, resolver, depth + 1);
  if (callee.kind !== "member") return null;
  if ((name === "client" || name === "resource") && isSession(callee.of)) {
    const service = textOf(first ?? origin.arguments.named.get("service_name"));
    return service === null ? null : aws(service, "boto3", name === "resource" ? "aws-resource" : "aws");
  }
  if (callee.of.kind === "result" && qualifiedName(callee.of.callee)?.endsWith("captureAWS") === true) return aws(name, "aws-sdk");
  const of = clientOf(callee.of, resolver, depth + 1);
  if (of === null) return null;
  // `SqsClient.builder().region(…).build()`
  if (of.kind === "aws" && of.library.startsWith("software.") && isUnbuilt(callee.of)) return of;
  if (!isStep(of, name)) return null;
  return { ...of, target: stepTarget(of, name, origin) ?? of.target };
}

/** Whether a chain of calls is still being configured: it starts at `builder()` and has not come to `build()`. */
export function isUnbuilt(origin: Origin): boolean {
  let current = origin;
  for (let steps = 0; steps < 20 && current.kind === "result" && current.callee.kind === "member"; steps++) {
    if (current.callee.name === "build") return false;
    if (current.callee.name === "builder") return true;
    current = current.callee.of;
  }
  return false;
}

function isSession(origin: Origin): boolean {
  return origin.kind === "result" && /^(?:boto3|aioboto3)(?:\.session)?\.Session$/u.test(qualifiedName(origin.callee) ?? "");
}

/** Whether a method or property gives a narrower client and calls no service. */
export function isStep(client: Client, method: string): boolean {
  if (client.kind === "aws-resource") return resourceSteps.has(method) && method !== "put_object";
  return client.steps !== null && Object.hasOwn(client.steps.steps, camelCase(method));
}

function stepTarget(client: Client, method: string, call: Extract<Origin, { kind: "result" }>): Origin | null {
  if (client.kind === "aws-resource")
    return call.arguments.positional[0] ?? call.arguments.named.get("QueueName") ?? call.arguments.named.get("name") ?? null;
  const named = client.steps?.targets.map((name) => call.arguments.named.get(name)).find((value) => value !== undefined);
  const position = client.steps?.steps[camelCase(method)];
  return named ?? (typeof position === "number" ? (call.arguments.positional[position] ?? null) : null);
}

function packageOf(name: string): string {
  const colon = name.indexOf(":");
  if (colon > 0) return name.slice(0, colon);
  return name.split(".").slice(0, -1).join(".");
}
