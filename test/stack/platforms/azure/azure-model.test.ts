import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { shown } from "../../../support/shown-value.ts";
import { azureStack, linksOf, resourceIn } from "./azure-stack.ts";

beforeAll(() => loadGrammars(["bicep", "typescript", "hcl"]));

const host = `{ "version": "2.0", "functionTimeout": "00:15:00" }`;
const plan = (sku: string) => `resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {\n  name: 'plan'\n  sku: {\n    name: ${sku}\n  }\n}\n`;
const site = (body: string, name = "app") =>
  `resource ${name} 'Microsoft.Web/sites@2024-04-01' = {\n  name: '${name}'\n  kind: 'functionapp,linux'\n  properties: {\n    serverFarmId: plan.id\n${body}\n  }\n}\n`;
const settings = (...names: readonly string[]) =>
  `siteConfig: {\n      appSettings: [\n${names.map((name) => `        {\n          name: '${name}'\n          value: 'v'\n        }\n`).join("")}      ]\n    }`;
const functionJson = (...bindings: readonly object[]) => JSON.stringify({ bindings });

describe("function apps", () => {
  it("joins the only site with the only host.json, and both with the plan", () => {
    const stack = azureStack({
      "main.bicep": plan("'Y1'") + site(settings("FUNCTIONS_EXTENSION_VERSION", "A")),
      "src/host.json": host,
      "src/Tick/function.json": functionJson({ type: "timerTrigger", name: "t", schedule: "0 * * * * *" }),
    });
    const app = resourceIn(stack, "azure:function-app:app");
    expect(app.number("timeoutSeconds")).toMatchObject({ known: true, value: 900, at: { path: "src/host.json" } });
    expect(app.string("codePath")).toMatchObject({ value: "src" });
    expect(app.boolean("appSettingsComplete")).toMatchObject({ value: true });
    expect(shown(app.value("appSettings"))).toEqual({ FUNCTIONS_EXTENSION_VERSION: "v", A: "v" });
    expect(linksOf(stack)).toEqual([
      "uses azure:function-app:app → azure:plan:plan",
      "contains azure:function-app:app → azure:function:Tick",
      "triggers azure:schedule:Tick → azure:function:Tick",
    ]);
  });

  it.each([
    ["'Y1'", "consumption"],
    ["'FC1'", "flex"],
    ["'EP2'", "premium"],
    ["'P1v3'", "dedicated"],
  ])("reads the tier of a plan with SKU %s", (sku, tier) => {
    expect(resourceIn(azureStack({ "main.bicep": plan(sku) }), "azure:plan:plan").string("tier")).toMatchObject({
      value: tier,
      at: { startLine: 4 },
    });
  });

  it("does not know the tier of a SKU that is a parameter", () => {
    expect(resourceIn(azureStack({ "main.bicep": `param sku string\n${plan("sku")}` }), "azure:plan:plan").string("tier")).toMatchObject({
      state: "unknown",
      reason: "parameter sku has no default",
    });
  });

  it("keeps code without a site apart, with settings that are not complete", () => {
    const app = resourceIn(azureStack({ "orders/host.json": host }), "azure:function-app:orders");
    expect(app.boolean("appSettingsComplete")).toMatchObject({ value: false });
    expect(app.has("plan")).toBe(false);
  });

  it("pairs several apps with several sites by name, and leaves apart what has no name in common", () => {
    const files = {
      "main.bicep": plan("'Y1'") + site("", "ordersApp") + site("", "mailApp"),
      "services/orders/host.json": host,
      "services/mail/host.json": `{ "version": "2.0" }`,
    };
    const stack = azureStack(files);
    expect(resourceIn(stack, "azure:function-app:ordersApp").string("codePath")).toMatchObject({ value: "services/orders" });
    expect(resourceIn(stack, "azure:function-app:mailApp").string("codePath")).toMatchObject({ value: "services/mail" });
    const open = azureStack({ ...files, "main.bicep": plan("'Y1'") + site("", "one") + site("", "two") });
    expect(open.resourcesOf("function-app").map((app) => app.has("codePath") && app.has("plan"))).toEqual([false, false, false, false]);
  });

  it("pairs by the service name of the Azure Developer CLI before anything else", () => {
    const tagged = site("", "first").replace("properties: {", "tags: {\n    'azd-service-name': 'mail'\n  }\n  properties: {");
    const files = {
      "infra/main.bicep": plan("'Y1'") + tagged + site("", "mail"),
      "azure.yaml": "services:\n  mail:\n    project: src/mail\n",
      "src/mail/host.json": host,
    };
    expect(resourceIn(azureStack(files), "azure:function-app:first").string("codePath")).toMatchObject({ value: "src/mail" });
  });

  it("pairs by the name under which a pipeline publishes the code, unless several do", () => {
    const publish = (...names: readonly string[]) => ({
      ".github/workflows/a.yml": `on: push\njobs:\n  a:\n    steps:\n${names.map((name) => `      - run: cd src/mail && func azure functionapp publish ${name} --python\n`).join("")}`,
    });
    const named = (symbol: string, name: string) => site("", symbol).replace(/name: '[^']*'/u, `name: '${name}'`);
    const files = { "main.bicep": plan("'Y1'") + named("first", "post-office") + named("second", "elsewhere"), "src/mail/host.json": host };
    expect(resourceIn(azureStack({ ...files, ...publish("post-office") }), "azure:function-app:first").string("codePath")).toMatchObject({
      value: "src/mail",
    });
    const open = azureStack({ ...files, ...publish("post-office", "elsewhere") });
    expect(resourceIn(open, "azure:function-app:first").has("codePath")).toBe(false);
  });

  it("takes settings of config children into the app, with their own places", () => {
    const child =
      "resource extra 'Microsoft.Web/sites/config@2024-04-01' = {\n  parent: app\n  name: 'appsettings'\n  properties: {\n    FUNCTIONS_WORKER_RUNTIME: 'dotnet'\n  }\n}\n";
    const app = resourceIn(azureStack({ "main.bicep": plan("'Y1'") + site("") + child }), "azure:function-app:app");
    expect(shown(app.value("appSettings"))).toEqual({ FUNCTIONS_WORKER_RUNTIME: "dotnet" });
    expect(app.string("workerRuntime")).toMatchObject({ value: "dotnet", at: { startLine: 19 } });
  });

  it("does not call settings complete where some may come from elsewhere", () => {
    const complete = (body: string) =>
      resourceIn(azureStack({ "main.bicep": `param more array\n${plan("'Y1'")}${site(body)}` }), "azure:function-app:app").boolean(
        "appSettingsComplete",
      );
    expect(complete("siteConfig: {\n      appSettings: concat([{ name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }], more)\n    }")).toMatchObject({
      value: false,
    });
    expect(complete("siteConfig: {\n      alwaysOn: true\n    }")).toMatchObject({ value: false });
  });

  it("reads the settings of the site with their defaults", () => {
    const body =
      "    httpsOnly: true\n    siteConfig: {\n      minTlsVersion: '1.0'\n      cors: {\n        allowedOrigins: ['*']\n      }\n      linuxFxVersion: 'NODE|20'\n    }";
    const app = resourceIn(azureStack({ "main.bicep": plan("'Y1'") + site(body) }), "azure:function-app:app");
    expect(app.boolean("httpsOnly")).toMatchObject({ value: true, isDefault: false });
    expect(app.string("minimumTlsVersion")).toMatchObject({ value: "1.0", nativeName: "minTlsVersion" });
    expect(app.string("ftpsState")).toMatchObject({ value: "AllAllowed", isDefault: true });
    expect(app.string("languageVersion")).toMatchObject({ value: "NODE|20" });
    expect(app.string("operatingSystem")).toMatchObject({ value: "linux" });
    expect(shown(app.value("corsOrigins"))).toEqual(["*"]);
  });

  it("takes no logic app and no web app for a function app", () => {
    const text =
      plan("'WS1'") + site("").replace("functionapp,linux", "functionapp,workflowapp") + site("", "web").replace("functionapp,linux", "app,linux");
    expect(azureStack({ "main.bicep": text }).resourcesOf("function-app")).toEqual([]);
  });

  it("tells apps that share one storage account, whether by reference or by name", () => {
    const storage = "resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'st${uniqueString(resourceGroup().id)}'\n}\n";
    const value = (text: string) =>
      `    siteConfig: {\n      appSettings: [\n        { name: 'AzureWebJobsStorage', value: ${text} }\n      ]\n    }`;
    const named = "'DefaultEndpointsProtocol=https;AccountName=st${uniqueString(resourceGroup().id)};AccountKey=${st.listKeys().keys[0].value}'";
    const stack = azureStack({
      "main.bicep": storage + plan("'Y1'") + site(value("'AccountName=${st.name};AccountKey=x'"), "one") + site(value(named), "two"),
    });
    expect(["one", "two"].map((name) => shown(resourceIn(stack, `azure:function-app:${name}`).value("storageAccount")))).toEqual(["→st", "→st"]);
  });

  it("reads azurerm like ARM, with the provider's own default for FTP", () => {
    const text = `resource "azurerm_service_plan" "plan" {
  os_type  = "Linux"
  sku_name = "Y1"
}
resource "azurerm_linux_function_app" "app" {
  name            = "orders"
  service_plan_id = azurerm_service_plan.plan.id
  site_config {
    minimum_tls_version = "1.0"
  }
}
`;
    const stack = azureStack({ "main.tf": text, "src/host.json": host });
    const app = resourceIn(stack, "azure:function-app:app");
    expect(app.string("minimumTlsVersion")).toMatchObject({ value: "1.0", at: { path: "main.tf", startLine: 9 } });
    expect(app.string("ftpsState")).toMatchObject({ value: "Disabled" });
    expect(linksOf(stack)).toContain("uses azure:function-app:app → azure:plan:plan");
  });
});

