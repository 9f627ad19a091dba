import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, textOf } from "../../value.ts";
import { list, mapOf, reference, scalar } from "../../value-builders.ts";
import { type Api, authorizerAddress, typeOfAuthorizer } from "./api.ts";
import { type ImplicitOwner, implicitResource } from "./implicit-resource.ts";

/** The authorizers that an API's `Auth` declares, as API Gateway's own resources. */
export function authorizersOf(api: Api, owner: ImplicitOwner): readonly NativeResource[] {
  const authorizers = entryOf(api.auth?.value, "Authorizers")?.value;
  if (authorizers?.kind !== "map") return [];
  return [...authorizers.entries.values()].map((authorizer) =>
    implicitResource(owner, {
      address: authorizerAddress(api.logicalId, authorizer.name),
      name: authorizer.name,
      type: api.kind === "http" ? "AWS::ApiGatewayV2::Authorizer" : "AWS::ApiGateway::Authorizer",
      nativeType: "authorizer of an API",
      at: authorizer.at,
      properties: api.kind === "http" ? httpAuthorizer(api, authorizer) : restAuthorizer(api, authorizer),
      nativeNames: (path) => (path === "AuthorizerResultTtlInSeconds" ? "ReauthorizeEvery" : undefined),
    }),
  );
}

function restAuthorizer(api: Api, { name, value, at }: MapEntry) {
  const isPool = typeOfAuthorizer(value) === "COGNITO_USER_POOLS";
  const payload = entryOf(value, "FunctionPayloadType")?.value ?? scalar("TOKEN", at);
  return mapOf(
    {
      Name: scalar(name, at),
      RestApiId: reference(api.logicalId, at),
      Type: isPool ? scalar("COGNITO_USER_POOLS", at) : payload,
      AuthorizerUri: entryOf(value, "FunctionArn")?.value,
      ProviderARNs: entryOf(value, "UserPoolArn")?.value,
      IdentitySource: identitySource(value, textOf(payload) === "REQUEST"),
      AuthorizerResultTtlInSeconds: entryOf(entryOf(value, "Identity")?.value, "ReauthorizeEvery")?.value,
      AuthorizerCredentials: entryOf(value, "FunctionInvokeRole")?.value,
    },
    at,
  );
}

function httpAuthorizer(api: Api, { name, value, at }: MapEntry) {
  const isFunction = typeOfAuthorizer(value) === "CUSTOM";
  return mapOf(
    {
      Name: scalar(name, at),
      ApiId: reference(api.logicalId, at),
      AuthorizerType: scalar(isFunction ? "REQUEST" : "JWT", at),
      AuthorizerUri: entryOf(value, "FunctionArn")?.value,
      IdentitySource: entryOf(value, "IdentitySource")?.value ?? identitySource(value, true),
      JwtConfiguration: entryOf(value, "JwtConfiguration")?.value,
      AuthorizerPayloadFormatVersion: entryOf(value, "AuthorizerPayloadFormatVersion")?.value,
      EnableSimpleResponses: entryOf(value, "EnableSimpleResponses")?.value,
      // HTTP APIs do not cache answers unless somebody says for how long.
      AuthorizerResultTtlInSeconds: entryOf(entryOf(value, "Identity")?.value, "ReauthorizeEvery")?.value ?? scalar(0, at),
    },
    at,
  );
}

/** SAM spreads identity sources over kinds of them; API Gateway takes one list. */
function identitySource(definition: Value, isRequest: boolean): Value | undefined {
  const identity = entryOf(definition, "Identity")?.value;
  if (identity?.kind !== "map") return undefined;
  const sources = isRequest ? ["Headers", "QueryStrings", "StageVariables", "Context"] : ["Header"];
  const found = sources.flatMap((source) => {
    const value = identity.entries.get(source)?.value;
    return value?.kind === "list" ? value.items : value === undefined ? [] : [value];
  });
  return found.length === 0 ? undefined : list(found, identity.at);
}
