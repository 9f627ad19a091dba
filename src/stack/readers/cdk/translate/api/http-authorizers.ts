import type { Value } from "../../../../value.ts";
import { list, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, type Field, type TermDatum, textOfDatum } from "../../evaluate/datum.ts";
import { arnOf } from "../lambda/function.ts";
import type { ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

/** How a route is protected; `reference` leads to the authorizer where there is one. */
export interface RouteAuthorizer {
  readonly type: Value;
  readonly reference: Value | undefined;
}

/** What an authorizer class makes of a route. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["HttpLambdaAuthorizer", "CUSTOM"],
  ["WebSocketLambdaAuthorizer", "CUSTOM"],
  ["HttpJwtAuthorizer", "JWT"],
  ["HttpUserPoolAuthorizer", "JWT"],
  ["HttpIamAuthorizer", "AWS_IAM"],
  ["WebSocketIamAuthorizer", "AWS_IAM"],
  ["HttpNoneAuthorizer", "NONE"],
]);

/** Each authorizer becomes a resource when its first route asks for it. */
const made = new WeakMap<Translation, Map<Datum, string>>();

/** The authorizer that a property names. */
export function authorizerOf(translation: Translation, api: ConstructNode, field: Field): RouteAuthorizer {
  const { value, at } = field;
  const className = value.kind === "term" ? (value.name.split(".").at(-1) ?? "") : "";
  const kind = kinds.get(className);
  if (value.kind !== "term" || kind === undefined) return { type: unknown("the authorizer is made elsewhere", at), reference: undefined };
  const type = scalar(kind, at);
  if (kind !== "CUSTOM" && kind !== "JWT") return { type, reference: undefined };
  const known = made.get(translation) ?? new Map<Datum, string>();
  made.set(translation, known);
  const suffix = known.get(value) ?? addAuthorizer(translation, api, { term: value, className });
  known.set(value, suffix);
  return { type, reference: translation.conversion(api.scope).reference(api, at, { suffix }) };
}

function addAuthorizer(translation: Translation, api: ConstructNode, { term, className }: { term: TermDatum; className: string }): string {
  const conversion = translation.conversion(api.scope);
  const properties: ResourceProperties = translation.properties(api);
  const [id, of, options] = term.arguments;
  const suffix = textOfDatum(id) ?? className;
  const { at } = term;
  properties.put("Name", scalar(suffix, at)).put("ApiId", conversion.reference(api, at));
  const isFunction = className.endsWith("LambdaAuthorizer");
  properties.put("AuthorizerType", scalar(isFunction ? "REQUEST" : "JWT", at));
  properties.take(options, {
    identitySource: "IdentitySource",
    jwtAudience: "JwtConfiguration.Audience",
    resultsCacheTtl: "AuthorizerResultTtlInSeconds",
  });
  if (isFunction && of !== undefined) properties.put("AuthorizerUri", conversion.value(arnOf(of, "functionArn")));
  if (className === "HttpJwtAuthorizer" && of !== undefined) properties.put("JwtConfiguration.Issuer", conversion.value(of));
  // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_apigatewayv2_authorizers.HttpLambdaAuthorizerProps.html
  if (className === "HttpLambdaAuthorizer" && !properties.has("AuthorizerResultTtlInSeconds"))
    properties.put("AuthorizerResultTtlInSeconds", scalar(300, at), undefined, "resultsCacheTtl");
  if (isFunction && !properties.has("IdentitySource"))
    properties.put("IdentitySource", list([scalar("$request.header.Authorization", at)], at), undefined, "identitySource");
  translation.add(api, { type: "AWS::ApiGatewayV2::Authorizer", suffix, name: suffix, nativeType: className, implicit: true, at, properties });
  return suffix;
}
