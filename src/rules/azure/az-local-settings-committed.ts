import { itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const settings = (bus: string) => `{
  "IsEncrypted": false,
  "Values": {
    "AzureWebJobsStorage": "UseDevelopmentStorage=true",
    "FUNCTIONS_WORKER_RUNTIME": "node",
    "OrdersBus": "${bus}"
  }
}
`;

export const azLocalSettingsCommitted: Rule = {
  id: "az-local-settings-committed",
  title: "local.settings.json with real keys is in the repository",
  topics: ["29.5", "7.2"],
  category: "security",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file",
  bad: [
    {
      head: {
        "local.settings.json": settings(
          "Endpoint=sb://sb-orders.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=bm90LWEtcmVhbC1rZXk=",
        ),
      },
    },
  ],
  good: [
    {
      head: {
        "local.settings.json": settings("Endpoint=sb://localhost;SharedAccessKeyName=x;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;"),
      },
    },
    { head: { "local.settings.json": settings("<connection string of your own namespace>") } },
    { head: { "local.settings.json": settings("@Microsoft.KeyVault(VaultName=kv;SecretName=bus)") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const file of stack.resourcesOf("other", "azure")) {
      if (file.nativeShape !== "AzureFunctions/local-settings") continue;
      for (const secret of itemsOf(valueAt(file.properties, "secretNames"))) {
        const name = textOf(secret) ?? "a value";
        yield {
          subject: file,
          claim: `secret:${name}`,
          evidence: [{ at: secret.at, note: "looks like a real key" }],
          what: `${named(file)} is committed, and its value ${named(name)} looks like a real key.`,
          why: `Everybody who can read the repository or its history can use the key; it stays in the history after the file is gone, so it has to count as leaked.`,
          fix: `Rotate the key, take the file out of the repository and put \`local.settings.json\` into .gitignore; keep a local.settings.example.json without values.`,
        };
      }
    }
  },
};
