import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Handler } from "../../handlers/facts.ts";
import { appOf, isDeployed } from "../../stack/platforms/azure/app-questions.ts";
import { mayBeGuarded } from "../../stack/platforms/azure/guarded-app.ts";
import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { callsAnonymously, routeName } from "../../stack/route-access.ts";
import { itemsOf, textOf, valueAt } from "../../stack/value.ts";
import { asksWhoCalls } from "../apis/asks-who-calls.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const app = (properties: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    ${properties}
  }
}
`;
const linked = `
resource shop 'Microsoft.Web/staticSites@2024-04-01' = {
  name: 'stapp-shop'
}
resource backend 'Microsoft.Web/staticSites/linkedBackends@2024-04-01' = {
  parent: shop
  name: 'orders'
  properties: {
    backendResourceId: app.id
  }
}
`;
const host = `{ "version": "2.0" }\n`;
const binding = (level: string, method = "post", route = "orders") =>
  `{ "bindings": [\n  { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "${level}", "methods": ["${method}"], "route": "${route}" }\n] }\n`;
const code = "module.exports = async (context, req) => { context.res = { status: 201 }; };\n";
const checked = `const jwt = require("jsonwebtoken");\nmodule.exports = async (context, req) => { jwt.verify(req.headers.authorization, process.env.KEY); };\n`;
const files = (level: string, bicep: string, own = code) => ({
  "main.bicep": bicep,
  "host.json": host,
  "CreateOrder/function.json": binding(level),
  "CreateOrder/index.js": own,
});
const python = (level: string) => `import azure.functions as func
app = func.FunctionApp(http_auth_level=func.AuthLevel.${level})

@app.route(route="orders", methods=["DELETE"])
def delete_order(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=204)
`;
const typescript = (level: string) => `import { app } from "@azure/functions";

app.http("createOrder", {
  methods: ["POST"],
  ${level}
  handler: async () => ({ status: 201 }),
});
`;
const terraform = (block: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {}
  ${block}
}
`;

export const azAnonymousHttp: Rule = {
  id: "az-anonymous-http",
  title: "Anybody on the internet can call a function that may change data",
  topics: ["7.4", "3.4"],
  category: "security",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#http-auth",
  bad: [
    { head: files("anonymous", app("")) },
    { head: { "main.tf": terraform(""), "host.json": host, "function_app.py": python("ANONYMOUS") } },
    { head: { "main.bicep": app(""), "host.json": host, "src/orders.ts": typescript(`authLevel: "anonymous",`) } },
    { head: { "main.bicep": app(""), "host.json": host, "src/orders.ts": typescript("") } },
  ],
  good: [
    { head: files("function", app("")) },
    { head: files("anonymous", app(""), checked) },
    { head: files("anonymous", app("publicNetworkAccess: 'Disabled'")) },
    { head: { ...files("anonymous", app("")), "CreateOrder/function.json": binding("anonymous", "get") } },
    { head: { ...files("anonymous", app("")), "CreateOrder/function.json": binding("anonymous", "post", "webhooks/stripe") } },
    { head: { "main.tf": terraform("auth_settings_v2 {\n    auth_enabled = true\n  }"), "host.json": host, "function_app.py": python("ANONYMOUS") } },
    { head: { "host.json": host, "function_app.py": python("ANONYMOUS") } },
    { head: files("anonymous", app("") + linked) },
  ],
  *check({ stack }): Iterable<Draft> {
    if (stack.resourcesOf("api", "azure").length > 0) return;
    for (const trigger of stack.linksOf("triggers", "azure")) {
      const [route, handler] = [trigger.from.resource, trigger.to.resource];
      const level = trigger.string("authorizationLevel");
      if (route?.kind !== "route" || handler === null || !level.known || level.value !== "anonymous" || !callsAnonymously(route)) continue;
      const app = appOf(stack, handler);
      if (
        app === undefined ||
        !isDeployed(app) ||
        mayBeGuarded(app, stack) ||
        changesNothing(trigger.value("methods")) ||
        asksWhoCalls(handler, stack)
      )
        continue;
      const isWritten = route.has("authorization") && level.at.startLine !== trigger.at.startLine;
      const known = stack.handlerOf(handler)?.state === "found";
      const changes = !namesOf(trigger.value("methods")).includes("GET") || stack.linksFrom(handler, "writes").length > 0;
      yield {
        subject: handler,
        claim: "authorizationLevel",
        evidence: [
          { at: level.at, note: isWritten ? "" : "no caller is asked who they are" },
          { at: app.at, note: "reachable from the internet, without Easy Auth" },
        ],
        what: `${named(handler)} takes \`${requestsOf(trigger, route)}\` with the authorization level \`anonymous\`, and nothing in front of ${named(app)} asks callers who they are.`,
        why: `Whoever finds the address can call it, as often as they like: ${changes ? "data is written or deleted by" : "what it does, it does for"} strangers, and every call is billed.`,
        fix: `Turn Easy Auth on, put API Management or a private endpoint in front, or check a token in the code. The level \`function\` asks for a key, which is a shared secret and no sign-in, but keeps strangers out.`,
        severity: changes && known && !isCompiled(stack.handlerOf(handler)) ? "high" : "medium",
        edit: servesBrowsers(app, stack) ? undefined : withKey(handler, trigger),
      };
    }
  },
};

/** All methods that the function takes, and its path: a route has one method or \`ANY\`. */
function requestsOf(trigger: Link, route: Resource): string {
  const [path, methods] = [route.string("path"), namesOf(trigger.value("methods"))];
  return path.known && methods.length > 1 ? `${methods.join(", ")} ${path.value}` : routeName(route);
}

/** A browser cannot keep a key from its user. */
function servesBrowsers(app: Resource, stack: Stack): boolean {
  return app.has("corsOrigins") || stack.resourcesOf("other", "azure").some((one) => one.nativeShape.toLowerCase() === "microsoft.web/staticsites");
}

/** Where function.json or the fourth Node.js model say the level, or could: other code may take it from the whole app. */
function withKey(handler: Resource, trigger: Link): EditPlan | undefined {
  if (handler.format !== "function-json" && handler.nativeType !== "node-4") return undefined;
  const binding = itemsOf(valueAt(handler.properties, "bindings")).find(
    (one) => one.at.path === trigger.at.path && one.at.start === trigger.at.start,
  );
  const written = valueAt(binding, "authLevel");
  return written === undefined
    ? addProperty(binding, trigger.at, { name: "authLevel", value: "function" })
    : { kind: "replace", at: written.at, value: "function" };
}

function changesNothing(methods: ReturnType<Resource["value"]>): boolean {
  const names = namesOf(methods);
  return methods?.kind === "unknown" || (names.length > 0 && names.every((name) => name === "GET" || name === "HEAD" || name === "OPTIONS"));
}

function namesOf(methods: ReturnType<Resource["value"]>): readonly string[] {
  return itemsOf(methods).map((method) => textOf(method)?.toUpperCase() ?? "a method that is not known");
}

/** .NET and Java apps may ask in middleware, which stands in no function's code. */
function isCompiled(code: Handler | undefined): boolean {
  return code?.state === "found" && (code.language === "csharp" || code.language === "java");
}
