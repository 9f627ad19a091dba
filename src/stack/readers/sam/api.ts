import type { Location } from "../../../change/location.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { mapOf, reference, scalar, unknown } from "../../value-builders.ts";

/** What routes ask of their API. */
export interface Api {
  readonly logicalId: string;
  readonly kind: "rest" | "http" | "websocket";
  /** `Auth`: authorizers and the default. */
  readonly auth: MapEntry | undefined;
  /** The OpenAPI document that the author wrote; "elsewhere" where it is in a file that could not be read. */
  readonly definition: Value | "elsewhere" | undefined;
  /** `MergeDefinitions`: events add to the author's document instead of being replaced by it. */
  readonly mergesEvents: boolean;
}

/** The authorization of a route: `Auth` with Type, Authorizer and ApiKeyRequired. */
export function authorizationOf(route: { readonly auth: MapEntry | undefined; readonly at: Location }, api: Api | undefined): Value {
  const own = entryOf(route.auth?.value, "Authorizer");
  const given = own ?? entryOf(api?.auth?.value, "DefaultAuthorizer");
  const hidden = [route.auth?.value, own === undefined ? api?.auth?.value : undefined].find((value) => value !== undefined && value.kind !== "map");
  if (hidden !== undefined) return unknown("the authorization is not known", hidden.at);
  if (given === undefined && (api === undefined || api.definition === "elsewhere")) return unknown("the API is declared elsewhere", route.at);
  const key = entryOf(route.auth?.value, "ApiKeyRequired") ?? entryOf(api?.auth?.value, "ApiKeyRequired");
  const at = given?.at ?? route.auth?.at ?? route.at;
  const named = given === undefined ? { type: scalar("NONE", at) } : namedAuthorizer(given, api);
  return mapOf(
    { Type: named.type, Authorizer: named.authorizer, ApiKeyRequired: key?.value, Scopes: entryOf(route.auth?.value, "AuthorizationScopes")?.value },
    at,
  );
}

/** The logical id of what SAM makes of an authorizer of an API. */
export function authorizerAddress(api: string, name: string): string {
  return `${api}${name}Authorizer`;
}

function namedAuthorizer(given: MapEntry, api: Api | undefined): { readonly type: Value; readonly authorizer?: Value } {
  const at = given.at;
  const name = textOf(given.value);
  if (name === undefined) return { type: unknown("the authorizer is not known", at) };
  if (name === "NONE" || name === "AWS_IAM") return { type: scalar(name, at) };
  const definition = entryOf(entryOf(api?.auth?.value, "Authorizers")?.value, name)?.value;
  if (api === undefined || definition === undefined) return { type: unknown(`the authorizer ${name} is declared elsewhere`, at) };
  return { type: scalar(typeOfAuthorizer(definition), at), authorizer: reference(authorizerAddress(api.logicalId, name), at) };
}

/** CUSTOM (a function decides), COGNITO_USER_POOLS or JWT. */
export function typeOfAuthorizer(definition: Value): string {
  if (entryOf(definition, "UserPoolArn") !== undefined) return "COGNITO_USER_POOLS";
  const isFunction = entryOf(definition, "FunctionArn") !== undefined || entryOf(definition, "FunctionPayloadType") !== undefined;
  return isFunction ? "CUSTOM" : "JWT";
}

/** The API of a declaration of type AWS::Serverless::Api, HttpApi or WebSocketApi. */
export function apiOf(logicalId: string, type: string, properties: MapValue): Api {
  const body = entryOf(properties, "DefinitionBody")?.value;
  return {
    logicalId,
    kind: type === "AWS::Serverless::HttpApi" ? "http" : type === "AWS::Serverless::WebSocketApi" ? "websocket" : "rest",
    auth: entryOf(properties, "Auth"),
    mergesEvents: textOf(entryOf(properties, "MergeDefinitions")?.value) === "true",
    definition: body?.kind === "map" ? body : properties.entries.has("DefinitionUri") || body !== undefined ? "elsewhere" : undefined,
  };
}
