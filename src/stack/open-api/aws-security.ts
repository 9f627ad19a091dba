import type { Location } from "../../change/location.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../value.ts";
import { mapOf, reference, scalar, unknown } from "../value-builders.ts";
import { requirementOf, schemesOf } from "./open-api.ts";

/**
 * Who may call an operation, in the words of API Gateway: `Auth` with Type, Authorizer and ApiKeyRequired. Undefined where the document says nothing. `api` is the
 * address of the API whose authorizers the schemes are.
 */
export function authorizationOfOperation(operation: MapEntry, document: Value, api: string): MapValue | undefined {
  // Documents that API Gateway exports tell the type apart from the schemes.
  const told = entryOf(operation.value, "x-amazon-apigateway-auth");
  const toldType = textOf(entryOf(told?.value, "type")?.value);
  if (told !== undefined && toldType !== undefined) return mapOf({ Type: scalar(toldType.toUpperCase(), told.at) }, told.at);
  const requirement = requirementOf(operation.value, document);
  if (requirement === undefined) return undefined;
  const { at } = requirement.entry;
  // SAM reads a scheme of the name NONE as no authorization.
  const names = requirement.schemes.filter((name) => name !== "NONE");
  const declared = schemesOf(document);
  const schemes = names.map((name) => ({ name, type: typeOfScheme(declared.get(name)?.value) }));
  const deciding = schemes.find(({ type }) => type !== "KEY");
  const type = deciding?.type ?? "NONE";
  const isOpen = names.length === 0 || requirement.isOptional;
  const hasAuthorizer = deciding !== undefined && authorizerOf(declared.get(deciding.name)?.value) !== undefined;
  return mapOf(
    {
      Type: isOpen ? scalar("NONE", at) : type === "UNKNOWN" ? unknown("the security scheme is declared elsewhere", at) : scalar(type, at),
      Authorizer: isOpen || !hasAuthorizer ? undefined : reference(addressOfAuthorizer(api, deciding.name), at),
      ApiKeyRequired: scalar(
        schemes.some((scheme) => scheme.type === "KEY"),
        at,
      ),
    },
    at,
  );
}

function typeOfScheme(scheme: Value | undefined): "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS" | "JWT" | "KEY" | "UNKNOWN" {
  if (textOf(entryOf(scheme, "x-amazon-apigateway-authtype")?.value)?.toLowerCase() === "awssigv4") return "AWS_IAM";
  const authorizer = textOf(entryOf(authorizerOf(scheme), "type")?.value)?.toLowerCase();
  if (authorizer === "token" || authorizer === "request") return "CUSTOM";
  if (authorizer === "cognito_user_pools") return "COGNITO_USER_POOLS";
  if (authorizer === "jwt") return "JWT";
  return authorizer === undefined && textOf(entryOf(scheme, "type")?.value) === "apiKey" ? "KEY" : "UNKNOWN";
}

function authorizerOf(scheme: Value | undefined): Value | undefined {
  return entryOf(scheme, "x-amazon-apigateway-authorizer")?.value;
}

function addressOfAuthorizer(api: string, scheme: string): string {
  return `${api} ${scheme}`;
}

/** An authorizer that a security scheme of a document makes. */
export interface DefinedAuthorizer {
  readonly address: string;
  readonly name: string;
  readonly type: "AWS::ApiGateway::Authorizer" | "AWS::ApiGatewayV2::Authorizer";
  readonly at: Location;
  readonly properties: MapValue;
}

/** The authorizers that the security schemes of a document make for its API. */
export function authorizersOfDocument(document: Value, api: { readonly address: string; readonly isHttp: boolean }): readonly DefinedAuthorizer[] {
  return [...schemesOf(document).values()].flatMap((scheme) => {
    const authorizer = authorizerOf(scheme.value);
    if (authorizer?.kind !== "map") return [];
    const { at } = scheme;
    const type = textOf(entryOf(authorizer, "type")?.value)?.toUpperCase();
    const own = (name: string) => entryOf(authorizer, name)?.value;
    const common = {
      Name: scalar(scheme.name, scheme.key),
      [api.isHttp ? "ApiId" : "RestApiId"]: reference(api.address, at),
      [api.isHttp ? "AuthorizerType" : "Type"]: type === undefined ? own("type") : scalar(type, at),
      AuthorizerUri: own("authorizerUri"),
      IdentitySource: own("identitySource"),
      ProviderARNs: own("providerARNs"),
      JwtConfiguration: own("jwtConfiguration"),
      // HTTP APIs do not cache answers unless somebody says for how long.
      AuthorizerResultTtlInSeconds: own("authorizerResultTtlInSeconds") ?? (api.isHttp ? scalar(0, at) : undefined),
    };
    return [
      {
        address: addressOfAuthorizer(api.address, scheme.name),
        name: scheme.name,
        type: api.isHttp ? "AWS::ApiGatewayV2::Authorizer" : "AWS::ApiGateway::Authorizer",
        at,
        properties: mapOf(common, at),
      } as const,
    ];
  });
}
