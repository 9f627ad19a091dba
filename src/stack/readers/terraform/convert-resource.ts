import type { NativeResource } from "../../native.ts";
import { map } from "../../value-builders.ts";
import { type MapValue, type Value, textOf } from "../../value.ts";
import type { Platform } from "../../vocabulary.ts";
import type { ConversionContext } from "./conversion/type-table.ts";
import { awsTypeOf } from "./aws/aws-types.ts";
import { asDocument } from "./conversion/conversions.ts";
import { convertProperties } from "./conversion/convert-properties.ts";
import { nativeNamesOf } from "./conversion/native-names.ts";
import { splitNotification } from "./aws/split-notification.ts";
import { azureTypeOf } from "./azure/azure-types.ts";
import { evaluateBody } from "./evaluate-body.ts";
import type { Evaluation } from "./evaluation.ts";
import { codeProperty } from "./google/code-property.ts";
import { isExistingResource } from "./data/existing-resources.ts";
import { providerRegion } from "./provider-region.ts";
import type { ResourceInstance } from "./resource-instance.ts";
import { type Body, attributeOf, blocksOf } from "./syntax.ts";

const platforms: readonly (readonly [string, Platform])[] = [
  ["aws_", "aws"],
  ["google_", "google"],
  ["azurerm_", "azure"],
];

/** An instance in its platform's common shape; nothing for providers of other things (random, null, archive …). */
export function convertResource(instance: ResourceInstance, evaluation: Evaluation): readonly NativeResource[] {
  const platform = platforms.find(([prefix]) => instance.type.startsWith(prefix))?.[1];
  const isExisting = isExistingResource(instance);
  if (platform === undefined || (instance.mode === "data" && !isExisting)) return [];
  const { at } = instance.block;
  const raw = evaluateBody(instance.block.body, instance.scope, at);
  const native: NativeResource = {
    platform,
    format: "terraform",
    scope: instance.moduleScope,
    address: instance.address,
    name: instance.name,
    type: instance.type,
    nativeType: instance.type,
    at,
    properties: raw,
    attributes: isExisting ? new Map([["existing", "true"]]) : attributesOf(instance),
    conditional: instance.conditional,
    implicit: false,
  };
  const context = { instance, evaluation };
  return platform === "google" ? [{ ...native, properties: googleProperties(raw, context) }] : convertMapped(native, raw, context);
}

function convertMapped(native: NativeResource, raw: MapValue, context: ConversionContext): readonly NativeResource[] {
  const type = native.platform === "aws" ? awsTypeOf(native.type) : azureTypeOf(native.type);
  if (type === undefined) return [native];
  const converted = { ...native, type: type.type, properties: convertProperties(raw, type, context), nativeNames: nativeNamesOf(type) };
  return type.type === "AWS::S3::BucketNotification" ? splitNotification(converted) : [converted];
}

/** Google's resources keep the provider's shape; texts of workflows and OpenAPI documents become their trees, and a function gets the folder of its code. */
function googleProperties(raw: MapValue, context: ConversionContext): MapValue {
  const code = codeProperty(raw, context);
  const entries = [...raw.entries.values()].map((one) => {
    if (one.name === "source_contents") return { ...one, value: asDocument(one.value, context) ?? one.value };
    return one.name === "openapi_documents" ? { ...one, value: withTrees(one.value, context) } : one;
  });
  return map([...entries, ...(code === undefined ? [] : [code])], raw.at);
}

/** `openapi_documents { document { contents = filebase64("openapi.yaml") } }` with the document's tree as its contents. */
function withTrees(value: Value, context: ConversionContext): Value {
  if (value.kind === "list") return { ...value, items: value.items.map((item) => withTrees(item, context)) };
  if (value.kind !== "map") return value;
  const entries = [...value.entries.values()].map((one) => ({
    ...one,
    value: one.name === "contents" ? (asDocument(one.value, context) ?? one.value) : withTrees(one.value, context),
  }));
  return map(entries, value.at);
}

function attributesOf(instance: ResourceInstance): ReadonlyMap<string, string> {
  const { body } = instance.block;
  const attributes = new Map<string, string>();
  const [lifecycle] = blocksOf(body, "lifecycle");
  for (const attribute of lifecycle?.body.attributes ?? []) {
    if (attribute.value.kind === "literal") attributes.set(attribute.name, String(attribute.value.value));
  }
  const dependencies = dependenciesOf(body);
  if (dependencies.length > 0) attributes.set("depends_on", dependencies.join(", "));
  const region = instance.type.startsWith("aws_") ? textOf(providerRegion(instance.scope, aliasOf(body))) : undefined;
  if (region !== undefined) attributes.set("region", region);
  const moved = movedFrom(instance);
  if (moved !== undefined) attributes.set("moved_from", moved);
  return attributes;
}

function dependenciesOf(body: Body): readonly string[] {
  const value = attributeOf(body, "depends_on")?.value;
  return value?.kind === "list" ? value.items.flatMap((item) => nameOf(item) ?? []) : [];
}

/** `aws.us_east_1` in `provider = aws.us_east_1`. */
function aliasOf(body: Body): string | undefined {
  const value = attributeOf(body, "provider")?.value;
  const step = value?.kind === "traversal" ? value.steps[0] : undefined;
  return step?.kind === "attribute" ? step.name : undefined;
}

function movedFrom(instance: ResourceInstance): string | undefined {
  for (const moved of instance.scope.module.source.moved) {
    const to = attributeOf(moved.body, "to")?.value;
    const from = attributeOf(moved.body, "from")?.value;
    if (to !== undefined && from !== undefined && nameOf(to) === instance.address) return nameOf(from);
  }
  return undefined;
}

/** A traversal as addresses are written: `aws_sqs_queue.orders["eu"]`. */
function nameOf(expression: Body["attributes"][number]["value"]): string | undefined {
  if (expression.kind === "literal" && typeof expression.value === "string") return expression.value;
  if (expression.kind !== "traversal" || expression.of.kind !== "variable") return undefined;
  const steps = expression.steps.map((step) => {
    if (step.kind === "attribute") return `.${step.name}`;
    return step.kind === "index" && step.key.kind === "literal" ? `[${JSON.stringify(step.key.value)}]` : "";
  });
  return `${expression.of.name}${steps.join("")}`;
}
