import type { EditPlan } from "../../findings/edit-plan.ts";
import { languageEndOf } from "../../facts/azure-languages.ts";
import { deployedApps } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { textOf } from "../../stack/value.ts";
import { armFunctionApp } from "../examples/arm-template.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

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
      const written = versionOf(app);
      const end = written === undefined ? undefined : languageEndOf(written.language, written.version);
      if (written === undefined || end === undefined || today < end.end) continue;
      const at = app.placeOf("languageVersion");
      yield {
        subject: app,
        claim: `language:${written.language}`,
        evidence: [{ at, note: `${end.language} ended on ${end.end}` }, { at: app.at }],
        what: `${named(app)} runs on ${end.language} (\`${app.nameInDialect("languageVersion")}\`), of which the support ended on ${end.end}.`,
        why: `The language and its worker get no security fixes, and Azure gives no support for apps on it; later it is taken out of the images and a restart can fail.`,
        fix: `Move to version ${end.successor} and run the tests on it; packages with native code have to be built for it.`,
        edit: interpreted.has(written.language.toLowerCase()) ? moveTo(end.successor, app) : undefined,
      };
    }
  },
};

/** Languages that need no other build for another version. */
const interpreted: ReadonlySet<string> = new Set(["node", "python", "powershell"]);

/** `linuxFxVersion` names the language too; other places hold the version alone, with the sign that went before it. */
function moveTo(successor: string, app: Resource): EditPlan | undefined {
  const value = app.value("languageVersion");
  const text = textOf(value) ?? "";
  const isWhole = app.nameInDialect("languageVersion") === "linuxFxVersion";
  const start = isWhole ? text.slice(0, text.indexOf("|") + 1) : text.startsWith("~") ? "~" : "";
  return value && { kind: "replace", at: value.at, value: `${start}${successor}` };
}

/** Language and version of `NODE|20`, or of a Windows app: the worker's name and its version setting. */
function versionOf(app: Resource): { readonly language: string; readonly version: string } | undefined {
  const text = textOf(app.value("languageVersion"));
  if (text === undefined) return undefined;
  const bar = text.indexOf("|");
  if (bar !== -1) return { language: text.slice(0, bar), version: text.slice(bar + 1) };
  const worker = app.string("workerRuntime");
  return worker.known && text !== "" ? { language: worker.value, version: text } : undefined;
}
