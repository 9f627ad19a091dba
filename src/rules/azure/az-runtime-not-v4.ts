import { azureRetirements } from "../../facts/azure-retirements.ts";
import { deployedApps, knowsAllSettings, tierOf } from "../../stack/platforms/azure/app-questions.ts";
import { textOf, valueAt } from "../../stack/value.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const app = (setting: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'FUNCTIONS_WORKER_RUNTIME', value: 'node' }
        ${setting}
      ]
    }
  }
}
`;
const version = (value: string) => app(`{ name: 'FUNCTIONS_EXTENSION_VERSION', value: '${value}' }`);
const terraform = (line: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  ${line}
  site_config {}
}
`;

/** The ends of support. */
const ends: ReadonlyMap<string, string> = new Map([
  ["~1", azureRetirements.runtime1.end],
  ["~2", azureRetirements.runtime2.end],
  ["~3", azureRetirements.runtime3.end],
]);

export const azRuntimeNotV4: Rule = {
  id: "az-runtime-not-v4",
  title: "The function app runs on a Functions runtime that is out of support",
  topics: ["10.2", "1.2"],
  category: "deployment",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-versions",
  bad: [
    { head: { "main.bicep": version("~3") } },
    { head: { "main.bicep": app("") } },
    { head: { "main.tf": terraform('functions_extension_version = "~1"') } },
    {
      head: {
        "azuredeploy.json": armFunctionApp({
          properties: { siteConfig: { appSettings: [{ name: "FUNCTIONS_EXTENSION_VERSION", value: "~3" }] } },
        }),
      },
    },
  ],
  good: [
    { head: { "main.bicep": version("~4") } },
    { head: { "main.tf": terraform("") } },
    {
      head: {
        "main.bicep": `param more array\n${app("").replace("appSettings: [", "appSettings: concat(more, [").replace("]\n    }", "])\n    }")}`,
      },
    },
    { head: { "main.bicep": `param functionsVersion string\n${version("${functionsVersion}")}` } },
  ],
  *check({ stack, now }): Iterable<Draft> {
    const today = now.toISOString().slice(0, 10);
    for (const app of deployedApps(stack)) {
      const version = app.string("extensionVersion");
      const kind = textOf(valueAt(app.properties, "kind")) ?? "";
      const isMissing =
        version.state === "absent" && knowsAllSettings(app) && !kind.includes("container") && usesSetting(tierOf(stack, app), app.properties);
      const major = version.known ? `~${version.value.replace("~", "").split(".", 1)[0] ?? ""}` : isMissing ? "~1" : "~4";
      const end = ends.get(major);
      if (end === undefined) continue;
      const ended = today >= end ? `its support ended on ${end}` : `its support ends on ${end}`;
      yield {
        subject: app,
        claim: "extensionVersion",
        evidence: [
          { at: isMissing ? app.placeOf("appSettings") : version.at, note: isMissing ? "FUNCTIONS_EXTENSION_VERSION is not set" : ended },
          { at: app.at },
        ],
        what: isMissing
          ? `${named(app)} does not set \`FUNCTIONS_EXTENSION_VERSION\`, so the platform takes version 1 of the runtime; ${ended}.`
          : `${named(app)} runs on Functions ${version.known ? named(version.value) : "1"}; ${ended}.`,
        why: `The runtime gets no fixes and no current languages or bindings, and code for version 4 does not load on it.`,
        fix: `Set \`FUNCTIONS_EXTENSION_VERSION\` to \`~4\` and move code and bindings to version 4.`,
        edit: version.known ? setValue(version, "~4") : undefined,
      };
    }
  },
};

/** Flex Consumption apps have no such setting. */
function usesSetting(tier: string | undefined, properties: Parameters<typeof valueAt>[0]): boolean {
  return tier !== "flex" && tier !== "container-apps" && valueAt(properties, "properties", "functionAppConfig") === undefined;
}
