import type { Location } from "../../../change/location.ts";
import { noWait, waitsForNoAnswer } from "../../integration-wait.ts";
import type { NativeResource } from "../../native.ts";
import { authorizationOfOperation, authorizersOfDocument } from "../../open-api/aws-security.ts";
import { type Operation, operationsOf } from "../../open-api/open-api.ts";
import { ofApi, ofOperation, operationType } from "../../open-api/operation-resource.ts";
import { type RouteAllowance, type WithRoutes, withRoutesOf } from "../../open-api/route-allowance.ts";
import { type Value, entryOf, textOf } from "../../value.ts";
import { mapOf, reference, scalar } from "../../value-builders.ts";
import { propertyAt, valueAtPath } from "./property-path.ts";
import { structured } from "./structured-text.ts";

const schemeType = "OpenAPI security scheme";

/** Types of APIs with the property that holds their document, and whether they are HTTP APIs. */
const apis: ReadonlyMap<string, { readonly body: string; readonly isHttp: boolean }> = new Map([
  ["AWS::ApiGateway::RestApi", { body: "Body", isHttp: false }],
  ["AWS::ApiGatewayV2::Api", { body: "Body", isHttp: true }],
  ["AWS::Serverless::Api", { body: "DefinitionBody", isHttp: false }],
  ["AWS::Serverless::HttpApi", { body: "DefinitionBody", isHttp: true }],
]);

/** The declarations with what the OpenAPI documents of APIs make: a route for each operation that calls something, an authorizer for each scheme that asks one. */
export function withOpenApiRoutes(natives: readonly NativeResource[]): WithRoutes {
  const declared = natives.filter(({ type }) => apis.has(type));
  // SAM's routes are the reader's, also where an event stands for every operation of the document.
  const isOfReader = ({ type, nativeType, format }: NativeResource) =>
    nativeType === operationType || (type === "AWS::Serverless::Route" && format === "sam");
  const read = new Set(natives.filter(isOfReader).map(apiOfRoute));
  return withRoutesOf(natives, declared, (native, allowance) => madeOf(native, { read, allowance }));
}

interface Making {
  /** APIs whose routes the reader has made. */
  readonly read: ReadonlySet<string>;
  readonly allowance: RouteAllowance;
}

function madeOf(native: NativeResource, { read, allowance }: Making): readonly NativeResource[] {
  const api = apis.get(native.type);
  const body = api === undefined ? undefined : propertyAt(native.properties, api.body);
  if (api === undefined || body === undefined) return [];
  const document = structured(body.value);
  if (!allowance.admits(document, native.at)) return [];
  const authorizers = authorizersOfDocument(document, { address: native.address, isHttp: api.isHttp });
  // The reader may have made the routes of the document already.
  const isRead = read.has(keyOf(native.scope, native.address));
  return [
    ...(isRead ? [] : routesOf(native, document)),
    ...authorizers.map((one): NativeResource => ({ ...ofApi(native), ...one, nativeType: schemeType })),
  ];
}

/** Which API a route is of. */
function apiOfRoute({ scope, properties }: NativeResource): string {
  const api = entryOf(properties, "Api")?.value;
  return keyOf(scope, api?.kind === "reference" ? api.address : "");
}

function keyOf(scope: string, address: string): string {
  return `${scope}\0${address}`;
}

function routesOf(api: NativeResource, document: Value): readonly NativeResource[] {
  return operationsOf(document).flatMap((operation) => {
    const target = valueAtPath(operation.operation.value, "x-amazon-apigateway-integration.uri");
    return target === undefined ? [] : [routeOf(api, operation, { target, document })];
  });
}

function routeOf(api: NativeResource, found: Operation, { target, document }: { readonly target: Value; readonly document: Value }): NativeResource {
  const { operation, path, method } = found;
  const at = operation.at;
  const integration = valueAtPath(operation.value, "x-amazon-apigateway-integration");
  const milliseconds = textOf(integration && valueAtPath(integration, "timeoutInMillis"));
  return {
    ...ofOperation(api, found),
    type: "AWS::Serverless::Route",
    properties: mapOf(
      {
        Api: reference(api.address, at),
        ApiKind: scalar(apis.get(api.type)?.isHttp === true ? "http" : "rest", at),
        Method: scalar(method, operation.key),
        Path: scalar(path.name, path.key),
        Function: target,
        TimeoutSeconds: waitsForNoAnswer(integration) ? noWait(at) : secondsOf(milliseconds, at),
        PayloadFormatVersion: integration && valueAtPath(integration, "payloadFormatVersion"),
        Auth: authorizationOfOperation(operation, document, api.address),
      },
      at,
    ),
  };
}

function secondsOf(milliseconds: string | undefined, at: Location): Value | undefined {
  return milliseconds === undefined || Number.isNaN(Number(milliseconds)) ? undefined : scalar(Number(milliseconds) / 1000, at);
}
