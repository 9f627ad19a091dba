import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const app = (state: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      ftpsState: '${state}'
    }
  }
}
`;
const terraform = (line: string) => `
resource "azurerm_windows_function_app" "orders" {
  name = "func-orders"
  site_config {
    ${line}
  }
}
`;

export const azFtps: Rule = {
  id: "az-ftps",
  title: "Code can be deployed over unencrypted FTP",
  topics: ["34.4", "10.2"],
  category: "security",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/app-service/deploy-ftp#enforce-ftps",
  peers: ["template-analyzer:TA-000009"],
  bad: [
    { head: { "main.bicep": app("AllAllowed") } },
    { head: { "main.tf": terraform('ftps_state = "AllAllowed"') } },
    { head: { "azuredeploy.json": armFunctionApp({ properties: { siteConfig: { ftpsState: "AllAllowed" } } }) } },
  ],
  good: [
    { head: { "main.bicep": app("FtpsOnly") } },
    { head: { "main.bicep": app("Disabled") } },
    { head: { "main.tf": terraform("http2_enabled = true") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const state = app.string("ftpsState");
      // What holds where nobody wrote it differs between ways and times of creation.
      if (!state.known || state.isDefault || state.value !== "AllAllowed") continue;
      yield {
        subject: app,
        claim: "ftpsState",
        evidence: [{ at: state.at }, { at: app.at }],
        what: `\`${state.nativeName}\` of ${named(app)} is \`AllAllowed\`: files of the app can be read and replaced over plain FTP.`,
        why: `The deployment user's password and the code travel unencrypted; whoever reads them can put other code into the app.`,
        fix: `Set \`${state.nativeName}\` to \`Disabled\` where nobody deploys by FTP, otherwise to \`FtpsOnly\`.`,
        edit: setValue(state, "Disabled"),
      };
    }
  },
};
