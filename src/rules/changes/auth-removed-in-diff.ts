import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import { appOf } from "../../stack/platforms/azure/app-questions.ts";
import { mayBeGuarded } from "../../stack/platforms/azure/guarded-app.ts";
import { routeAccess, routeName, routesByApi } from "../../stack/route-access.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Statement } from "../../stack/statement.ts";
import { textOf } from "../../stack/value.ts";
import type { ResourceSettingName } from "../../stack/vocabulary.ts";
import { asksWhoCalls } from "../apis/asks-who-calls.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { ChangeRuleContext, Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const url = (type: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      FunctionUrlConfig:
        AuthType: ${type}
`;
const route = (authorization: string, verb = "POST") => `
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "${verb} /orders"
  authorization_type = ${authorization}
}
`;
const site = (ingress: string) => `
resource "google_cloudfunctions2_function" "site" {
  name = "site"
  service_config {
    ingress_settings = "${ingress}"
  }
}
`;

const app = (access: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    publicNetworkAccess: '${access}'
  }
}
`;
const signIn = `
resource login 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
    }
  }
}
`;
const host = `{ "version": "2.0" }\n`;
const http = (level: string) => `{ "bindings": [{ "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "${level}" }] }\n`;

/** A setting of which some values keep callers out and others let everybody in. */
interface Door {
  readonly kind: string;
  readonly setting: ResourceSettingName;
  readonly open: ReadonlySet<string>;
  readonly severity: "critical" | "high";
}

const doors: readonly Door[] = [
  { kind: "function", setting: "urlAuthorization", open: new Set(["none"]), severity: "critical" },
  { kind: "function", setting: "authorizationLevel", open: new Set(["anonymous"]), severity: "critical" },
  { kind: "function", setting: "ingress", open: new Set(["allow_all"]), severity: "high" },
  { kind: "function-app", setting: "authEnabled", open: new Set(["false"]), severity: "high" },
  { kind: "function-app", setting: "publicNetworkAccess", open: new Set(["enabled"]), severity: "high" },
];
const everybody = new Set(["allusers", "allauthenticatedusers"]);