describe("resources of templates", () => {
  it("reads Service Bus queues with durations in seconds, dead letters and their namespace", () => {
    const text = `resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'bus'
  resource failed 'queues' = {
    name: 'failed'
  }
  resource orders 'queues' = {
    name: 'orders'
    properties: {
      lockDuration: 'PT30S'
      maxDeliveryCount: 2
      requiresSession: true
      forwardDeadLetteredMessagesTo: 'failed'
    }
  }
}`;
    const stack = azureStack({ "main.bicep": text });
    const orders = resourceIn(stack, "azure:queue:orders");
    expect(orders.number("lockSeconds")).toMatchObject({ value: 30, nativeName: "lockDuration" });
    expect(orders.number("maximumReceiveCount")).toMatchObject({ value: 2 });
    expect(orders.boolean("requiresSession")).toMatchObject({ value: true });
    expect(orders.boolean("deadLetterOnExpiration")).toMatchObject({ value: false, isDefault: true });
    expect(linksOf(stack)).toEqual([
      "contains azure:namespace:bus → azure:queue:failed",
      "contains azure:namespace:bus → azure:queue:orders",
      "dead-letters azure:queue:orders → azure:queue:failed",
    ]);
  });

  it("reads a Cosmos DB container with and without a default time to live", () => {
    const container = (name: string, ttl: string) =>
      `resource ${name} 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = {\n  name: '${name}'\n  properties: {\n    resource: {\n      id: '${name}'\n${ttl}    }\n  }\n}\n`;
    const stack = azureStack({ "main.bicep": container("a", "      defaultTtl: -1\n") + container("b", "") });
    expect(resourceIn(stack, "azure:table:a").number("defaultTtlSeconds")).toMatchObject({ value: -1 });
    expect(resourceIn(stack, "azure:table:b").number("defaultTtlSeconds")).toMatchObject({ state: "absent" });
  });

  it("makes no resource of what only exists elsewhere, and follows it to its declaration where a file of the repository has it", () => {
    const files = {
      "main.bicep":
        "module st 'storage.bicep' = {\n  params: {\n    name: 'shared'\n  }\n}\nresource existing 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\n  name: 'shared'\n}\nresource other 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\n  name: 'elsewhere'\n}\nresource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {\n  name: 'a'\n  properties: {\n    scopes: [existing.id, other.id]\n    criteria: {\n      allOf: [\n        {\n          metricName: 'Availability'\n        }\n      ]\n    }\n  }\n}\n",
      "storage.bicep": "param name string\nresource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: name\n}\n",
    };
    const stack = azureStack(files);
    expect(stack.resources.map((resource) => resource.id)).toEqual(["azure:alarm:alert", "azure:storage-account:account"]);
    expect(linksOf(stack)).toEqual(["alarms azure:alarm:alert → azure:storage-account:account", "alarms azure:alarm:alert → external"]);
    expect(resourceIn(stack, "azure:alarm:alert").string("metric")).toMatchObject({ value: "Availability" });
  });

  it("turns role assignments of an app's identity into statements of the role that it runs as", () => {
    const assignment = `resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'bus'
}
resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('x')
  scope: bus
  properties: {
    principalId: app.identity.principalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
  }
}
`;
    const stack = azureStack({
      "main.bicep": plan("'Y1'") + site("") + assignment,
      "host.json": host,
      "Tick/function.json": functionJson({ type: "timerTrigger", schedule: "0 * * * * *" }),
    });
    const role = stack.roleOf(resourceIn(stack, "azure:function:Tick"));
    expect(role?.statements).toMatchObject([{ actions: [{ text: "Azure Service Bus Data Receiver" }], origin: "role assignment access" }]);
    expect(role?.statements[0]?.resources.map(shown)).toEqual(["→bus"]);
  });

  it("keeps types without a common kind as they are", () => {
    const [other] = azureStack({ "main.bicep": "resource x 'A.B/cs@1' = {\n  name: 'x'\n}" }).resources;
    expect(other).toMatchObject({ kind: "other", nativeType: "A.B/cs" });
  });

  it("does not take what an unknown object may set for absent", () => {
    const text =
      "param more object\nresource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {\n  name: 'b'\n  resource q 'queues' = {\n    name: 'q'\n    properties: union({ maxDeliveryCount: 3 }, more)\n  }\n}";
    const queue = resourceIn(azureStack({ "main.bicep": text }), "azure:queue:q");
    expect(queue.number("maximumReceiveCount")).toMatchObject({ value: 3 });
    expect(queue.boolean("requiresSession")).toMatchObject({ state: "unknown" });
  });
});
