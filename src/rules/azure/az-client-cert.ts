import type { EditPlan } from "../../findings/edit-plan.ts";
import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { type Value, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { servesHttp } from "./serves-http.ts";

const app = (lines: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    ${lines}
  }
}
`;
const terraform = (lines: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {}
  ${lines}
}
`;

export const azClientCert: Rule = {
  id: "az-client-cert",
  title: "Callers need no client certificate",
  topics: ["7.4", "34.1"],
  category: "security",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/app-service/app-service-web-configure-tls-mutual-auth",
  // Few systems give their callers certificates; turn it on where yours does.
  onByDefault: false,
  bad: [
    { head: { "main.bicep": app("clientCertEnabled: true\n    clientCertMode: 'Optional'") } },
    { head: { "main.bicep": app("clientCertEnabled: false\n    clientCertMode: 'Required'") } },
    { head: { "main.tf": terraform('client_certificate_enabled = true\n  client_certificate_mode    = "Optional"') } },
    { head: { "main.tf": terraform("") } },
  ],
  good: [
    { head: { "main.bicep": app("clientCertEnabled: true\n    clientCertMode: 'Required'") } },
    { head: { "main.bicep": `param mode string\n${app("clientCertEnabled: true\n    clientCertMode: mode")}` } },
    { head: { "main.bicep": app("publicNetworkAccess: 'Disabled'") } },
    { head: { "main.tf": terraform("auth_settings_v2 {\n    auth_enabled = true\n  }") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const enabled = valueAt(app.properties, "properties", "clientCertEnabled");
      const mode = app.value("clientCertificateMode");
      if (isUnknown(enabled) || isUnknown(mode) || asksOtherwise(app) || !servesHttp(stack, app)) continue;
      const isOn = textOf(enabled) === "true";
      const asked = textOf(mode) ?? (app.format === "terraform" ? "Optional" : "Required");
      if (isOn && asked === "Required") continue;
      yield {
        subject: app,
        claim: "clientCertificateMode",
        evidence: [{ at: (isOn ? mode : enabled)?.at ?? app.placeOf("clientCertificateMode"), note: isOn ? asked : "off" }, { at: app.at }],
        what: isOn
          ? `${named(app)} takes client certificates, and lets callers in without one too (\`${asked}\`).`
          : `${named(app)} asks its callers for no client certificate.`,
        why: `What tells callers apart is then a key in the request or nothing: whoever gets hold of it can call from everywhere, which a certificate's private key would prevent.`,
        fix: `Turn client certificates on with the mode \`Required\` and check the certificate in the code. It does not matter where callers sign in with tokens, or come through a gateway that asks them.`,
        edit: editOf({ enabled, mode, isOn }),
      };
    }
  },
};

function isUnknown(value: Value | undefined): boolean {
  return value !== undefined && value.kind !== "scalar";
}

/** Easy Auth, a closed network, or settings that may be either. */
function asksOtherwise(app: Resource): boolean {
  const [auth, access] = [app.boolean("authEnabled"), app.string("publicNetworkAccess")];
  return auth.state === "unknown" || (auth.known && auth.value) || access.state === "unknown" || (access.known && access.value === "Disabled");
}

/** Certain only where one of both settings is right already. */
function editOf(written: { enabled: Value | undefined; mode: Value | undefined; isOn: boolean }): EditPlan | undefined {
  const { enabled, mode, isOn } = written;
  if (isOn) return mode && { kind: "replace", at: mode.at, value: "Required" };
  return textOf(mode) === "Required" && enabled !== undefined ? { kind: "replace", at: enabled.at, value: true } : undefined;
}
