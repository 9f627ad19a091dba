import { authorizationOfOperation } from "../../open-api/aws-security.ts";
import { type Operation, operationsOf } from "../../open-api/open-api.ts";
import { type MapEntry, type Value, entryOf, textOf } from "../../value.ts";
import { entry, map, mapOf, reference, scalar } from "../../value-builders.ts";
import { type Api, authorizationOf } from "./api.ts";
import { secondsOfMilliseconds } from "./durations.ts";
import { type EventExpansion, type EventTarget, type SamEvent, noExpansion } from "./event.ts";
import { implicitHttpApi, implicitRestApi } from "./implicit-address.ts";
import { implicitResource } from "./implicit-resource.ts";

/** The APIs of a template, and which implicit ones its events ask for. */
export interface ApiDirectory {
  find(logicalId: string): Api | undefined;
  /** Asks for the implicit API, which SAM makes at the first event that names no other. */
  implicit(logicalId: string, asker: SamEvent): Api;
}

export function isRouteEvent(type: string): boolean {
  return type === "Api" || type === "HttpApi";
}

/** Api and HttpApi events: our pseudo type AWS::Serverless::Route. */
export function expandRouteEvent(event: SamEvent, target: EventTarget, apis: ApiDirectory): EventExpansion {
  const isHttp = event.type === "HttpApi";
  const id = entryOf(event.properties, isHttp ? "ApiId" : "RestApiId");
  const implicitId = isHttp ? implicitHttpApi : implicitRestApi;
  // SAM also takes the bare logical id.
  const named = id?.value.kind === "reference" ? id.value.address : textOf(id?.value);
  const isImplicit = id === undefined || named === implicitId;
  const api = isImplicit ? apis.implicit(implicitId, event) : named === undefined ? undefined : apis.find(named);
  const path = entryOf(event.properties, "Path") ?? entry("Path", scalar("$default", event.at));
  const method = methodOf(event);
  const isWritten = api !== undefined && declares(api, textOf(path.value)) && !overrides(event);
  const uncalled = isWritten ? operationWithoutCall(api, textOf(path.value), textOf(method.value)) : undefined;
  if (isWritten && uncalled === undefined) return noExpansion;
  const own = () => authorizationOf({ auth: entryOf(event.properties, "Auth"), at: event.at }, api);
  const properties = mapOf(
    { ApiKind: scalar(isHttp ? "http" : "rest", event.at), Function: target.arn(event.at), Auth: (uncalled && securityOf(uncalled, api)) ?? own() },
    event.at,
  );
  const written: readonly MapEntry[] = [
    entry("Api", api === undefined && id !== undefined ? id.value : reference(api?.logicalId ?? implicitId, id?.value.at ?? event.at), id),
    { ...path, name: "Path" },
    method,
    ...timeoutOf(event),
    ...[entryOf(event.properties, "PayloadFormatVersion")].filter((one) => one !== undefined),
  ];
  return {
    resources: [
      implicitResource(target, {
        address: event.logicalId,
        name: event.name,
        type: "AWS::Serverless::Route",
        nativeType: `${event.type} event`,
        at: event.at,
        properties: map([...properties.entries.values(), ...written], event.properties.at),
        nativeNames: (name) =>
          new Map([
            ["Auth.Type", "Auth.Authorizer"],
            ["TimeoutSeconds", "TimeoutInMillis"],
          ]).get(name),
      }),
    ],
  };
}

/** A path of the author's own OpenAPI document is a route already, with its own integration and security. */
function declares(api: Api, path: string | undefined): boolean {
  if (api.definition === undefined || api.definition === "elsewhere" || path === undefined || api.mergesEvents) return false;
  return entryOf(entryOf(api.definition, "paths")?.value, path) !== undefined;
}

/** The operation of the author's document that an event is of, where the document leaves open what it calls: then the event says it. */
function operationWithoutCall(api: Api, path: string | undefined, method: string | undefined): Operation | undefined {
  const found = documentOf(api) && operationsOf(documentOf(api)).find((one) => one.path.name === path && one.method === method);
  const integration = entryOf(found?.operation.value, "x-amazon-apigateway-integration")?.value;
  if (found === undefined || (integration !== undefined && !isLeftOpen(entryOf(integration, "uri")?.value))) return undefined;
  return found;
}

/** An intrinsic function, or its text, in a document that CloudFormation does not read: what it means there is nowhere resolved. */
function isLeftOpen(uri: Value | undefined): boolean {
  return uri?.kind === "map" || uri?.kind === "unknown" || textOf(uri)?.includes("${") === true;
}

function securityOf(operation: Operation, api: Api | undefined): Value | undefined {
  const document = api && documentOf(api);
  return document && authorizationOfOperation(operation.operation, document, api.logicalId);
}

function documentOf({ definition }: Api): Value | undefined {
  return definition === "elsewhere" ? undefined : definition;
}

function overrides(event: SamEvent): boolean {
  return textOf(entryOf(entryOf(event.properties, "Auth")?.value, "OverrideApiAuth")?.value) === "true";
}

function methodOf(event: SamEvent): MapEntry {
  const written = entryOf(event.properties, "Method");
  const text = textOf(written?.value);
  if (written === undefined) return entry("Method", scalar("ANY", event.at));
  if (text === undefined) return written;
  return { ...written, value: scalar(text === "*" ? "ANY" : text.toUpperCase(), written.value.at) };
}

function timeoutOf(event: SamEvent): readonly MapEntry[] {
  const written = entryOf(event.properties, "TimeoutInMillis");
  const value = secondsOfMilliseconds(written?.value);
  return written === undefined || value === undefined ? [] : [{ ...written, name: "TimeoutSeconds", value }];
}
