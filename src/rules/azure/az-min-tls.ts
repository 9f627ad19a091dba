import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const app = (version: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      minTlsVersion: ${version}
    }
  }
}
`;
const terraform = (version: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {
    minimum_tls_version = "${version}"
  }
}
`;
const weak: ReadonlySet<string> = new Set(["1.0", "1.1"]);

export const azMinTls: Rule = {
  id: "az-min-tls",
  title: "The function app accepts TLS older than 1.2",
  topics: ["34.2", "7.5"],
  category: "security",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/app-service/overview-tls",
  peers: ["checkov:CKV_AZURE_145", "template-analyzer:TA-000011"],
  bad: [
    { head: { "main.bicep": app("'1.0'") } },
    { head: { "main.tf": terraform("1.1") } },
    { head: { "azuredeploy.json": armFunctionApp({ properties: { siteConfig: { minTlsVersion: "1.0" } } }) } },
  ],
  good: [
    { head: { "main.bicep": app("'1.2'") } },
    { head: { "main.tf": terraform("1.3") } },
    { head: { "main.bicep": app("'1.0'").replace("      minTlsVersion: '1.0'\n", "") } },
    { head: { "main.bicep": `param tls string\n${app("tls")}` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const version = app.string("minimumTlsVersion");
      if (!version.known || !weak.has(version.value)) continue;
      yield {
        subject: app,
        claim: "minimumTlsVersion",
        evidence: [{ at: version.at }, { at: app.at }],
        what: `${named(app)} lets callers agree on TLS ${version.value} (\`${version.nativeName}\`).`,
        why: `TLS 1.0 and 1.1 have known weaknesses and are refused by current browsers, scanners and PCI DSS: an attacker on the path can talk a client down to them.`,
        fix: `Set \`${version.nativeName}\` to \`1.2\`, the platform's own default, or to \`1.3\`.`,
        edit: setValue(version, "1.2"),
      };
    }
  },
};
