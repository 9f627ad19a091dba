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
});
