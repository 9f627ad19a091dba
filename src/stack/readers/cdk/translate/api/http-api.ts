import type { Location } from "../../../../../change/location.ts";
import { map, scalar, unknown } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, type Field, nodeOf, textOfDatum, truthOf } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { Convert, PropertyTable, ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";
import { authorizerOf } from "./http-authorizers.ts";

/** `HttpApi` and `WebSocketApi`, with the stage that the CDK adds. */
export function translateHttpApi(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const isHttp = node.type === "aws-apigatewayv2.HttpApi";
  const properties = translation
    .properties(node)
    .take(given, { apiName: "Name", description: "Description", corsPreflight: { to: "CorsConfiguration", as: withCapitals } });
  properties.put("ProtocolType", scalar(isHttp ? "HTTP" : "WEBSOCKET", node.at));
  translation.add(node, { type: "AWS::ApiGatewayV2::Api", properties });
  const wantsStage = propertyValue(given, "createDefaultStage");
  if (isHttp && (wantsStage === undefined || truthOf(wantsStage) !== false)) {
    const stage = translation.properties(node).put("StageName", scalar("$default", node.at));
    stage.put("ApiId", translation.conversion(node.scope).reference(node, node.at));
    translation.add(node, {
      type: "AWS::ApiGatewayV2::Stage",
      suffix: "DefaultStage",
      nativeType: "createDefaultStage",
      implicit: true,
      properties: stage,
    });
  }
  addRoutesOfApi(translation, node, given);
}

const stageTable: PropertyTable = {
  stageName: "StageName",
  httpApi: "ApiId",
  webSocketApi: "ApiId",
  accessLogSettings: { to: "AccessLogSettings.DestinationArn", as: (_, value) => unknown("a destination that the CDK binds", value.at) },
};
const throttling: PropertyTable = { rateLimit: "DefaultRouteSettings.ThrottlingRateLimit", burstLimit: "DefaultRouteSettings.ThrottlingBurstLimit" };
const withCapitals: Convert = (conversion, value) => {
  const plain = conversion.value(value);
  return plain.kind === "map"
    ? map(
        [...plain.entries.values()].map((one) => ({ ...one, name: one.name.charAt(0).toUpperCase() + one.name.slice(1) })),
        plain.at,
      )
    : plain;
};

/** `HttpStage`, `WebSocketStage`, `api.addStage(…)`. */
export function translateStage(translation: Translation, node: ConstructNode): void {
  const [given, receiver] = node.arguments;
  const properties = translation.properties(node).take(given, stageTable);
  const throttle = propertyOf(given, "throttle");
  if (throttle !== undefined) properties.take(throttle.value, throttling);
  if (receiver !== undefined) properties.put("ApiId", translation.conversion(node.scope).value(receiver));
  if (!properties.has("StageName")) properties.put("StageName", scalar("$default", node.at), undefined, "stageName");
  translation.add(node, { type: "AWS::ApiGatewayV2::Stage", properties });
}

function addRoutesOfApi(translation: Translation, node: ConstructNode, given: Datum | undefined): void {
  const shared = { api: node, module: node.module };
  const own = { at: node.at, conditional: node.conditional };
  const fallback = propertyOf(given, "defaultIntegration");
  if (fallback !== undefined)
    addRoute(translation, {
      ...shared,
      path: "$default",
      method: undefined,
      integration: fallback,
      options: undefined,
      call: own,
      nativeType: "defaultIntegration",
    });
  for (const call of translation.callsOn(node, "addRoutes")) addHttpRoutes(translation, node, call);
  for (const [name, path] of [
    ["connectRouteOptions", "$connect"],
    ["disconnectRouteOptions", "$disconnect"],
    ["defaultRouteOptions", "$default"],
  ] as const) {
    const options = propertyOf(given, name);
    const integration = options === undefined ? undefined : propertyOf(options.value, "integration");
    if (options !== undefined && integration !== undefined)
      addRoute(translation, {
        ...shared,
        path,
        method: undefined,
        integration,
        options: options.value,
        call: { ...own, at: options.at },
        nativeType: name,
      });
  }
  for (const call of translation.callsOn(node, "addRoute")) {
    const [key, options] = call.arguments;
    const integration = propertyOf(options, "integration");
    if (integration !== undefined)
      addRoute(translation, { ...shared, path: textOfDatum(key), method: undefined, integration, options, call, nativeType: "addRoute" });
  }
}

/** `api.addRoutes({ path, methods, integration, authorizer })`: one route for each method. */
function addHttpRoutes(translation: Translation, api: ConstructNode, call: MethodCall): void {
  const [options] = call.arguments;
  const integration = propertyOf(options, "integration");
  const path = textOfDatum(propertyValue(options, "path"));
  const methods = listItems(propertyValue(options, "methods"));
  const any: Datum = { kind: "literal", value: "ANY", at: call.at };
  if (integration === undefined) return;
  for (const method of methods.length === 0 ? [any] : methods)
    addRoute(translation, { api, path, method, integration, options, call, nativeType: "addRoutes" });
}

interface HttpRoute {
  readonly api: ConstructNode;
  readonly path: string | undefined;
  readonly method: Datum | undefined;
  readonly integration: Field;
  readonly options: Datum | undefined;
  readonly call: { readonly at: Location; readonly conditional: boolean };
  readonly nativeType: string;
}

function addRoute(translation: Translation, route: HttpRoute): void {
  const { api, path, call } = route;
  const conversion = translation.conversion(api.scope);
  const properties = translation.properties(api);
  const { at } = call;
  const kind = api.type === "aws-apigatewayv2.HttpApi" ? "http" : "websocket";
  properties.put("Api", conversion.reference(api, at)).put("ApiKind", scalar(kind, at));
  properties.put("Path", path === undefined ? unknown("the path is computed in code", at) : scalar(path, at), undefined, "path");
  const method = route.method === undefined ? undefined : conversion.value(route.method);
  if (method !== undefined) properties.put("Method", method, undefined, "methods");
  putIntegration(conversion, properties, route.integration);
  putAuthorization(translation, properties, route);
  const name = method?.kind === "scalar" ? `${String(method.value)} ` : method === undefined ? "" : "{} ";
  translation.add(api, {
    type: "AWS::Serverless::Route",
    suffix: `${name}${path ?? "{}"}`,
    nativeType: route.nativeType,
    implicit: true,
    at,
    conditional: api.conditional || call.conditional,
    properties,
  });
}

function putIntegration(conversion: Conversion, properties: ResourceProperties, field: Field): void {
  const { value } = field;
  const className = value.kind === "term" ? (value.name.split(".").at(-1) ?? "") : "";
  const isFunction = className === "HttpLambdaIntegration" || className === "WebSocketLambdaIntegration" || className === "LambdaProxyIntegration";
  if (value.kind !== "term") {
    properties.put(
      "Function",
      conversion.settingValue({ ...field, value: { kind: "unknown", reason: "the integration is made elsewhere", at: field.at } }),
      field,
      "integration",
    );
    return;
  }
  if (!isFunction) return;
  const [first, second, third] = value.arguments;
  const target: Datum | undefined = className === "LambdaProxyIntegration" ? propertyValue(first, "handler") : second;
  if (target !== undefined) properties.put("Function", { ...conversion.value(arnOf(target, "functionArn")), at: field.at }, field, "integration");
  properties.take(third, { timeout: "TimeoutSeconds" });
  const version = propertyOf(third, "payloadFormatVersion");
  if (className === "HttpLambdaIntegration")
    properties.put("PayloadFormatVersion", payloadVersion(version, field.at), version, "payloadFormatVersion");
}

function payloadVersion(field: Field | undefined, at: Location): Value {
  if (field === undefined) return scalar("2.0", at);
  const name = field.value.kind === "library" ? field.value.path.at(-1) : undefined;
  if (name === "VERSION_1_0" || name === "VERSION_2_0") return scalar(name === "VERSION_1_0" ? "1.0" : "2.0", field.at);
  return unknown("the payload version is made elsewhere", field.at);
}

/** The route's own authorizer, else the API's. */
function putAuthorization(translation: Translation, properties: ResourceProperties, route: HttpRoute): void {
  const field = propertyOf(route.options, "authorizer") ?? propertyOf(route.api.arguments[0], "defaultAuthorizer");
  if (field === undefined) {
    properties.put("Auth.Type", scalar("NONE", route.call.at), undefined, "authorizer");
    return;
  }
  const authorizer = authorizerOf(translation, route.api, field);
  properties.put("Auth.Type", authorizer.type, field, "authorizer");
  properties.put("Auth.Authorizer", authorizer.reference, field, "authorizer");
}

/** `new HttpRoute(this, "Id", { httpApi, routeKey: HttpRouteKey.with("/orders", HttpMethod.GET), integration })`. */
export function translateHttpRoute(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const api = nodeOf(propertyValue(given, "httpApi"));
  const key = propertyValue(given, "routeKey");
  const integration = propertyOf(given, "integration");
  if (api === undefined || api.importedBy !== undefined || integration === undefined) return;
  const isDefault = key?.kind === "library" && key.path.at(-1) === "DEFAULT";
  const [path, method] = key?.kind === "term" ? key.arguments : [];
  const any: Datum | undefined = isDefault ? undefined : { kind: "literal", value: "ANY", at: node.at };
  addRoute(translation, {
    api,
    path: isDefault ? "$default" : textOfDatum(path),
    method: method ?? any,
    integration,
    options: given,
    call: { at: node.at, conditional: node.conditional },
    nativeType: node.writtenType,
  });
}
