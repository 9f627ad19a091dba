import type { Value } from "../../../../value.ts";
import { entry, list, map, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import type { Datum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import { removalAttributes } from "../removal.ts";
import type { Convert, PropertyTable, ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

const shared: PropertyTable = {
  tableName: "TableName",
  timeToLiveAttribute: "TimeToLiveSpecification.AttributeName",
  tableClass: "TableClass",
};
/** DynamoDB encrypts every table; a key that KMS shows is only used where the author asks for one. */
const encryption: Convert = (conversion, value) => {
  const mode = value.kind === "library" ? value.path.at(-1) : undefined;
  if (mode === "DEFAULT") return undefined;
  return mode === "AWS_MANAGED" || mode === "CUSTOMER_MANAGED" ? scalar(true, value.at) : conversion.value(value);
};
const classic: PropertyTable = {
  ...shared,
  encryption: { to: "SSESpecification.SSEEnabled", as: encryption },
  stream: "StreamSpecification.StreamViewType",
  readCapacity: "ProvisionedThroughput.ReadCapacityUnits",
  writeCapacity: "ProvisionedThroughput.WriteCapacityUnits",
  deletionProtection: "DeletionProtectionEnabled",
};
const global: PropertyTable = { ...shared, dynamoStream: "StreamSpecification.StreamViewType" };

/** Modes of `TableEncryption` and `TableEncryptionV2` without a key of the customer's. */
const notOfCustomer = new Set(["DEFAULT", "AWS_MANAGED", "dynamoOwnedKey", "awsManagedKey"]);

interface TableTask {
  readonly translation: Translation;
  readonly node: ConstructNode;
  readonly given: Datum | undefined;
  readonly conversion: Conversion;
  readonly properties: ResourceProperties;
}

/** `Table`, and `TableV2` which is a global table. */
export function translateTable(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const isGlobal = node.type === "aws-dynamodb.TableV2";
  const properties = translation.properties(node).take(given, isGlobal ? global : classic);
  const task = { translation, node, given, conversion: translation.conversion(node.scope), properties };
  putKeys(task);
  putIndexes(task);
  if (isGlobal) putReplica(task);
  else putSettings(task);
  putBilling(task, isGlobal);
  const type = isGlobal ? "AWS::DynamoDB::GlobalTable" : "AWS::DynamoDB::Table";
  translation.add(node, { type, properties, attributes: removalAttributes(translation, node, "Retain") });
}

/** Keys of the table, and the attributes that keys and indexes name. */
function putKeys({ translation, node, given, conversion, properties }: TableTask): void {
  const keys = keyFields(given);
  const [first] = keys;
  if (first === undefined) return;
  properties.put("KeySchema", keySchema(conversion, keys), first.field, "partitionKey");
  const holders = [given, ...indexesOf(translation, node, "global"), ...indexesOf(translation, node, "local")];
  const attributes = new Map<string, Value>();
  for (const { field } of holders.flatMap(keyFields)) {
    const name = propertyValue(field.value, "name");
    const type = propertyValue(field.value, "type");
    if (name === undefined || type === undefined) continue;
    const value = mapOf({ AttributeName: conversion.value(name), AttributeType: conversion.value(type) }, field.value.at);
    attributes.set(name.kind === "literal" ? String(name.value) : `#${attributes.size}`, value);
  }
  properties.put("AttributeDefinitions", list([...attributes.values()], first.field.at), first.field, "partitionKey");
}

function keyFields(holder: Datum | undefined) {
  return [["partitionKey", "HASH"] as const, ["sortKey", "RANGE"] as const].flatMap(([name, type]) => {
    const field = propertyOf(holder, name);
    return field === undefined ? [] : [{ field, type }];
  });
}

function keySchema(conversion: Conversion, keys: ReturnType<typeof keyFields>): Value {
  const [first] = keys;
  const items = keys.map(({ field, type }): Value => {
    const name = propertyValue(field.value, "name");
    if (name === undefined || field.value.kind === "unknown") return unknown("the key is made elsewhere", field.at);
    return mapOf({ AttributeName: conversion.value(name), KeyType: scalar(type, field.at) }, field.value.at);
  });
  const isKnown = items.every((item) => item.kind === "map");
  return isKnown
    ? list(items, first?.field.at ?? { path: "", startLine: 1, endLine: 1 })
    : unknown("the keys are made elsewhere", first?.field.at ?? { path: "", startLine: 1, endLine: 1 });
}

function indexesOf(translation: Translation, node: ConstructNode, kind: "global" | "local"): readonly Datum[] {
  const [given] = node.arguments;
  const [method, property] =
    kind === "global" ? ["addGlobalSecondaryIndex", "globalSecondaryIndexes"] : ["addLocalSecondaryIndex", "localSecondaryIndexes"];
  return [...listItems(propertyValue(given, property)), ...translation.callsOn(node, method).flatMap((call) => call.arguments.slice(0, 1))];
}

/** Whether a table has indexes, or may have: grants speak of `index/*` only then. */
export function mayHaveIndexes(translation: Translation, node: ConstructNode | undefined): boolean {
  if (node === undefined || translation.state.escaped.has(node.instance)) return true;
  const [given] = node.arguments;
  if (node.importedBy === undefined) return indexesOf(translation, node, "global").length > 0 || indexesOf(translation, node, "local").length > 0;
  if (!node.importedBy.endsWith("Attributes")) return false;
  return ["grantIndexPermissions", "globalIndexes", "localIndexes"].some((name) => propertyValue(given, name) !== undefined);
}

function putIndexes({ translation, node, conversion, properties }: TableTask): void {
  for (const [kind, name] of [["global", "GlobalSecondaryIndexes"] as const, ["local", "LocalSecondaryIndexes"] as const]) {
    const indexes = indexesOf(translation, node, kind);
    const [first] = indexes;
    if (first === undefined) continue;
    const values = indexes.map((index): Value => {
      if (index.kind === "unknown") return unknown(index.reason, index.at);
      const own = translation
        .properties(node)
        .take(index, { indexName: "IndexName", projectionType: "Projection.ProjectionType", nonKeyAttributes: "Projection.NonKeyAttributes" });
      const built = own.build();
      return map([...built.entries.values(), entry("KeySchema", keySchema(conversion, keyFields(index)))], index.at);
    });
    const isOpen = indexes.length === 1 && first.kind === "unknown";
    properties.put(name, isOpen ? values[0] : list(values, first.at));
  }
}

function putSettings({ given, conversion, properties }: TableTask): void {
  putRecovery({ given, conversion, properties }, "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled");
  const key = propertyOf(given, "encryptionKey");
  if (key !== undefined)
    properties.put("SSESpecification.KMSMasterKeyId", conversion.settingValue({ ...key, value: arnOf(key.value, "keyArn") }), key, "encryptionKey");
  else putKeyOfCdk({ given, properties }, "SSESpecification.KMSMasterKeyId");
  const replicas = propertyOf(given, "replicationRegions");
  if (replicas !== undefined) properties.put("Replicas", conversion.settingValue(replicas), replicas, "replicationRegions");
}

/** Whatever `encryption` says but the two kinds of key that are not the customer's. */
function putKeyOfCdk({ given, properties }: Pick<TableTask, "given" | "properties">, path: string): void {
  const field = propertyOf(given, "encryption");
  if (field === undefined) return;
  const { value } = field;
  const mode = value.kind === "library" ? value.path.at(-1) : value.kind === "term" ? value.name.split(".").at(-1) : undefined;
  if (mode !== undefined && notOfCustomer.has(mode)) return;
  properties.put(path, unknown("a key that the CDK makes or is given", field.at), field, "encryption");
}

function putRecovery({ given, conversion, properties }: Pick<TableTask, "given" | "conversion" | "properties">, path: string): void {
  const specification = propertyOf(given, "pointInTimeRecoverySpecification");
  const nested = specification === undefined ? undefined : propertyOf(specification.value, "pointInTimeRecoveryEnabled");
  const field = nested ?? propertyOf(given, "pointInTimeRecovery");
  const name = nested === undefined ? "pointInTimeRecovery" : "pointInTimeRecoveryEnabled";
  if (field !== undefined) properties.put(path, conversion.settingValue(field), field, name);
}

/** The replica of the stack's own Region comes first; settings of a global table stand with its replicas. */
function putReplica({ translation, node, given, conversion, properties }: TableTask): void {
  const own = translation.properties(node).take(given, { deletionProtection: "DeletionProtectionEnabled" });
  own.put("Region", unknown("AWS::Region", node.at));
  putRecovery({ given, conversion, properties: own }, "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled");
  putKeyOfCdk({ given, properties: own }, "SSESpecification.KMSMasterKeyId");
  const others = listItems(propertyValue(given, "replicas")).map((replica): Value => {
    const region = propertyValue(replica, "region");
    return region === undefined ? unknown("the replica is made elsewhere", replica.at) : mapOf({ Region: conversion.value(region) }, replica.at);
  });
  const built = own.build();
  properties.put("Replicas", list([{ ...built, at: node.at }, ...others], node.at), undefined, "replicas");
}

function putBilling({ given, conversion, properties, node }: TableTask, isGlobal: boolean): void {
  const field = propertyOf(given, isGlobal ? "billing" : "billingMode");
  if (field === undefined) {
    if (isGlobal) properties.put("BillingMode", scalar("PAY_PER_REQUEST", node.at), undefined, "billing");
    return;
  }
  if (field.value.kind !== "term") properties.put("BillingMode", conversion.settingValue(field), field, isGlobal ? "billing" : "billingMode");
  else {
    const isOnDemand = field.value.name.endsWith(".onDemand");
    const at = { path: field.at.path, startLine: field.at.startLine, endLine: field.at.endLine };
    properties.put("BillingMode", scalar(isOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED", at), field, "billing");
  }
}
