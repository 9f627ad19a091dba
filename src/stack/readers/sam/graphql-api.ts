import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, list, map, mapOf, reference, scalar, withEntries } from "../../value-builders.ts";
import { type Declaration, nativeOf } from "../cloudformation/declaration.ts";
import { type ImplicitOwner, implicitResource } from "./implicit-resource.ts";

interface Api extends ImplicitOwner {
  readonly logicalId: string;
  readonly properties: MapValue;
}

/** A GraphQL API of AppSync with its data sources, the functions of its pipelines, and its resolvers, as AppSync's own resources. */
export function expandGraphqlApi(declaration: Declaration): readonly NativeResource[] {
  const { logicalId, properties, scope, conditional } = declaration;
  const api: Api = { scope, format: "sam", conditional, logicalId, properties };
  return [
    {
      ...nativeOf(declaration, "sam"),
      type: "AWS::AppSync::GraphQLApi",
      properties: apiProperties(properties),
      nativeNames: (path) => renamed.get(path),
    },
    ...dataSources(api, "Lambda"),
    ...dataSources(api, "DynamoDb"),
    ...membersOf(entryOf(properties, "Functions")?.value).map((member) => pipelineFunction(api, member)),
    ...membersOf(entryOf(properties, "Resolvers")?.value).flatMap((type) => membersOf(type.value).map((field) => resolver(api, type, field))),
  ];
}

const renamed: ReadonlyMap<string, string> = new Map([
  ["AuthenticationType", "Auth.Type"],
  ["LogConfig", "Logging"],
]);

function apiProperties(properties: MapValue): MapValue {
  const changes = new Map<string, MapEntry | null>([
    ["DataSources", null],
    ["Functions", null],
    ["Resolvers", null],
  ]);
  const type = entryOf(entryOf(properties, "Auth")?.value, "Type");
  if (type !== undefined) changes.set("AuthenticationType", { ...type, name: "AuthenticationType" });
  const logging = entryOf(properties, "Logging");
  if (logging !== undefined) changes.set("LogConfig", { ...logging, name: "LogConfig" }).set("Logging", null);
  return withEntries(properties, changes);
}

function membersOf(value: Value | undefined): readonly MapEntry[] {
  return value?.kind === "map" ? [...value.entries.values()] : [];
}

function dataSources(api: Api, kind: "Lambda" | "DynamoDb"): readonly NativeResource[] {
  return membersOf(entryOf(entryOf(api.properties, "DataSources")?.value, kind)?.value).map(({ name, value, at }) => {
    const target = entryOf(value, kind === "Lambda" ? "FunctionArn" : "TableName");
    const config = kind === "Lambda" ? "LambdaConfig" : "DynamoDBConfig";
    const inside = kind === "Lambda" ? "LambdaFunctionArn" : "TableName";
    const held = target === undefined ? [] : [entry(config, map([{ ...target, name: inside }], target.at), target)];
    const own = mapOf({ ApiId: reference(api.logicalId, at, "ApiId"), Name: entryOf(value, "Name")?.value ?? scalar(name, at) }, at);
    return implicitResource(api, {
      address: addressOf(api, name),
      name,
      type: "AWS::AppSync::DataSource",
      nativeType: `${kind} data source`,
      at,
      properties: map([...own.entries.values(), ...held], at),
      nativeNames: (path) => (path === `${config}.${inside}` ? target?.name : undefined),
    });
  });
}

function pipelineFunction(api: Api, { name, value, at }: MapEntry): NativeResource {
  // "NONE" is SAM's word for a function that works on its own; another name is one of the API's data sources.
  const source = textOf(entryOf(value, "DataSource")?.value);
  const given = source === undefined || source.toUpperCase() === "NONE" ? undefined : reference(addressOf(api, source), at, "Name");
  return implicitResource(api, {
    address: addressOf(api, name),
    name,
    type: "AWS::AppSync::FunctionConfiguration",
    nativeType: "function of a pipeline",
    at,
    properties: mapOf({ ApiId: reference(api.logicalId, at, "ApiId"), DataSourceName: entryOf(value, "DataSourceName")?.value ?? given }, at),
  });
}

function resolver(api: Api, type: MapEntry, field: MapEntry): NativeResource {
  const { name, value, at } = field;
  const functions = itemsOf(entryOf(value, "Pipeline")?.value).flatMap((item) => {
    const step = textOf(item);
    return step === undefined ? [] : [reference(addressOf(api, step), item.at, "FunctionId")];
  });
  return implicitResource(api, {
    address: `${api.logicalId}${type.name}${name}`,
    name,
    type: "AWS::AppSync::Resolver",
    nativeType: "resolver",
    at,
    properties: mapOf(
      {
        ApiId: reference(api.logicalId, at, "ApiId"),
        TypeName: scalar(type.name, type.key),
        FieldName: entryOf(value, "FieldName")?.value ?? scalar(name, field.key),
        PipelineConfig: mapOf({ Functions: list(functions, at) }, at),
      },
      at,
    ),
  });
}

function addressOf(api: Api, name: string): string {
  return `${api.logicalId}${name}`;
}
