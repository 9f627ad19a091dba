import type { EditPlan } from "../../findings/edit-plan.ts";
import { languageEndOf, newestOnLinuxConsumption } from "../../facts/azure-languages.ts";
import { deployedApps, planOf, tierOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { KnownSetting } from "../../stack/setting.ts";
import type { Stack } from "../../stack/stack.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, placesOf, setValue } from "../words.ts";

const app = (config: string, before = "") => `${before}
resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-orders'
  kind: 'functionapp,linux'
  properties: {
    ${config}
  }
}
`;
const linux = (version: string) => app(`siteConfig: {\n      linuxFxVersion: ${version}\n    }`);
const windows = (config: string) => app(`siteConfig: {\n      ${config}\n    }`).replace("functionapp,linux", "functionapp");
const consumption = (version: string) =>
  app(
    `serverFarmId: plan.id\n    siteConfig: {\n      linuxFxVersion: ${version}\n    }`,
    "resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {\n  name: 'plan'\n  kind: 'linux'\n  sku: {\n    name: 'Y1'\n  }\n  properties: {\n    reserved: true\n  }\n}\n",
  );
const flex = (name: string, version: string) =>
  app(`functionAppConfig: {\n      runtime: {\n        name: '${name}'\n        version: '${version}'\n      }\n    }`);
const terraform = (version: string) => `
resource "azurerm_linux_function_app" "orders" {
  name = "func-orders"
  site_config {
    application_stack {
      node_version = "${version}"
    }
  }
}
`;

export const azLanguageEol: Rule = {
  id: "az-language-eol",
  title: "The language version gets no more security fixes",
  topics: ["1.5", "7.6"],
  category: "security",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/supported-languages",
  peers: ["psrule:Azure.AppService.NodeJsVersion"],
  bad: [
    { head: { "main.bicep": linux("'NODE|18'") } },
    { head: { "main.bicep": flex("python", "3.10") } },
    { head: { "main.tf": terraform("20") } },
    { head: { "azuredeploy.json": armFunctionApp({ properties: { siteConfig: { linuxFxVersion: "PYTHON|3.9" } } }) } },
    { head: { "main.bicep": `param image string = 'NODE|18'\n${linux("image")}` } },
    { head: { "main.bicep": windows("nodeVersion: 'NODE|18-lts'") } },
    { head: { "main.bicep": consumption("'NODE|18'") } },
    { head: { "main.bicep": consumption("'DOTNET-ISOLATED|8.0'") } },
  ],
  good: [
    { head: { "main.bicep": linux("'NODE|22'") } },
    { head: { "main.bicep": linux("'PYTHON|3.12'") } },
    { head: { "main.bicep": flex("dotnet-isolated", "10.0") } },
    { head: { "main.tf": terraform("24") } },
    { head: { "main.bicep": `param image string\n${linux("image")}` } },
  ],
  *check({ stack, now }): Iterable<Draft> {
    const today = now.toISOString().slice(0, 10);
    for (const app of deployedApps(stack)) {
      const setting = app.string("languageVersion");
      const written = setting.known ? versionOf(setting.value, app) : undefined;
      const end = written === undefined ? undefined : languageEndOf(written.language, written.version);
      if (!setting.known || written === undefined || end === undefined || today < end.end) continue;
      const successor = isOnLinuxConsumption(app, stack) ? newestOfPlan(written.language, today) : end.successor;
      yield {
        subject: app,
        claim: `language:${written.language}`,
        evidence: [...placesOf(setting, `${end.language} ended on ${end.end}`), { at: app.at }],
        what: `${named(app)} runs on ${end.language} (\`${setting.nativeName}\`), of which the support ended on ${end.end}.`,
        why: `The language and its worker get no security fixes, and Azure gives no support for apps on it; later it is taken out of the images and a restart can fail.`,
        fix:
          successor === null
            ? `Move to a Flex Consumption plan and there to version ${end.successor}: the Consumption plan on Linux gets no new versions, and has none left that is supported. Run the tests on it; packages with native code have to be built for it.`
            : `Move to version ${successor} and run the tests on it; packages with native code have to be built for it.`,
        edit: successor !== null && interpreted.has(written.language.toLowerCase()) ? moveTo(successor, setting) : undefined,
      };
    }
  },
};

/** Languages that need no other build for another version. */
const interpreted: ReadonlySet<string> = new Set(["node", "python", "powershell"]);

function isOnLinuxConsumption(app: Resource, stack: Stack): boolean {
  const systems = [app, planOf(stack, app)].map((one) => one?.string("operatingSystem"));
  return tierOf(stack, app) === "consumption" && systems.some((one) => one?.known === true && one.value === "linux");
}

/** The newest version of a plan that gets no new ones; null where it is out of support too. */
function newestOfPlan(language: string, today: string): string | null {
  const newest = newestOnLinuxConsumption(language);
  const end = newest === undefined ? undefined : languageEndOf(language, newest);
  return newest !== undefined && end !== undefined && today < end.end ? newest : null;
}

/** Settings of a site that may name the language too; other places hold the version alone, with the sign that went before it. */
const written: ReadonlySet<string> = new Set(["linuxFxVersion", "nodeVersion", "pythonVersion", "powerShellVersion"]);

function moveTo(successor: string, setting: KnownSetting<string>): EditPlan | undefined {
  const text = setting.value;
  const start = written.has(setting.nativeName) ? text.slice(0, text.indexOf("|") + 1) : text.startsWith("~") ? "~" : "";
  return setValue(setting, `${start}${successor}`);
}

/** Language and version of `NODE|20`, or of a Windows app: the worker's name and its version setting. */
function versionOf(text: string, app: Resource): { readonly language: string; readonly version: string } | undefined {
  const bar = text.indexOf("|");
  if (bar !== -1) return { language: text.slice(0, bar), version: text.slice(bar + 1) };
  const worker = app.string("workerRuntime");
  return worker.known && text !== "" ? { language: worker.value, version: text } : undefined;
}
