import { awsDefaults, awsLimits } from "../../../../facts/aws-numbers.ts";
import type { Link, LinkEnd } from "../../../link.ts";
import type { NativeResource } from "../../../native.ts";
import type { RawSetting } from "../../../setting.ts";
import { type Value, itemsOf, textOf } from "../../../value.ts";
import { linkVocabulary } from "../../../vocabulary.ts";
import { secondsOfMilliseconds } from "../conversions.ts";
import { type FoundProperty, firstProperty, partsAt, propertyAt, valueAtPath } from "../property-path.ts";
import { resolveNative } from "../resolve-target.ts";
import { routeFacts } from "../route-facts.ts";
import { serviceOfPool } from "./user-pool-service.ts";
import { type Declaration, calledFunction, endOf, linkSources, makeLink, makeTrigger } from "./declaration.ts";

/** How long each kind of API waits, in seconds. */
const waits: ReadonlyMap<string, number> = new Map([
  ["rest", awsLimits.restApiWait.value],
  ["http", awsLimits.httpApiWait.value],
  ["websocket", awsLimits.webSocketApiWait.value],
  ["graphql", awsLimits.appsyncWait.value],
  ["alb", awsDefaults.loadBalancerWait.value],
]);

const serviceOf: ReadonlyMap<string, string> = new Map([
  ["rest", "api-rest"],
  ["http", "api-http"],
  ["websocket", "api-websocket"],
  ["graphql", "appsync"],
  ["alb", "alb"],
]);

/** A route of API Gateway: its API, its authorizer and the function or service that it calls. */
export function* routeLinks(declaration: Declaration): Iterable<Link> {
  const { native, index } = declaration;
  const facts = routeFacts(native, index);
  const authorizer = propertyAt(native.properties, "AuthorizerId");
  yield* partsOfApi(declaration, facts.api, authorizer);
  if (facts.target === undefined) return;
  const settings = new Map<string, RawSetting>();
  put(settings, "method", facts.method);
  put(settings, "path", facts.path);
  put(settings, "payloadVersion", facts.payloadVersion);
  const seconds = facts.timeoutMilliseconds && secondsOfMilliseconds(facts.timeoutMilliseconds.value);
  if (facts.timeoutMilliseconds !== undefined && seconds !== undefined)
    put(settings, "timeoutSeconds", { value: seconds, at: facts.timeoutMilliseconds.at }, "TimeoutInMillis");
  yield* calls(declaration, { target: facts.target, apiType: facts.apiType, settings });
}

/** A route as frameworks write it: SAM's and the Serverless Framework's events. */
export function* frameworkRouteLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const authorizer = propertyAt(native.properties, "Auth.Authorizer");
  yield* partsOfApi(declaration, valueAtPath(native.properties, "Api"), authorizer);
  const target = propertyAt(native.properties, "Function");
  if (target === undefined) return;
  const settings = new Map<string, RawSetting>();
  put(settings, "method", propertyAt(native.properties, "Method"));
  put(settings, "path", propertyAt(native.properties, "Path"));
  put(settings, "timeoutSeconds", propertyAt(native.properties, "TimeoutSeconds"));
  put(settings, "payloadVersion", propertyAt(native.properties, "PayloadFormatVersion"));
  yield* calls(declaration, { target, apiType: textOf(valueAtPath(native.properties, "ApiKind"))?.toLowerCase(), settings });
}

/** An API that is made in one go sends every request to its target (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quick-create.html). */
export function* apiTargetLinks(declaration: Declaration): Iterable<Link> {
  const target = propertyAt(declaration.native.properties, "Target");
  if (target === undefined || calledFunction(target.value, declaration) === undefined) return;
  const settings = new Map<string, RawSetting>();
  put(settings, "path", propertyAt(declaration.native.properties, "RouteKey"), "RouteKey");
  yield* calls(declaration, { target, apiType: "http", settings });
}

function* partsOfApi(declaration: Declaration, api: Value | undefined, authorizer: FoundProperty | undefined): Iterable<Link> {
  const { native, resource } = declaration;
  if (api !== undefined) yield makeLink(declaration, { kind: "contains", name: native.name, from: endOf(api, declaration), to: { resource } });
  const by = authorizer && endOf(authorizer.value, declaration);
  if (by !== undefined && by.resource !== null) yield makeLink(declaration, { kind: "authorizes", name: native.name, from: by, to: { resource } });
}

interface Call {
  readonly target: FoundProperty;
  readonly apiType: string | undefined;
  readonly settings: ReadonlyMap<string, RawSetting>;
}

function* calls(declaration: Declaration, { target, apiType, settings }: Call): Iterable<Link> {
  const { native, resource } = declaration;
  const service = serviceOf.get(apiType ?? "");
  const wait = waits.get(apiType ?? "");
  const draft = {
    name: native.name,
    from: { resource } satisfies LinkEnd,
    settings,
    defaults: wait === undefined ? {} : { timeoutSeconds: wait },
    ...(service === undefined ? {} : { service }),
  };
  if (calledFunction(target.value, declaration) !== undefined) yield makeTrigger(declaration, target.value, draft);
  else {
    const to = endOf(target.value, declaration);
    yield makeLink(declaration, { ...draft, kind: to.resource === null || to.resource.kind === "workflow" ? "triggers" : "uses", to });
  }
}

