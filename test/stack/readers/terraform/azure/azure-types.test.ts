import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { propertiesOf, readTerraform, resourceNamed } from "../read-terraform.ts";

beforeAll(() => loadGrammars(["hcl"]));

describe("Azure types", () => {
  it("reads a function app in ARM's shape, with the settings that the provider adds", () => {
    const reading = readTerraform({
      "main.tf": `
resource "azurerm_service_plan" "p" {
  os_type  = "Linux"
  sku_name = "Y1"
}
resource "azurerm_linux_function_app" "app" {
  name                 = "orders"
  service_plan_id      = azurerm_service_plan.p.id
  storage_account_name = "store"
  https_only           = true
  app_settings         = { QUEUE = "orders" }
  site_config {
    minimum_tls_version = "1.0"
    application_stack {
      node_version = "20"
    }
  }
}`,
    });
    expect(resourceNamed(reading, "app")).toMatchObject({ platform: "azure", type: "Microsoft.Web/sites" });
    expect(propertiesOf(reading, "app")).toEqual({
      name: "orders",
      kind: "functionapp,linux",
      properties: {
        serverFarmId: "→.#azurerm_service_plan.p.id",
        httpsOnly: true,
        siteConfig: {
          minTlsVersion: "1.0",
          linuxFxVersion: "NODE|20",
          appSettings: [
            { name: "QUEUE", value: "orders" },
            { name: "FUNCTIONS_EXTENSION_VERSION", value: "~4" },
            { name: "FUNCTIONS_WORKER_RUNTIME", value: "node" },
            { name: "AzureWebJobsStorage", value: "DefaultEndpointsProtocol=https;AccountName=store;AccountKey={?the key is known at deployment}" },
          ],
        },
      },
    });
    expect(propertiesOf(reading, "p")).toEqual({ kind: "linux", sku: { name: "Y1" }, properties: { reserved: true } });
    expect(resourceNamed(reading, "app").nativeNames?.("properties.siteConfig.minTlsVersion")).toBe("site_config.minimum_tls_version");
  });

  it("does not know the settings where they are made elsewhere", () => {
    const reading = readTerraform({ "main.tf": 'variable "s" {}\nresource "azurerm_linux_function_app" "app" {\n  app_settings = var.s\n}\n' });
    expect(propertiesOf(reading, "app")).toMatchObject({ properties: { siteConfig: { appSettings: "?variable s has no default" } } });
  });

  it("points queues at their namespace", () => {
    const reading = readTerraform({
      "main.tf":
        'resource "azurerm_servicebus_namespace" "n" {\n  local_auth_enabled = false\n}\nresource "azurerm_servicebus_queue" "q" {\n  namespace_id = azurerm_servicebus_namespace.n.id\n  lock_duration = "PT1M"\n}\n',
    });
    expect(propertiesOf(reading, "n")).toEqual({ properties: { disableLocalAuth: true } });
    expect(propertiesOf(reading, "q")).toEqual({ parent: "→.#azurerm_servicebus_namespace.n.id", properties: { lockDuration: "PT1M" } });
  });

  it("reads connection strings and Easy Auth of a function app, wherever they stand in the block", () => {
    const reading = readTerraform({
      "main.tf": `
resource "azurerm_linux_function_app" "app" {
  auth_settings_v2 {
    auth_enabled = true
  }
  connection_string {
    name  = "Orders"
    type  = "SQLAzure"
    value = "Server=tcp:orders"
  }
  app_settings = {}
  site_config {
    application_insights_key = "key"
    ip_restriction {
      service_tag = "AzureFrontDoor.Backend"
    }
  }
}`,
    });
    expect(propertiesOf(reading, "app")).toMatchObject({
      properties: {
        siteConfig: {
          connectionStrings: [{ name: "Orders", connectionString: "Server=tcp:orders" }],
          authsettingsv2: { platform: { enabled: true } },
          ipSecurityRestrictions: [{ tag: "AzureFrontDoor.Backend" }],
          appSettings: [
            { name: "FUNCTIONS_EXTENSION_VERSION", value: "~4" },
            { name: "APPINSIGHTS_INSTRUMENTATIONKEY", value: "key" },
          ],
        },
      },
    });
  });

  it("takes Easy Auth as off where the block does not turn it on", () => {
    const reading = readTerraform({ "main.tf": 'resource "azurerm_linux_function_app" "app" {\n  auth_settings_v2 {\n  }\n}\n' });
    expect(propertiesOf(reading, "app")).toMatchObject({ properties: { siteConfig: { authsettingsv2: { platform: { enabled: false } } } } });
  });

  it("adds no settings to a Flex Consumption app that the platform would refuse", () => {
    const reading = readTerraform({
      "main.tf": 'resource "azurerm_function_app_flex_consumption" "app" {\n  app_settings = { QUEUE = "orders" }\n}\n',
    });
    expect(propertiesOf(reading, "app")).toMatchObject({ properties: { siteConfig: { appSettings: [{ name: "QUEUE", value: "orders" }] } } });
  });

  it("reads alerts on metrics and on log queries", () => {
    const reading = readTerraform({
      "main.tf": `
resource "azurerm_monitor_metric_alert" "m" {
  scopes      = ["/subscriptions/x"]
  window_size = "PT15M"
  criteria {
    metric_name = "QueueMessageCount"
    dimension {
      name   = "Queue"
      values = ["orders-poison"]
    }
  }
}
resource "azurerm_monitor_scheduled_query_rules_alert_v2" "q" {
  scopes          = ["/subscriptions/x"]
  window_duration = "PT5M"
  criteria {
    query     = "traces"
    threshold = 1
  }
}`,
    });
    expect(propertiesOf(reading, "m")).toMatchObject({
      properties: {
        windowSize: "PT15M",
        criteria: { allOf: [{ metricName: "QueueMessageCount", dimensions: [{ name: "Queue", values: ["orders-poison"] }] }] },
      },
    });
    expect(resourceNamed(reading, "q").type).toBe("Microsoft.Insights/scheduledQueryRules");
    expect(propertiesOf(reading, "q")).toMatchObject({
      properties: { windowSize: "PT5M", criteria: { allOf: [{ query: "traces", threshold: 1 }] } },
    });
  });
});
