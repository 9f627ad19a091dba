import type { ReferenceValue, Value } from "../../value.ts";
import { failure } from "./bounded-values.ts";
import { attributeOfData } from "./data/data-attributes.ts";
import { argumentOf } from "./instance-arguments.ts";
import { type ResourceInstance, pointerTo } from "./resource-instance.ts";
import { type PathStep, type WalkContext, namesOf, walk } from "./walk.ts";

/** Attributes by which others point at the resource: they stay references, also where their text is known. */
const identities = new Set([
  "arn",
  "id",
  "name",
  "url",
  "invoke_arn",
  "qualified_arn",
  "qualified_invoke_arn",
  "stream_arn",
  "self_link",
  "email",
  "member",
  "uri",
]);
const identitiesOfType = new Map([
  ["aws_lambda_function", ["function_name"]],
  ["aws_s3_bucket", ["bucket"]],
  ["aws_s3_object", ["key"]],
  ["aws_s3_bucket_object", ["key"]],
  ["google_secret_manager_secret", ["secret_id"]],
]);
/** Resources whose name is a plain word for others, not a way to point at them. */
const plainNames = new Set(["aws_lambda_alias", "aws_api_gateway_stage", "aws_apigatewayv2_stage"]);

/** CloudFormation's word for attributes that Terraform names otherwise; `null` = what `Ref` gives. */
const cloudFormationNames = new Map<string, string | null>([
  ["id", null],
  ["url", "QueueUrl"],
  ["invoke_arn", "Arn"],
  ["function_name", "Name"],
  ["bucket", "Name"],
]);

/** What an attribute of a resource instance is: a known argument, or a reference in the platform's shape. */
export function attributeOfResource(resource: ReferenceValue, path: readonly PathStep[], context: WalkContext): Value {
  const { evaluation } = context.module;
  const instance = evaluation.instanceOf(resource);
  const [head, ...rest] = path;
  if (instance === undefined || head === undefined) return resource;
  if (head.kind !== "attribute") return failure("there is no such instance", context.at);
  return evaluation.guarded(`${instance.moduleScope}|${instance.address}.${head.name}`, context.at, () => {
    if (instance.mode === "data") return attributeOfData(instance, path, context);
    if (isIdentity(instance, head.name)) return pointerTo(instance, context.at, attributeName(instance.type, [head.name]));
    const argument = argumentOf(instance, head.name);
    const value = argument && walk(argument, rest, context);
    const absent =
      value === undefined || (value.kind === "unknown" && argument?.kind !== "unknown") || (value.kind === "scalar" && value.value === null);
    return absent ? pointerTo(instance, context.at, attributeName(instance.type, namesOf(path))) : value;
  });
}

/** The attribute in the platform's shape: CloudFormation's for AWS, as written elsewhere; undefined for what `Ref` gives. */
function attributeName(type: string, names: readonly string[]): string | undefined {
  if (!type.startsWith("aws_")) return names.join(".");
  const [only] = names;
  const known = names.length === 1 && only !== undefined ? cloudFormationNames.get(only) : undefined;
  if (known === null) return undefined;
  return known ?? names.map(pascalCase).join(".");
}

function isIdentity(instance: ResourceInstance, name: string): boolean {
  if (name === "name" && plainNames.has(instance.type)) return false;
  return identities.has(name) || (identitiesOfType.get(instance.type)?.includes(name) ?? false);
}

/** `visibility_timeout_seconds` → `VisibilityTimeoutSeconds`. */
function pascalCase(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
