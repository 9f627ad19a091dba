import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { type Value, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, orDefault, setValue } from "../words.ts";

const bicep = (access: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    ${access}
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-01-01' = {
  name: 'pe-orders'
  properties: {
    privateLinkServiceConnections: [
      {
        name: 'orders'
        properties: {
          privateLinkServiceId: app.id
          groupIds: ['sites']
        }
      }
    ]
  }
}
`;
const terraform = (access: string) => `
resource "azurerm_linux_function_app" "orders" {
  name       = "func-orders"
  https_only = true
  ${access}
  site_config {}
}
resource "azurerm_private_endpoint" "orders" {
  name      = "pe-orders"
  subnet_id = "subnet"
  private_service_connection {
    name                           = "orders"
    private_connection_resource_id = azurerm_linux_function_app.orders.id
    subresource_names              = ["sites"]
    is_manual_connection           = false
  }
}
`;

export const azPublicNetwork: Rule = {
  id: "az-public-network",
  title: "An app with a private endpoint is open to the internet as well",
  topics: ["34.4", "7.3"],
  category: "security",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/app-service/overview-private-endpoint",
  // Both ways in at once can be meant, while callers move over.
  onByDefault: false,
  peers: ["checkov:CKV_AZURE_221"],
  bad: [{ head: { "main.bicep": bicep("publicNetworkAccess: 'Enabled'") } }, { head: { "main.tf": terraform("") } }],
  good: [
    { head: { "main.bicep": bicep("publicNetworkAccess: 'Disabled'") } },
    // With a private endpoint, Azure closes the public one where nobody says otherwise.
    { head: { "main.bicep": bicep("") } },
    { head: { "main.tf": terraform("public_network_access_enabled = false") } },
    { head: { "main.tf": terraform("").replace(/resource "azurerm_private_endpoint"[^]*/u, "") } },
    {
      head: {
        "main.bicep": bicep("publicNetworkAccess: 'Enabled'\n    siteConfig: {\n      ipSecurityRestrictionsDefaultAction: 'Deny'\n    }"),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of deployedApps(stack)) {
      const access = app.string("publicNetworkAccess");
      const endpoint = endpointOf(app, stack);
      if (!access.known || access.value !== "Enabled" || endpoint === undefined || isRestricted(app)) continue;
      // The azurerm provider writes its default; ARM leaves the setting out.
      if (access.isDefault && app.format !== "terraform") continue;
      const name = app.nameInDialect("publicNetworkAccess");
      const closed = app.format === "terraform" ? false : "Disabled";
      yield {
        subject: app,
        claim: "publicNetworkAccess",
        evidence: [
          { at: access.at, note: `open to the internet${orDefault(access)}` },
          { at: endpoint.at, note: "the private way in" },
        ],
        what: `${named(app)} has the private endpoint ${named(endpoint)}, and takes requests from the internet too (\`${name}\`${orDefault(access)}).`,
        why: `The endpoint keeps nobody out: callers and deployments can still reach the app past the network's rules and logs.`,
        fix: `Set \`${name}\` to \`${String(closed)}\`. It is right to wait with it while public callers move over, or while deployments come from outside the network.`,
        edit: setValue(access, closed) ?? addProperty(valueAt(app.properties, "properties"), app.at, { name, value: closed }),
      };
    }
  },
};

/** The private endpoint that leads to the app itself, not to one of its slots. */
function endpointOf(app: Resource, stack: Stack): Resource | undefined {
  return stack.resourcesOf("other", "azure").find((one) => {
    if (one.nativeShape.toLowerCase() !== "microsoft.network/privateendpoints") return false;
    const connections = itemsOf(valueAt(one.properties, "properties", "privateLinkServiceConnections"));
    return connections.some((connection) => {
      const groups = itemsOf(valueAt(connection, "properties", "groupIds")).map(textOf);
      return groups.includes("sites") && isIdOf(valueAt(connection, "properties", "privateLinkServiceId"), app, one);
    });
  });
}

function isIdOf(value: Value | undefined, app: Resource, from: Resource): boolean {
  return value?.kind === "reference" && value.address === app.address && (value.scope ?? from.scope) === app.scope;
}

function isRestricted(app: Resource): boolean {
  const config = valueAt(app.properties, "properties", "siteConfig");
  const action = valueAt(config, "ipSecurityRestrictionsDefaultAction");
  return itemsOf(valueAt(config, "ipSecurityRestrictions")).length > 0 || (action !== undefined && textOf(action) !== "Allow");
}
