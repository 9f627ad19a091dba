import type { Snapshot } from "../../../change/snapshot.ts";
import type { NativeResource, Note, Reader, Reading } from "../../native.ts";
import type { Value } from "../../value.ts";
import { entry, list, map, reference, scalar } from "../../value-builders.ts";
import { azdServices } from "./azd-services.ts";
import { type DeclaredFunction, functionProperties, nameInSource } from "./declared-function.ts";
import { type FunctionApp, functionApps, nameOf } from "./function-app.ts";
import { readLocalSettings } from "./local-settings.ts";
import { type DotnetProject, readDotnetProject } from "./project-files.ts";
import { publishedNamesOf } from "./published-names.ts";
import { readFunctionJson } from "./read-function-json.ts";
import { readSources } from "./sources/read-sources.ts";

const claimedNames = new Set(["host.json", "function.json", "local.settings.json", "azure.yaml", "azure.yml"]);

/** Function apps: a folder with host.json, and the functions that function.json files or the code in it declare. */
export const azureFunctionsReader: Reader = {
  format: "host-json",
  claims: (path) => claimedNames.has(nameOf(path)) || path.endsWith(".csproj"),
  read: readApps,
};

function readApps(paths: readonly string[], snapshot: Snapshot): Reading {
  const notes: Note[] = [];
  const files = new Set<string>();
  const named = (name: string) => paths.filter((path) => nameOf(path) === name);
  const apps = functionApps(named("host.json"), snapshot, notes);
  const services = new Map([...named("azure.yaml"), ...named("azure.yml")].flatMap((path) => [...azdServices(path, snapshot)]));
  const publishedNames = apps.length === 0 ? new Map<string, Value>() : publishedNamesOf(snapshot);
  const resources: NativeResource[] = [];
  for (const app of apps) {
    files.add(app.hostPath);
    const projects = app.paths.filter((path) => path.endsWith(".csproj")).flatMap((path) => readDotnetProject(path, snapshot) ?? []);
    const declared = [
      ...functionsInJson(app, snapshot, notes),
      ...readSources(app, { snapshot, isInProcess: projects.some((one) => one.model === "dotnet-in-process"), notes }),
    ];
    for (const one of [...projects.map((project) => project.path), ...declared.map((one) => one.at.path)]) files.add(one);
    const published = publishedNames.get(app.folder);
    resources.push(
      appNative(app, { declared, projects, service: services.get(app.folder), published }),
      ...declared.map((one) => functionNative(one, app)),
    );
  }
  for (const path of named("local.settings.json")) {
    const native = readLocalSettings(path, snapshot);
    if (native === undefined) continue;
    files.add(path);
    resources.push(native);
  }
  return { resources, notes, files: [...files] };
}

function functionsInJson(app: FunctionApp, snapshot: Snapshot, notes: Note[]): readonly DeclaredFunction[] {
  return app.paths.filter((path) => nameOf(path) === "function.json").flatMap((path) => readFunctionJson(path, app, { snapshot, notes }) ?? []);
}

function appNative(
  app: FunctionApp,
  found: {
    declared: readonly DeclaredFunction[];
    projects: readonly DotnetProject[];
    service: Value | undefined;
    published: Value | undefined;
  },
): NativeResource {
  const { at } = app.host;
  const models = new Map<string, Value>();
  for (const project of found.projects) models.set(project.model, scalar(project.model, project.modelAt));
  for (const one of found.declared) if (!models.has(one.model)) models.set(one.model, scalar(one.model, one.at));
  const properties = [
    entry("host", app.host),
    entry("folder", scalar(app.folder, at)),
    entry("programmingModels", list([...models.values()], at)),
    ...found.projects.slice(0, 1).map((project) => entry("dotnet", project.facts)),
    ...(found.service === undefined ? [] : [entry("azdService", found.service)]),
    ...(found.published === undefined ? [] : [entry("publishedAs", found.published)]),
    ...(app.paths.some((path) => nameOf(path) === "extensions.csproj") ? [entry("extensionProject", scalar(true, at))] : []),
  ];
  return {
    ...common,
    format: "host-json",
    scope: app.folder,
    address: "host.json",
    name: nameOf(app.folder) || "function-app",
    type: "AzureFunctions/app",
    nativeType: "host.json",
    at,
    properties: map(properties, at),
  };
}

const common = { platform: "azure", attributes: new Map<string, string>(), conditional: false, implicit: false } as const;

function functionNative(declared: DeclaredFunction, app: FunctionApp): NativeResource {
  const inJson = declared.model === "function-json";
  return {
    ...common,
    format: inJson ? "function-json" : "functions-source",
    scope: app.folder,
    address: `function:${declared.name}`,
    name: declared.name,
    type: "AzureFunctions/function",
    nativeType: inJson ? "function.json" : declared.model,
    at: declared.at,
    properties: functionProperties(declared, reference("host.json", declared.at)),
    nativeNames: (property) => nameInSource(declared.model, property),
  };
}
