import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, textOf } from "../../value.ts";
import { entry, list, map, mapOf, reference, scalar, unknown } from "../../value-builders.ts";
import { implicitResource } from "../sam/implicit-resource.ts";
import type { EventContext, ServiceEvent } from "./event.ts";
import { functionAddress, httpApiAddress, normalizedName, restApiAddress, webSocketApiAddress } from "./names.ts";
import { isTrue, translated } from "./settings.ts";
import { targetArn } from "./target-arn.ts";

/** `Auth` of a route, and the authorizer that the framework makes for it. */
export interface Authorization {
  readonly auth: Value;
  readonly made: readonly NativeResource[];
}

/** REST: `authorizer` is aws_iam, a function's key, an ARN, or a map; `private` asks for an API key. */
export function restAuthorization(event: ServiceEvent, context: EventContext): Authorization {
  const written = entryOf(event.settings, "authorizer");
  const key = entryOf(event.settings, "private");
  const at = written?.at ?? event.at;
  const apiKey = key === undefined ? undefined : scalar(isTrue(key.value), key.value.at);
  if (written === undefined) return { auth: mapOf({ Type: scalar("NONE", at), ApiKeyRequired: apiKey }, at), made: [] };
  const type = typeOfRest(written.value);
  const isDeclared = type !== "CUSTOM" && type !== "COGNITO_USER_POOLS";
  const made = isDeclared || entryOf(written.value, "authorizerId") !== undefined ? undefined : restAuthorizer(written, type, context);
  const typeValue = type === "UNKNOWN" ? unknown("the authorizer is not known", at) : scalar(type, at);
  return {
    auth: mapOf({ Type: typeValue, Authorizer: made === undefined ? undefined : reference(made.address, at), ApiKeyRequired: apiKey }, at),
    made: made === undefined ? [] : [made],
  };
}

function typeOfRest(authorizer: Value): string {
  const type = textOf(entryOf(authorizer, "type")?.value)?.toLowerCase();
  if (authorizer.kind === "unknown") return "UNKNOWN";
  if (textOf(authorizer)?.toLowerCase() === "aws_iam" || type === "aws_iam") return "AWS_IAM";
  const arn = textOf(entryOf(authorizer, "arn")?.value ?? authorizer) ?? "";
  return type === "cognito_user_pools" || arn.includes(":cognito-idp:") ? "COGNITO_USER_POOLS" : "CUSTOM";
}

function restAuthorizer(written: MapEntry, type: string, { service, target }: EventContext): NativeResource {
  const { value, at } = written;
  const keys = service.functions.map((member) => member.name);
  const arn = entryOf(value, "arn")?.value;
  const name = textOf(entryOf(value, "name")?.value ?? value) ?? "";
  const decider = arn ?? targetArn(keys.includes(name) ? scalar(name, value.at) : value, keys);
  const kind = textOf(entryOf(value, "type")?.value)?.toUpperCase() ?? "TOKEN";
  const isPool = type === "COGNITO_USER_POOLS";
  const properties = mapOf(
    {
      RestApiId: reference(restApiAddress, at),
      Type: scalar(isPool ? "COGNITO_USER_POOLS" : kind, at),
      AuthorizerUri: isPool ? undefined : decider,
      ProviderARNs: isPool ? list([decider], at) : undefined,
    },
    at,
  );
  const displayed = name === "" || name.startsWith("arn:") ? (name.split(":").at(-1) ?? "authorizer") : name;
  return implicitResource(target, {
    address: `${normalizedName(displayed)}ApiGatewayAuthorizer`,
    name: displayed,
    type: "AWS::ApiGateway::Authorizer",
    nativeType: "authorizer of an event",
    at,
    properties: map(
      [
        ...properties.entries.values(),
        ...translated(value, { resultTtlInSeconds: "AuthorizerResultTtlInSeconds", identitySource: "IdentitySource" }),
      ],
      at,
    ),
    nativeNames: (path) =>
      path === "AuthorizerResultTtlInSeconds" ? "resultTtlInSeconds" : path === "IdentitySource" ? "identitySource" : undefined,
  });
}