/** An authorizer's function. */
export function* authorizerLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const target = firstProperty(native.properties, ["AuthorizerUri", "FunctionArn", "Function"]);
  if (target !== undefined) yield makeTrigger(declaration, target.value, { name: native.name, from: { resource }, service: "authorizer" });
}

/** A resolver of AppSync calls the functions behind its data source, or behind those of its pipeline. */
export function* resolverLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const api = valueAtPath(native.properties, "ApiId");
  if (api === undefined) return;
  const settings = new Map<string, RawSetting>();
  put(settings, "method", propertyAt(native.properties, "TypeName"), "TypeName");
  put(settings, "path", propertyAt(native.properties, "FieldName"), "FieldName");
  const sources = new Set(dataSourcesOf(declaration));
  for (const source of sources) {
    const target = valueAtPath(source.properties, "LambdaConfig.LambdaFunctionArn");
    if (target === undefined) continue;
    yield makeTrigger(declaration, target, {
      name: native.name,
      from: endOf(api, declaration),
      service: "appsync",
      settings,
      defaults: { timeoutSeconds: awsLimits.appsyncWait.value },
    });
  }
}

function dataSourcesOf({ native, index }: Declaration): readonly NativeResource[] {
  const around = { index, scope: native.scope };
  const steps = itemsOf(valueAtPath(native.properties, "PipelineConfig.Functions")).flatMap((step) => resolveNative(step, around)?.native ?? []);
  return [native, ...steps].flatMap((one) => {
    const source = valueAtPath(one.properties, "DataSourceName");
    const name = textOf(source);
    const isNamed = (other: NativeResource) => other.scope === native.scope && textOf(valueAtPath(other.properties, "Name")) === name;
    const named = name === undefined ? undefined : index.ofType("AWS::AppSync::DataSource").find(isNamed);
    return (source && resolveNative(source, { ...around, types: ["AWS::AppSync::DataSource"] })?.native) ?? named ?? [];
  });
}

/** A data source of AppSync that is a function, or a table that it reads. */
export function* dataSourceLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const api = valueAtPath(native.properties, "ApiId");
  const target = propertyAt(native.properties, "LambdaConfig.LambdaFunctionArn");
  const table = propertyAt(native.properties, "DynamoDBConfig.TableName");
  if (api === undefined) return;
  const draft = { name: native.name, from: endOf(api, declaration) };
  if (target !== undefined)
    yield makeTrigger(declaration, target.value, { ...draft, service: "appsync", defaults: { timeoutSeconds: awsLimits.appsyncWait.value } });
  if (table !== undefined) yield makeLink(declaration, { ...draft, kind: "uses", to: endOf(table.value, declaration), at: table.at });
}

/** Functions behind a target group of a load balancer. */
export function* targetGroupLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  for (const part of partsAt(native.properties, "Targets")) {
    const id = valueAtPath(part, "Id");
    if (id !== undefined && calledFunction(id, declaration) !== undefined) {
      yield makeTrigger(declaration, id, {
        name: native.name,
        from: { resource },
        at: part.at,
        service: "alb",
        defaults: { timeoutSeconds: awsDefaults.loadBalancerWait.value },
      });
    }
  }
}

/** A target that is declared apart from its group. */
export function* targetGroupAttachmentLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const group = valueAtPath(native.properties, "TargetGroupArn");
  const id = valueAtPath(native.properties, "TargetId");
  if (group === undefined || id === undefined || calledFunction(id, declaration) === undefined) return;
  yield makeTrigger(declaration, id, {
    name: native.name,
    from: endOf(group, declaration),
    service: "alb",
    defaults: { timeoutSeconds: awsDefaults.loadBalancerWait.value },
  });
}

/** A trigger as frameworks write it, with the link's settings under their common names. */
export function* frameworkTriggerLinks(declaration: Declaration): Iterable<Link> {
  const { native } = declaration;
  const target = valueAtPath(native.properties, "Function");
  const source = valueAtPath(native.properties, "Source") ?? { kind: "unknown", reason: "the source is not named", at: native.at };
  if (target === undefined) return;
  const named = textOf(valueAtPath(native.properties, "Service"));
  const service = named === "cognito" ? serviceOfPool(textOf(valueAtPath(native.properties, "Trigger")) ?? "") : named;
  const settings = [...native.properties.entries.keys()].map((name) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, name] as const);
  const sources = linkSources(Object.fromEntries(settings.filter(([setting]) => Object.hasOwn(linkVocabulary, setting) && setting !== "service")));
  yield makeTrigger(declaration, target, {
    name: native.name,
    from: endOf(source, declaration),
    sources,
    ...(service === undefined ? {} : { service }),
  });
}

function put(
  settings: Map<string, RawSetting>,
  name: string,
  found: FoundProperty | undefined,
  nativeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
): void {
  if (found !== undefined) settings.set(name, { ...found, nativeName });
}
