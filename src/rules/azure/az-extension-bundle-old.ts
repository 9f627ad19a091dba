import { functionsOf, hostValue, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { itemsOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const host = (bundle: string) => `{
  "version": "2.0"${bundle === "" ? "" : `,\n  "extensionBundle": ${bundle}`}
}
`;
const ownBundle = "Microsoft.Azure.Functions.ExtensionBundle";
const supported = "[4.0.0, 5.0.0)";
const bundle = (version: string, id = ownBundle) => host(`{ "id": "${id}", "version": "${version}" }`);
const queue = `{ "bindings": [{ "type": "queueTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "Orders" }] }\n`;
const http = `{ "bindings": [{ "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "function" }] }\n`;
const code = "module.exports = async (context, order) => { context.log(order); };\n";

const python = `import azure.functions as func
app = func.FunctionApp()

@app.queue_trigger(arg_name="order", queue_name="orders", connection="Orders")
def order(order: func.QueueMessage) -> None:
    print(order)
`;

/** Triggers that the bundle brings; http, timer and warmup come with the host, and others from nowhere. */
const bundled: ReadonlySet<string> = new Set([
  "storage-queue",
  "blob",
  "service-bus",
  "event-hubs",
  "event-grid",
  "cosmos-db",
  "durable",
  "kafka",
  "rabbitmq",
  "signalr",
  "sql",
  "mysql",
  "webpubsub",
]);

export const azExtensionBundleOld: Rule = {
  id: "az-extension-bundle-old",
  title: "Bindings come from an extension bundle that is out of support",
  topics: ["10.3", "10.2"],
  category: "deployment",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/extension-bundles",
  bad: [
    { head: { "host.json": bundle("[3.*, 4.0.0)"), "Order/function.json": queue, "Order/index.js": code } },
    { head: { "host.json": host(""), "Order/function.json": queue, "Order/index.js": code } },
    { head: { "host.json": host(""), "function_app.py": python } },
  ],
  good: [
    { head: { "host.json": host(""), "Order/function.json": queue.replace("queueTrigger", "apiHubFileTrigger"), "Order/index.js": code } },
    { head: { "host.json": bundle("[4.0.0, 5.0.0)"), "Order/function.json": queue, "Order/index.js": code } },
    { head: { "host.json": bundle("[4.*, 5.0.0)"), "Order/function.json": queue, "Order/index.js": code } },
    { head: { "host.json": host(""), "Order/function.json": http, "Order/index.js": code } },
    { head: { "host.json": host(""), "Order/function.json": queue, "Order/index.js": code, "extensions.csproj": "<Project/>\n" } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of stack.resourcesOf("function-app", "azure")) {
      const settings = app.value("hostSettings");
      if (settings?.kind !== "map") continue;
      const version = hostValue(app, "extensionBundle", "version");
      const text = textOf(version);
      const major = text === undefined ? undefined : firstMajor(text);
      if (version !== undefined && major !== undefined && major < 4) {
        yield {
          subject: app,
          claim: "extensionBundle",
          evidence: [{ at: version.at, note: `begins at version ${major}` }],
          what: `\`extensionBundle.version\` of host.json is ${named(text ?? "")}: bindings of version ${major}.`,
          why: `Bundles below version 4 are deprecated: their bindings get no fixes, use SDKs out of support, and lack identity-based connections.`,
          edit: { kind: "replace", at: version.at, value: supported },
          fix: `Set the version to \`${supported}\` and check the settings of each binding in host.json against the new version.`,
        };
        continue;
      }
      const needs = missingFor(app, triggersIn(stack, app).map(serviceOf));
      if (hostValue(app, "extensionBundle") !== undefined || needs === undefined || functionsOf(stack, app).length === 0) continue;
      yield {
        subject: app,
        claim: "extensionBundle",
        evidence: [{ at: { ...settings.at, endLine: settings.at.startLine }, note: "no extensionBundle" }],
        what: `host.json has no \`extensionBundle\`, but a function of ${named(app)} is triggered by ${needs}.`,
        why: `Without the bundle the host does not know the binding: the function is not indexed and never runs.`,
        fix: `Add \`"extensionBundle": { "id": "${ownBundle}", "version": "${supported}" }\` to host.json.`,
        edit: addProperty(settings, settings.at, { name: "extensionBundle", value: { id: ownBundle, version: supported } }),
      };
    }
  },
};

/** The first number of a range such as `[3.*, 4.0.0)`. */
function firstMajor(range: string): number | undefined {
  const start = range.replace(/^[[(\s]+/u, "").split(",", 1)[0] ?? "";
  const major = Number.parseInt(start, 10);
  return Number.isNaN(major) ? undefined : major;
}

/** The service whose binding has to come from a bundle; undefined for .NET and Java builds, which bring their extensions, and for what the host has itself. */
function missingFor(app: Resource, services: readonly string[]): string | undefined {
  const models = itemsOf(app.value("programmingModels")).map(textOf);
  const brings = models.some((model) => model?.startsWith("dotnet") === true || model === "java");
  const worker = app.string("workerRuntime");
  const project = app.boolean("extensionProject");
  if (brings || project.known || models.length === 0 || (worker.known && worker.value.startsWith("dotnet"))) return undefined;
  return services.find((service) => bundled.has(service));
}