/** HTTP API: `authorizer` names one of `provider.httpApi.authorizers`, or says its type. */
export function httpAuthorization(event: ServiceEvent, context: EventContext): Authorization {
  const written = entryOf(event.settings, "authorizer");
  const at = written?.at ?? event.at;
  if (written === undefined) return { auth: mapOf({ Type: scalar("NONE", at) }, at), made: [] };
  const ownType = textOf(entryOf(written.value, "type")?.value);
  const name = textOf(entryOf(written.value, "name")?.value ?? written.value);
  if (ownType === "aws_iam" || name === "aws_iam") return { auth: mapOf({ Type: scalar("AWS_IAM", at) }, at), made: [] };
  const authorizers = entryOf(entryOf(context.service.provider, "httpApi")?.value, "authorizers")?.value;
  const declared = name === undefined ? undefined : entryOf(authorizers, name);
  const type = ownType ?? (declared === undefined ? undefined : (textOf(entryOf(declared.value, "type")?.value) ?? "jwt"));
  const typeValue =
    type === undefined
      ? unknown("the authorizer is declared elsewhere", at)
      : scalar(type === "jwt" ? "JWT" : type === "aws_iam" ? "AWS_IAM" : "CUSTOM", at);
  const authorizer = declared === undefined ? undefined : reference(httpAuthorizerAddress(declared.name), at);
  return { auth: mapOf({ Type: typeValue, Authorizer: authorizer, Scopes: entryOf(written.value, "scopes")?.value }, at), made: [] };
}

/** WebSocket API: `authorizer` is aws_iam, a function's key, an ARN, or a map with a name or an ARN. */
export function webSocketAuthorization(event: ServiceEvent, { service, target }: EventContext): Authorization {
  const written = entryOf(event.settings, "authorizer");
  const at = written?.at ?? event.at;
  if (written === undefined) return { auth: mapOf({ Type: scalar("NONE", at) }, at), made: [] };
  if (textOf(written.value)?.toLowerCase() === "aws_iam") return { auth: mapOf({ Type: scalar("AWS_IAM", at) }, at), made: [] };
  const { value } = written;
  const [arn, name] = [entryOf(value, "arn")?.value, entryOf(value, "name")?.value];
  const displayed = textOf(name ?? arn ?? value)
    ?.split(":")
    .at(-1);
  const decider = targetArn(
    arn ?? name ?? value,
    service.functions.map((member) => member.name),
  );
  const auth = mapOf({ Type: scalar("CUSTOM", at) }, at);
  if (displayed === undefined || decider.kind === "map") return { auth, made: [] };
  const properties = mapOf(
    {
      ApiId: reference(webSocketApiAddress, at),
      AuthorizerType: scalar("REQUEST", at),
      AuthorizerUri: decider,
      AuthorizerResultTtlInSeconds: scalar(0, at),
    },
    at,
  );
  const address = `${normalizedName(displayed)}WebsocketsAuthorizer`;
  const made = implicitResource(target, {
    address,
    name: displayed,
    type: "AWS::ApiGatewayV2::Authorizer",
    nativeType: "authorizer of an event",
    at,
    properties,
  });
  return { auth: mapOf({ Type: scalar("CUSTOM", at), Authorizer: reference(address, at) }, at), made: [made] };
}

function httpAuthorizerAddress(name: string): string {
  return `HttpApiAuthorizer${normalizedName(name)}`;
}

/** The authorizers that `provider.httpApi.authorizers` declares. */
export function httpAuthorizers({ service, target }: EventContext): readonly NativeResource[] {
  const authorizers = entryOf(entryOf(service.provider, "httpApi")?.value, "authorizers")?.value;
  if (authorizers?.kind !== "map") return [];
  return [...authorizers.entries.values()].map((authorizer) => {
    const { at, value } = authorizer;
    const type = textOf(entryOf(value, "type")?.value) ?? "jwt";
    return implicitResource(target, {
      address: httpAuthorizerAddress(authorizer.name),
      name: authorizer.name,
      type: "AWS::ApiGatewayV2::Authorizer",
      nativeType: "httpApi authorizer",
      at,
      properties: map(
        [
          entry("ApiId", reference(httpApiAddress, at)),
          entry("AuthorizerType", scalar(type === "jwt" ? "JWT" : "REQUEST", at)),
          ...deciderOf(value, at),
          // Answers are not cached unless somebody says for how long.
          entry("AuthorizerResultTtlInSeconds", scalar(0, at)),
          ...translated(value, {
            identitySource: "IdentitySource",
            resultTtlInSeconds: "AuthorizerResultTtlInSeconds",
            enableSimpleResponses: "EnableSimpleResponses",
            payloadVersion: "AuthorizerPayloadFormatVersion",
            issuerUrl: "JwtConfiguration.Issuer",
          }),
        ],
        at,
      ),
      nativeNames: (path) =>
        path === "AuthorizerResultTtlInSeconds" ? "resultTtlInSeconds" : path === "IdentitySource" ? "identitySource" : undefined,
    });
  });
}

function deciderOf(value: Value, at: Location): readonly MapEntry[] {
  const arn = entryOf(value, "functionArn");
  const name = entryOf(value, "functionName");
  const key = textOf(name?.value);
  if (arn !== undefined) return [{ ...arn, name: "AuthorizerUri" }];
  return name === undefined || key === undefined ? [] : [entry("AuthorizerUri", reference(functionAddress(key), name.value.at ?? at, "Arn"), name)];
}
