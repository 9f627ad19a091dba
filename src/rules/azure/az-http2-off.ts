import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, orDefault } from "../words.ts";
import { servesHttp } from "./serves-http.ts";
import { writeSiteConfig } from "./write-site-setting.ts";

const app = (config: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    ${config}
  }
}
`;
const terraform = (line: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {
    minimum_tls_version = "1.2"
    ${line}
  }
}
`;
const host = `{ "version": "2.0" }\n`;
const timer = `{ "bindings": [{ "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 0 3 * * *" }] }\n`;

export const azHttp2Off: Rule = {
  id: "az-http2-off",
  title: "Callers cannot use HTTP/2",
  topics: ["3.1", "10.2"],
  category: "performance",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/app-service/configure-common#configure-general-settings",
  // One of many small settings; clients agree on HTTP/1.1 without it.
  onByDefault: false,
  peers: ["checkov:CKV_AZURE_67", "psrule:Azure.AppService.HTTP2"],
  bad: [
    { head: { "main.bicep": app("siteConfig: {\n      http20Enabled: false\n    }") } },
    { head: { "main.bicep": app("") } },
    { head: { "main.tf": terraform("") } },
    { head: { "azuredeploy.json": armFunctionApp({ properties: { siteConfig: { minTlsVersion: "1.2" } } }) } },
  ],
  good: [
    { head: { "main.bicep": app("siteConfig: {\n      http20Enabled: true\n    }") } },
    { head: { "main.tf": terraform("http2_enabled = true") } },
    { head: { "main.tf": `variable "http2" {}\n${terraform("http2_enabled = var.http2")}` } },
    { head: { "main.bicep": app(""), "host.json": host, "Nightly/function.json": timer } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const http2 = app.boolean("http20");
      if (!http2.known || http2.value || !servesHttp(stack, app)) continue;
      const name = app.nameInDialect("http20");
      yield {
        subject: app,
        claim: "http20",
        evidence: [{ at: http2.at, note: http2.isDefault ? "HTTP/1.1 only" : "" }, { at: app.at }],
        what: `${named(app)} speaks HTTP/1.1 only: \`${name}\` is \`false\`${orDefault(http2)}.`,
        why: `Browsers open several connections where one would do, and repeat their headers with each request: pages that make many calls get slower.`,
        fix: `Set \`${name}\` to \`true\`; clients that do not know HTTP/2 go on as before. It hardly matters for callers that make one request at a time.`,
        edit: writeSiteConfig(app, "http20", true),
      };
    }
  },
};
