import type { Location } from "../../change/location.ts";
import { appSettingOf, hostValue } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = (levels: string) => `{
  "version": "2.0",
  "logging": {
    "logLevel": {
      ${levels}
    }
  }
}
`;
const setting = (name: string) => `AzureFunctionsJobHost__logging__logLevel__${name}`;
const bicep = (name: string, level: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: '${setting(name)}', value: '${level}' }
      ]
    }
  }
}
`;
const terraform = (level: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {}
  app_settings = {
    ${setting("Function")} = "${level}"
  }
}
`;

/** Categories of the host by what is lost without them. Source: Azure Functions, configure monitoring, categories. */
const categories: ReadonlyMap<string, string> = new Map([
  ["default", "nothing at all is logged"],
  ["Function", "neither what the functions log nor that they ran is kept"],
  ["Host.Results", "runs leave no request telemetry: success rates and durations are missing"],
]);

export const azLoggingOff: Rule = {
  id: "az-logging-off",
  title: "The host is told to log nothing of the functions",
  topics: ["15.4", "10.7"],
  category: "observability",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-categories",
  // Some apps log elsewhere and save what Application Insights costs.
  onByDefault: false,
  bad: [
    { head: { "host.json": host(`"default": "Warning",\n      "Function": "None"`) } },
    { head: { "host.json": host(`"Host.Results": "None"`) } },
    { head: { "main.bicep": bicep("default", "None") } },
    { head: { "main.tf": terraform("None") } },
  ],
  good: [
    { head: { "host.json": host(`"default": "Warning",\n      "Function": "Information"`) } },
    // A function of its own that is noisy.
    { head: { "host.json": host(`"Function.Heartbeat": "None"`) } },
    { head: { "main.bicep": bicep("Function", "Warning") } },
    // The setting says otherwise, and it wins.
    { head: { "host.json": host(`"Function": "None"`), "main.bicep": bicep("Function", "Information") } },
    { head: { "main.tf": terraform("Error") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of stack.resourcesOf("function-app", "azure")) {
      for (const [category, lost] of categories) {
        const level = levelOf(app, category);
        if (level === undefined || level.text.toLowerCase() !== "none") continue;
        yield {
          subject: app,
          claim: `logLevel:${category}`,
          evidence: [{ at: level.at, note: "no logs" }],
          what: `The log level of the category ${named(category)} of ${named(app)} is \`None\` (${named(level.name)}).`,
          why: `Errors are left out too: ${lost}, so that failures show nowhere and alerts on them stay silent.`,
          fix: `Set it to \`Information\`, or to \`Warning\` where the volume costs too much; sampling thins out what remains.`,
          edit: { kind: "replace", at: level.valueAt, value: "Information" },
        };
      }
    }
  },
};

interface Level {
  readonly text: string;
  readonly name: string;
  readonly at: Location;
  readonly valueAt: Location;
}

/** What an application setting says wins over host.json. The default level of host.json is told by a rule of its own. */
function levelOf(app: Resource, category: string): Level | undefined {
  const own = appSettingOf(app, setting(category));
  if (own !== undefined) {
    const text = textOf(own.value);
    return text === undefined ? undefined : { text, name: own.name, at: own.at, valueAt: own.value.at };
  }
  const written = category === "default" ? undefined : hostValue(app, "logging", "logLevel", category);
  const text = textOf(written);
  return written === undefined || text === undefined
    ? undefined
    : { text, name: `logging.logLevel.${category}`, at: written.at, valueAt: written.at };
}
