import type { Location } from "../../../../../change/location.ts";
import { isOpenApi } from "../../../../open-api/open-api.ts";
import type { Value } from "../../../../value.ts";
import { list, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import { repositoryPath } from "../../evaluate/project-path.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, nodeOf, textOfDatum, truthOf } from "../../evaluate/datum.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { PropertyTable } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";
import { addRestRoute, integrationOfApi } from "./rest-route.ts";
import { addUsagePlans } from "./usage-plans.ts";

const table: PropertyTable = {
  restApiName: "Name",
  description: "Description",
  policy: "Policy",
  defaultCorsPreflightOptions: "Cors",
  minimumCompressionSize: "MinimumCompressionSize",
  minCompressionSize: { to: "MinimumCompressionSize", as: (_, value) => unknown("a size that the CDK converts", value.at) },
  endpointTypes: {
    to: "EndpointConfiguration.Types",
    as: (conversion, value) =>
      list(
        listItems(value).map((item) => conversion.value(item)),
        value.at,
      ),
  },
};

const stage: PropertyTable = {
  stageName: "StageName",
  variables: "Variables",
  tracingEnabled: "TracingEnabled",
  cacheClusterEnabled: "CacheClusterEnabled",
  clientCertificateId: "ClientCertificateId",
  accessLogDestination: {
    to: "AccessLogSetting.DestinationArn",
    as: (conversion, value) =>
      conversion.value(
        value.kind === "term" && value.arguments[0] !== undefined
          ? { kind: "attribute", of: value.arguments[0], name: "logGroupArn", at: value.at }
          : value,
      ),
  },
};

/** `RestApi`, `LambdaRestApi` and `SpecRestApi`, with their stage and routes. */
export function translateRestApi(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const properties = translation.properties(node).take(given, table);
  const endpoint = propertyOf(given, "endpointConfiguration");
  const types = endpoint === undefined ? undefined : propertyOf(endpoint.value, "types");
  if (types !== undefined)
    properties.put(
      "EndpointConfiguration.Types",
      list(
        listItems(types.value).map((item) => translation.conversion(node.scope).value(item)),
        types.value.at,
      ),
      types,
      "types",
    );
  const definition = propertyOf(given, "apiDefinition");
  if (definition !== undefined) properties.put("Body", definitionOf(translation, node, definition), definition, "apiDefinition");
  translation.add(node, { type: "AWS::ApiGateway::RestApi", properties });
  addStage(translation, node, given);
  addUsagePlans(translation, node);
  addDefaultRoutes(translation, node, given);
}

/** The OpenAPI document of `ApiDefinition.fromAsset("openapi.yaml")` or `fromInline({…})`; other definitions are made elsewhere. */
function definitionOf(translation: Translation, node: ConstructNode, definition: { readonly value: Datum; readonly at: Location }): Value {
  const { value, at } = definition;
  const [first] = value.kind === "term" ? value.arguments : [];
  if (value.kind === "term" && value.name.endsWith("ApiDefinition.fromInline") && first !== undefined)
    return translation.conversion(node.scope).value(first);
  const written = value.kind === "term" && /ApiDefinition\.from(?:Asset|BucketUri)$/u.test(value.name) ? textOfDatum(first) : undefined;
  const path = written === undefined ? undefined : repositoryPath(written, translation.files.workingFolder(node.module));
  const document = path === undefined ? undefined : translation.files.document(path);
  return isOpenApi(document) ? document : unknown("the definition is an asset", at);
}

/** The stage that the CDK deploys to: `prod`, unless it is told otherwise. */
function addStage(translation: Translation, node: ConstructNode, given: Datum | undefined): void {
  const deploy = propertyValue(given, "deploy");
  if (deploy !== undefined && truthOf(deploy) === false) return;
  const options = propertyOf(given, "deployOptions");
  const at = options?.at ?? node.at;
  const properties = translation.properties(node).take(options?.value, stage);
  if (!properties.has("StageName")) properties.put("StageName", scalar("prod", at), undefined, "stageName");
  const settings = translation.properties(node).take(options?.value, {
    throttlingRateLimit: "ThrottlingRateLimit",
    throttlingBurstLimit: "ThrottlingBurstLimit",
    loggingLevel: "LoggingLevel",
    metricsEnabled: "MetricsEnabled",
    dataTraceEnabled: "DataTraceEnabled",
    cachingEnabled: "CachingEnabled",
    cacheDataEncrypted: "CacheDataEncrypted",
  });
  // Caching brings a cluster along unless the program says otherwise.
  const caching = propertyOf(options?.value, "cachingEnabled");
  if (caching !== undefined && !properties.has("CacheClusterEnabled"))
    properties.put("CacheClusterEnabled", translation.conversion(node.scope).settingValue(caching), caching, "cacheClusterEnabled");
  const built = settings.build();
  const byMethod = propertyOf(options?.value, "methodOptions");
  if (byMethod !== undefined)
    properties.put("MethodSettings", unknown("settings of single methods were not read", byMethod.at), byMethod, "methodOptions");
  else if (built.entries.size > 0) {
    const whole = mapOf({ HttpMethod: scalar("*", at), ResourcePath: scalar("/*", at) }, at);
    properties.put("MethodSettings", list([{ ...whole, entries: new Map([...whole.entries, ...built.entries]) }], at), options, "deployOptions");
  }
  properties.put("RestApiId", translation.conversion(node.scope).reference(node, at));
  translation.add(node, { type: "AWS::ApiGateway::Stage", suffix: "DeploymentStage", nativeType: "deployOptions", implicit: true, at, properties });
}

/** `LambdaRestApi` sends everything to its function, unless `proxy` is false; `StepFunctionsRestApi` starts its workflow at the root. */
function addDefaultRoutes(translation: Translation, node: ConstructNode, given: Datum | undefined): void {
  const integration = integrationOfApi(node);
  const proxy = propertyValue(given, "proxy");
  if (integration === undefined || (proxy !== undefined && truthOf(proxy) === false)) return;
  const isWorkflow = node.type.endsWith("StepFunctionsRestApi");
  for (const path of isWorkflow ? ["/"] : ["/", "/{proxy+}"]) {
    addRestRoute(translation, {
      api: node,
      path,
      method: { kind: "literal", value: "ANY", at: integration.at },
      integration,
      options: undefined,
      defaults: [given],
      call: { at: node.at, conditional: node.conditional },
      nativeType: isWorkflow ? "StepFunctionsRestApi" : "LambdaRestApi",
    });
  }
}

/** Where a resource of an API stands: its API, its path, and the defaults that hold there. */
export interface RestPlace {
  readonly api: ConstructNode;
  /** Undefined where a part of it is computed. */
  readonly path: string | undefined;
  /** Options given on the way, innermost first. */
  readonly defaults: readonly (Datum | undefined)[];
}

const deepest = 30;

/** `api.root`, `….addResource("orders")`, `new Resource(…)`, `api.root.resourceForPath("/a/b")`. */
function placeOf(datum: Datum, depth = 0): RestPlace | undefined {
  if (depth > deepest) return undefined;
  const node = nodeOf(datum);
  if (node !== undefined) return placeOfNode(node, depth);
  if (datum.kind === "attribute") {
    const held = nodeOf(datum.of);
    if (datum.name === "root" && held !== undefined) return { api: held, path: "", defaults: [held.arguments[0]] };
    return datum.name === "parentResource" ? placeOf(datum.of, depth + 1) : undefined;
  }
  if (datum.kind === "choice") return datum.options.map((option) => placeOf(option, depth + 1)).find((place) => place !== undefined);
  if (datum.kind !== "term" || datum.receiver === undefined) return undefined;
  const parent = placeOf(datum.receiver, depth + 1);
  const [part, options] = datum.arguments;
  if (parent === undefined) return undefined;
  if (datum.name === "addProxy") return { ...parent, path: joinPath(parent.path, "{proxy+}"), defaults: [part, ...parent.defaults] };
  if (datum.name === "addResource" || datum.name === "getResource")
    return { ...parent, path: joinPath(parent.path, textOfDatum(part)), defaults: [options, ...parent.defaults] };
  return datum.name === "resourceForPath" ? { ...parent, path: joinPath(parent.path, textOfDatum(part)?.replace(/^\//u, "")) } : undefined;
}

function placeOfNode(node: ConstructNode, depth: number): RestPlace | undefined {
  const [given] = node.arguments;
  if (/^aws-apigateway\.\w*RestApi$/u.test(node.type)) return { api: node, path: "", defaults: [given] };
  const parent = propertyValue(given, "parent");
  const place = parent === undefined ? undefined : placeOf(parent, depth + 1);
  if (place === undefined) return undefined;
  const part = node.type.endsWith("ProxyResource") ? "{proxy+}" : textOfDatum(propertyValue(given, "pathPart"));
  return { ...place, path: joinPath(place.path, part), defaults: [given, ...place.defaults] };
}

function joinPath(before: string | undefined, part: string | undefined): string | undefined {
  return before === undefined || part === undefined ? undefined : `${before}/${part}`;
}

/** `resource.addMethod("GET", integration, options)`, and `addProxy` that answers every method. */
export function addRestMethods(translation: Translation): void {
  for (const call of translation.state.calls) {
    if (call.name === "addMethod") addMethod(translation, call);
    else if (call.name === "addProxy") addProxyMethod(translation, call);
  }
}

function addMethod(translation: Translation, call: MethodCall): void {
  const place = placeOf(call.receiver);
  const [method, integration, options] = call.arguments;
  if (place === undefined || place.api.importedBy !== undefined || method === undefined) return;
  addRestRoute(translation, { ...place, path: place.path === "" ? "/" : place.path, method, integration, options, call, nativeType: "addMethod" });
}

function addProxyMethod(translation: Translation, call: MethodCall): void {
  const place = placeOf(call.result);
  const [options] = call.arguments;
  const anyMethod = propertyValue(options, "anyMethod");
  if (place === undefined || (anyMethod !== undefined && truthOf(anyMethod) === false)) return;
  const method: Datum = { kind: "literal", value: "ANY", at: call.at };
  addRestRoute(translation, { ...place, method, integration: undefined, options: undefined, call, nativeType: "addProxy" });
}
