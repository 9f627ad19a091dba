import { deployedApps, hostValue, knowsAllSettings } from "../../stack/platforms/azure/app-questions.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const app = (setting: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        ${setting}
      ]
    }
  }
}
`;
const terraform = (line: string) => `
resource "azurerm_linux_function_app" "orders" {
  name         = "func-orders"
  app_settings = { REGION = "west" }
  site_config {
    ${line}
  }
}
`;

/** Settings by which telemetry leaves the app. */
const telemetry =
  /^(?:APPLICATIONINSIGHTS_CONNECTION_STRING|APPLICATIONINSIGHTS_AUTHENTICATION_STRING|APPINSIGHTS_INSTRUMENTATIONKEY|OTEL_EXPORTER_\w+|DD_API_KEY|NEW_RELIC_\w+|DT_\w+|SENTRY_DSN|ELASTIC_APM_\w+)$/iu;

export const azAppInsightsMissing: Rule = {
  id: "az-app-insights-missing",
  title: "The function app sends no telemetry",
  topics: ["10.7", "15.6"],
  category: "observability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/configure-monitoring#enable-application-insights-integration",
  bad: [
    { head: { "main.bicep": app("") } },
    { head: { "main.tf": terraform("") } },
    {
      head: {
        "main.bicep": app("{ name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: 'InstrumentationKey=0' }"),
        "host.json": `{\n  "version": "2.0",\n  "logging": { "logLevel": { "default": "None" } }\n}\n`,
      },
    },
  ],
  good: [
    { head: { "main.bicep": app("{ name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: 'InstrumentationKey=0' }") } },
    { head: { "main.bicep": app("{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'https://otel.example' }") } },
    { head: { "main.tf": terraform('application_insights_connection_string = "InstrumentationKey=0"') } },
    { head: { "main.tf": `variable "settings" {}\n${terraform("").replace('{ REGION = "west" }', "var.settings")}` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const level = hostValue(app, "logging", "logLevel", "default");
      const settings = app.value("appSettings");
      const sends = settings?.kind === "map" && [...settings.entries.keys()].some((name) => telemetry.test(name));
      const isSilenced = textOf(level)?.toLowerCase() === "none" && level !== undefined;
      if (!isSilenced && (sends || !knowsAllSettings(app))) continue;
      yield {
        subject: app,
        claim: "telemetry",
        evidence: isSilenced
          ? [{ at: level.at, note: "nothing is logged" }, { at: app.at }]
          : [{ at: app.placeOf("appSettings"), note: "no Application Insights" }, { at: app.at }],
        what: isSilenced
          ? `\`logging.logLevel.default\` in host.json is \`None\`: ${named(app)} logs nothing, whatever its settings say.`
          : `${named(app)} has no \`APPLICATIONINSIGHTS_CONNECTION_STRING\` among its settings, nor any other exporter of telemetry.`,
        why: `Failures, retries and slow runs leave no trace: there are no logs to search, no metrics of executions and nothing to set alerts on.`,
        fix: isSilenced
          ? `Set the default level to \`Information\` or \`Warning\` and silence single categories instead.`
          : `Set \`APPLICATIONINSIGHTS_CONNECTION_STRING\` to the connection string of an Application Insights resource.`,
        edit: isSilenced ? { kind: "replace", at: level.at, value: "Information" } : undefined,
      };
    }
  },
};
