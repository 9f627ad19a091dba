import { deployedApps, functionsOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Location } from "../../change/location.ts";
import { azureRetirements } from "../../facts/azure-retirements.ts";
import type { Resource } from "../../stack/resource.ts";
import { itemsOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const app = (runtime: string) => `
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp'
  properties: {
    siteConfig: {
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: 'FUNCTIONS_WORKER_RUNTIME', value: '${runtime}' }
      ]
    }
  }
}
`;
const project = (name: string) => `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <AzureFunctionsVersion>v4</AzureFunctionsVersion>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="${name}" Version="4.4.1" />
  </ItemGroup>
</Project>
`;
const host = `{ "version": "2.0" }\n`;
const endOfSupport = azureRetirements.inProcessModel.end;

export const azDotnetInProcess: Rule = {
  id: "az-dotnet-in-process",
  title: "The .NET code runs in the Functions host's own process",
  topics: ["1.2", "10.2"],
  category: "deployment",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/migrate-dotnet-to-isolated-model",
  bad: [{ head: { "main.bicep": app("dotnet") } }, { head: { "host.json": host, "Orders.csproj": project("Microsoft.NET.Sdk.Functions") } }],
  good: [
    { head: { "main.bicep": app("dotnet-isolated") } },
    { head: { "host.json": host, "Orders.csproj": project("Microsoft.Azure.Functions.Worker") } },
    { head: { "main.bicep": app("node") } },
  ],
  *check({ stack, now }): Iterable<Draft> {
    const isOver = now.toISOString().slice(0, 10) >= endOfSupport;
    const deployed = new Set(deployedApps(stack));
    for (const app of stack.resourcesOf("function-app", "azure")) {
      const proofs = proofsOf(app);
      const [first] = proofs;
      if (first === undefined) continue;
      const count = functionsOf(stack, app).length;
      yield {
        subject: app,
        claim: "in-process",
        evidence: [...proofs, ...(deployed.has(app) ? [{ at: app.at }] : [])],
        what: `${named(app)}${count === 0 ? "" : ` with its ${count === 1 ? "function" : `${count} functions`}`} uses the in-process model of .NET, of which the support ${isOver ? "ended" : "ends"} on ${endOfSupport}.`,
        why: `The model stays at .NET 8, which ${isOver ? "is" : "will be"} out of support as well: no fixes, and no way to a newer .NET. Code of the isolated model does not start under \`FUNCTIONS_WORKER_RUNTIME=dotnet\`.`,
        fix: `Move to the isolated worker model (\`Microsoft.Azure.Functions.Worker\`, \`FUNCTIONS_WORKER_RUNTIME=dotnet-isolated\`); Microsoft's guide goes through it step by step.`,
      };
    }
  },
};

function proofsOf(app: Resource): readonly { readonly at: Location; readonly note: string }[] {
  const worker = app.string("workerRuntime");
  const model = itemsOf(app.value("programmingModels")).find((item) => textOf(item) === "dotnet-in-process");
  return [
    ...(worker.known && worker.value.toLowerCase() === "dotnet" ? [{ at: worker.at, note: "the in-process model" }] : []),
    ...(model === undefined ? [] : [{ at: model.at, note: "code of the in-process model" }]),
  ];
}