export const authRemovedInDiff: Rule = {
  id: "auth-removed-in-diff",
  title: "The change opens to everybody what was protected",
  topics: ["3.4", "34.2", "7.4"],
  category: "security",
  severity: "critical",
  platforms: ["aws", "azure", "google"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  bad: [
    { base: { "template.yaml": url("AWS_IAM") }, head: { "template.yaml": url("NONE") } },
    { base: { "main.tf": route('"AWS_IAM"') }, head: { "main.tf": route('"NONE"') } },
    { base: { "main.tf": site("ALLOW_INTERNAL_ONLY") }, head: { "main.tf": site("ALLOW_ALL") } },
    { base: { "main.bicep": app("Disabled") }, head: { "main.bicep": app("Enabled") } },
    { base: { "host.json": host, "Orders/function.json": http("function") }, head: { "host.json": host, "Orders/function.json": http("anonymous") } },
    {
      base: cdkApp(`
const report = new lambda.Function(this, "Report", { runtime: lambda.Runtime.NODEJS_22_X, handler: "report.handler", code: lambda.Code.fromAsset("src") });
report.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
`),
      head: cdkApp(`
const report = new lambda.Function(this, "Report", { runtime: lambda.Runtime.NODEJS_22_X, handler: "report.handler", code: lambda.Code.fromAsset("src") });
report.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
`),
    },
  ],
  good: [
    { base: { "template.yaml": url("NONE") }, head: { "template.yaml": url("AWS_IAM") } },
    { base: { "main.tf": route('"AWS_IAM"') }, head: { "main.tf": `variable "kind" {}\n${route("var.kind")}` } },
    { base: { "main.tf": route('"AWS_IAM"', "OPTIONS") }, head: { "main.tf": route('"NONE"', "OPTIONS") } },
    {
      base: { "main.bicep": app("Enabled"), "host.json": host, "Orders/function.json": http("function") },
      head: { "main.bicep": app("Enabled") + signIn, "host.json": host, "Orders/function.json": http("anonymous") },
    },
  ],
  *checkChange(context): Iterable<Draft> {
    yield* openedDoors(context);
    yield* openedRoutes(context);
    yield* openedGrants(context);
  },
};

function* openedDoors({ delta, stack }: ChangeRuleContext): Iterable<Draft> {
  for (const { before, after } of delta.changedResources) {
    for (const door of doors.filter((one) => one.kind === after.kind)) {
      const [was, is] = [before.string(door.setting), after.string(door.setting)];
      const [old, current] = [textOfSwitch(before, door), textOfSwitch(after, door)];
      if (old === null || current === null || door.open.has(old) || !door.open.has(current)) continue;
      if (door.setting === "authorizationLevel" && isGuardedOtherwise(after, stack)) continue;
      const written = after.has(door.setting);
      yield {
        subject: after,
        claim: door.setting,
        evidence: [
          written ? { at: is.at, note: "open" } : { at: was.at, side: "base", note: "kept callers out" },
          written ? { at: was.at, side: "base", note: "kept callers out" } : { at: after.at },
        ],
        what: `${named(after)} was protected by \`${was.nativeName}: ${old}\`; after the change it is \`${current}\`.`,
        why: consequenceFor(after, stack),
        fix: `Keep \`${was.nativeName}\` at its protected value. Where the endpoint has to be public, say how it tells its callers apart (a signature, a token that the code checks).`,
        severity: door.severity,
        edit: written ? restored(before, after, door.setting) : undefined,
      };
    }
  }
}

/** A function of Azure whose key was given up for something stronger: a guard of its app, or its own code. */
function isGuardedOtherwise(handler: Resource, stack: Stack): boolean {
  const app = appOf(stack, handler);
  return (app !== undefined && mayBeGuarded(app, stack)) || asksWhoCalls(handler, stack);
}

/** The value that the setting had, in the place of the one that it has. */
function restored(before: Resource, after: Resource, setting: ResourceSettingName): EditPlan | undefined {
  // azurerm has a switch where ARM has a word, and Cloud Run's own words are others than those that the stack reads.
  if (setting === "ingress" && after.nativeShape.startsWith("google_cloud_run")) return undefined;
  const is = after.string(setting);
  const now = is.known ? is : after.boolean(setting);
  if (!now.known) return undefined;
  if (setting === "publicNetworkAccess") return setValue(now, after.format === "terraform" ? false : "Disabled");
  const [truth, text] = [before.boolean(setting), before.string(setting)];
  return truth.known ? setValue(now, truth.value) : text.known ? setValue(now, text.value, text.value) : undefined;
}

/** Another authorization than IAM needs the authorizer too. */
function keepsAuthorizer({ route, before }: { readonly route: Resource; readonly before: Resource }): boolean {
  const authorization = before.string("authorization");
  return (authorization.known && authorization.value === "AWS_IAM") || route.has("authorizer");
}

/** The value in lower case; null where it is not known. A setting that only exists where something is exposed counts when it was there before. */
function textOfSwitch(resource: Resource, { setting }: Door): string | null {
  const [text, truth] = [resource.string(setting), resource.boolean(setting)];
  if (text.known) return text.value.toLowerCase();
  return truth.known ? String(truth.value) : null;
}

function consequenceFor(resource: Resource, stack: Stack): string {
  const writes = stack.linksFrom(resource, "writes").length > 0;
  return `From the deployment on, anybody who finds the address can call it${writes ? " and make it write" : ""}; nothing in the logs tells such calls from the intended ones.`;
}

/** Routes, told once for each API. */
function* openedRoutes({ stack, base }: ChangeRuleContext): Iterable<Draft> {
  for (const [api, routes] of routesByApi(stack)) {
    const opened = routes.flatMap((route) => {
      const before = base.find(route.id);
      const owner = before && base.linksTo(before, "contains").find((link: Link) => link.from.resource?.kind === "api")?.from.resource;
      const isOpened = before !== undefined && routeAccess(before, owner ?? null) === "protected" && routeAccess(route, api) === "open";
      return isOpened && !isPreflight(route) ? [{ route, before }] : [];
    });
    const [first] = opened;
    if (first === undefined) continue;
    const names = opened.map(({ route }) => `\`${routeName(route).replaceAll("`", "")}\``);
    yield {
      subject: opened.length === 1 ? first.route : api,
      claim: "authorization",
      evidence: opened.flatMap(({ route, before }) => [
        ...(route.has("authorization") ? [{ at: route.placeOf("authorization"), note: "open" }] : []),
        { at: before.placeOf("authorization"), side: "base" as const, note: "was protected" },
        { at: route.at },
      ]),
      what: `${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""} of ${named(api)} asked callers who they are; after the change ${names.length === 1 ? "it does" : "they do"} not.`,
      why: `From the deployment on, anybody who knows the address can call ${names.length === 1 ? "it" : "them"}, and the function behind gets no identity to check.`,
      fix: `Keep the authorizer on ${names.length === 1 ? "the route" : "these routes"}. Where one has to be public, say in the code how its callers are checked.`,
      edit: opened.length === 1 && keepsAuthorizer(first) ? restored(first.before, first.route, "authorization") : undefined,
    };
  }
}

/** Browsers ask with OPTIONS before they send credentials. */
function isPreflight(route: Resource): boolean {
  const method = route.string("method");
  return method.known && method.value.toUpperCase() === "OPTIONS";
}

/** Google: everybody becomes a member of the invoker role. */
function* openedGrants({ delta, stack, base }: ChangeRuleContext): Iterable<Draft> {
  for (const after of stack.resourcesOf("function", "google")) {
    const before = base.find(after.id);
    const grant = after.statements.find(isForEverybody);
    if (grant === undefined || before === undefined || before.statements.some(isForEverybody) || delta.addedResources.includes(after)) continue;
    yield {
      subject: after,
      claim: "invoker",
      evidence: [{ at: grant.at, note: "lets everybody call it" }, { at: after.at }],
      what: `The change lets everybody call ${named(after)}, which so far only named members could.`,
      why: `From the deployment on, anybody on the internet can run it, at your cost and with its service account's rights.`,
      fix: `Grant the invoker role to the service accounts and groups that call it, or check every caller in the code where it has to be public.`,
    };
  }
}

function isForEverybody(statement: Statement): boolean {
  const invokes = statement.actions?.some(({ text }) => text.toLowerCase().endsWith("invoker")) ?? false;
  return (
    invokes && statement.effect === "Allow" && statement.principals.some(({ type, value }) => everybody.has((textOf(value) ?? type).toLowerCase()))
  );
}
