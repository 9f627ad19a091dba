import { deployedApps, functionsOf, hostValue, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const site = (symbol: string, account: string) => `
resource ${symbol} 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${symbol}'
  kind: 'functionapp,linux'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: 'AzureWebJobsStorage__accountName', value: ${account}.name }
      ]
    }
  }
}
`;
const account = (symbol: string) => `
resource ${symbol} 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'st${symbol}'
}
`;
const terraform = (second: string) => `
resource "azurerm_storage_account" "one" {
  name = "stone"
}
resource "azurerm_storage_account" "two" {
  name = "sttwo"
}
resource "azurerm_linux_function_app" "orders" {
  name                 = "func-orders"
  storage_account_name = azurerm_storage_account.one.name
  site_config {}
}
resource "azurerm_linux_function_app" "mail" {
  name                 = "func-mail"
  storage_account_name = azurerm_storage_account.${second}.name
  site_config {}
}
`;

/** Triggers that write leases, checkpoints and receipts into the host's account all the time. */
const busy: ReadonlySet<string> = new Set(["durable", "event-hubs", "blob"]);

export const azSharedStorageAccount: Rule = {
  id: "az-shared-storage-account",
  title: "Two function apps keep their state in one storage account",
  topics: ["10.2", "7.3"],
  category: "reliability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/storage-considerations#shared-storage-accounts",
  bad: [{ head: { "main.bicep": account("shared") + site("orders", "shared") + site("mail", "shared") } }, { head: { "main.tf": terraform("one") } }],
  good: [
    { head: { "main.bicep": account("one") + account("two") + site("orders", "one") + site("mail", "two") } },
    { head: { "main.tf": terraform("two") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const byAccount = new Map<string, Resource[]>();
    for (const app of deployedApps(stack)) {
      const value = app.value("storageAccount");
      if (value?.kind !== "reference" || app.conditional) continue;
      const key = `${value.scope ?? app.scope} ${value.address}`;
      byAccount.set(key, [...(byAccount.get(key) ?? []), app]);
    }
    for (const [key, apps] of byAccount) {
      const [first, second] = apps;
      if (first === undefined || second === undefined) continue;
      const hub = sharedHub(apps);
      const uses = apps.flatMap((app) => triggersIn(stack, app).map(serviceOf)).find((service) => busy.has(service));
      yield {
        subject: { id: `azure:storage-account:${key}` },
        claim: `shared:${apps
          .map((app) => app.name)
          .toSorted()
          .join(",")}`,
        evidence: apps.toReversed().map((app) => ({ at: app.placeOf("storageAccount"), note: named(app) })),
        what: `${apps.slice(0, -1).map(named).join(", ")} and ${apps.slice(-1).map(named).join("")} use the same storage account as their \`AzureWebJobsStorage\`${hub === undefined ? "" : `, and the same task hub ${named(hub)}`}.`,
        why:
          hub === undefined
            ? `The apps share the account's throughput and its locks: load or a lost key of one slows or stops the other, and apps whose names begin with the same 32 characters take each other's timers and leases.`
            : `Orchestrations of both apps lie in the same queues and tables: each app takes messages of the other, does not know their functions, and instances get stuck.`,
        fix: `Give each app a storage account of its own${hub === undefined ? "" : `, or at least a task hub of its own (\`extensions.durableTask.hubName\`)`}.`,
        severity: hub !== undefined ? "high" : uses === undefined && apps.some((app) => functionsOf(stack, app).length > 0) ? "low" : "medium",
      };
    }
  },
};

/** The task hub that two of the apps name alike in host.json. */
function sharedHub(apps: readonly Resource[]): string | undefined {
  const names = apps.flatMap((app) => textOf(hostValue(app, "extensions", "durableTask", "hubName")) ?? []);
  return names.find((name, index) => !name.includes("%") && names.indexOf(name) !== index);
}
