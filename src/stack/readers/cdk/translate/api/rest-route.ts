import type { Value } from "../../../../value.ts";
import { scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, type Field, type TermDatum, isUndefined, nodeOf, textOfDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf, propertyValue } from "../property.ts";
import type { ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";
import type { RestPlace } from "./rest-api.ts";

export interface RestRoute extends RestPlace {
  readonly method: Datum;
  readonly integration: Datum | undefined;
  readonly options: Datum | undefined;
  readonly call: Pick<MethodCall, "at" | "conditional">;
  readonly nativeType: string;
}

/** A method of a REST API as our own route type, with what the API and the resources on the way say by default. */
export function addRestRoute(translation: Translation, route: RestRoute): void {
  const { api, call, path } = route;
  const conversion = translation.conversion(api.scope);
  const properties = translation.properties(api);
  const at = call.at;
  const method = conversion.value(route.method);
  properties.put("Api", conversion.reference(api, at)).put("ApiKind", scalar("rest", at));
  properties.put("Path", path === undefined ? unknown("the path is computed in code", at) : scalar(path, at), undefined, "path");
  properties.put("Method", method.kind === "scalar" ? { ...method, value: String(method.value).toUpperCase() } : method, undefined, "method");
  putIntegration(conversion, properties, route.integration ?? defaultOf(route, "defaultIntegration")?.value ?? integrationOfApi(route.api));
  putAuthorization(conversion, properties, route);
  translation.add(api, {
    type: "AWS::Serverless::Route",
    suffix: `${textOfDatum(route.method)?.toUpperCase() ?? "{}"} ${path ?? "{}"}`,
    nativeType: route.nativeType,
    implicit: true,
    at,
    conditional: api.conditional || call.conditional,
    properties,
  });
}

/** What an API sends everything to that no method says otherwise about, by what it is given. */
const apiTargets: ReadonlyMap<string, readonly [property: string, integration: string]> = new Map([
  ["aws-apigateway.LambdaRestApi", ["handler", "LambdaIntegration"]],
  ["aws-apigateway.StepFunctionsRestApi", ["stateMachine", "StepFunctionsIntegration.startExecution"]],
]);

/** `LambdaRestApi` and `StepFunctionsRestApi` are made for one function or workflow. */
export function integrationOfApi(api: ConstructNode): TermDatum | undefined {
  const [property = "", integration] = apiTargets.get(api.type) ?? [];
  const target = propertyOf(api.arguments[0], property);
  if (target === undefined || integration === undefined) return undefined;
  const name = `aws-apigateway.${integration}`;
  return { kind: "term", name, receiver: undefined, arguments: [target.value], module: api.module, at: target.at };
}

function defaultOf(route: RestRoute, name: string): Field | undefined {
  for (const holder of route.defaults) {
    const field = propertyOf(holder, name);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** What a method calls: a function, a state machine; nothing for mocks and other services. */
function putIntegration(conversion: Conversion, properties: ResourceProperties, integration: Datum | undefined): void {
  if (integration === undefined || isUndefined(integration)) return;
  if (integration.kind !== "term") {
    const reason = integration.kind === "unknown" || integration.kind === "choice" ? integration.reason : "the integration is made elsewhere";
    properties.put("Function", unknown(reason, integration.at));
    return;
  }
  const [target, options] = integration.arguments;
  const name = integration.name.split(".").slice(1).join(".");
  if (target === undefined) return;
  if (name === "LambdaIntegration") properties.put("Function", conversion.value(arnOf(target, "functionArn")));
  else if (name.startsWith("StepFunctionsIntegration")) properties.put("Function", conversion.value(arnOf(target, "stateMachineArn")));
  const uri = name === "Integration" ? propertyOf(target, "uri") : undefined;
  if (uri !== undefined && isOfService(target)) properties.put("Function", conversion.settingValue(uri), uri, "uri");
  properties.take(name === "Integration" ? propertyValue(target, "options") : options, { timeout: "TimeoutSeconds" });
}

/** `new Integration({ type: IntegrationType.AWS_PROXY, uri })`: an address of a service, and not of a host. */
function isOfService(integration: Datum): boolean {
  const type = propertyValue(integration, "type");
  return type?.kind === "library" && type.path.at(-1)?.startsWith("AWS") === true;
}

/** The method's own word, else the nearest default. */
function putAuthorization(conversion: Conversion, properties: ResourceProperties, route: RestRoute): void {
  const holders = [route.options, ...route.defaults.map((holder) => propertyOf(holder, "defaultMethodOptions")?.value)];
  const find = (name: string) => holders.map((holder) => propertyOf(holder, name)).find((field) => field !== undefined);
  const [type, authorizer, key] = [find("authorizationType"), find("authorizer"), find("apiKeyRequired")];
  const node = authorizer === undefined ? undefined : nodeOf(authorizer.value);
  if (type !== undefined) properties.put("Auth.Type", conversion.settingValue(type), type, "authorizationType");
  else if (node !== undefined) properties.put("Auth.Type", scalar(typeOfAuthorizer(node), authorizer?.at ?? node.at), authorizer, "authorizer");
  else if (authorizer !== undefined)
    properties.put("Auth.Type", unknown("the authorizer is made elsewhere", authorizer.at), authorizer, "authorizer");
  else properties.put("Auth.Type", scalar("NONE", route.call.at), undefined, "authorizationType");
  if (authorizer !== undefined) properties.put("Auth.Authorizer", conversion.settingValue(authorizer), authorizer, "authorizer");
  if (key !== undefined) properties.put("Auth.ApiKeyRequired", conversion.settingValue(key) satisfies Value, key, "apiKeyRequired");
}

function typeOfAuthorizer(node: ConstructNode): string {
  return node.type.endsWith("CognitoUserPoolsAuthorizer") ? "COGNITO_USER_POOLS" : "CUSTOM";
}

/** `TokenAuthorizer`, `RequestAuthorizer`, `CognitoUserPoolsAuthorizer`. */
export function translateRestAuthorizer(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, {
    authorizerName: "Name",
    resultsCacheTtl: "AuthorizerResultTtlInSeconds",
    identitySource: "IdentitySource",
    identitySources: "IdentitySource",
    cognitoUserPools: "ProviderARNs",
  });
  const type = node.type.endsWith("TokenAuthorizer") ? "TOKEN" : node.type.endsWith("RequestAuthorizer") ? "REQUEST" : "COGNITO_USER_POOLS";
  properties.put("Type", scalar(type, node.at));
  const handler = propertyOf(given, "handler");
  if (handler !== undefined)
    properties.put("AuthorizerUri", conversion.settingValue({ ...handler, value: arnOf(handler.value, "functionArn") }), handler, "handler");
  translation.add(node, { type: "AWS::ApiGateway::Authorizer", properties });
}
