import { parseTomlFile } from "../../../syntax/toml-document.ts";
import type { LocalFiles } from "../../readers/cloudformation/local-files.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf, valueAt } from "../../value.ts";

/** What a samconfig file says of one environment. */
export interface SamEnvironment {
  readonly name: string;
  readonly entry: MapEntry;
  /** `parameter_overrides` as words. */
  readonly overrides: readonly Value[];
  readonly template: string | undefined;
  /** It has a section for `sam deploy` of its own. */
  readonly isDeployed: boolean;
}

const names = ["samconfig.toml", "samconfig.yaml", "samconfig.yml"];

/** Whether a path is a configuration of the SAM CLI. */
export function isSamConfiguration(path: string): boolean {
  return names.includes(path.slice(path.lastIndexOf("/") + 1));
}

/** The path of the configuration that holds in a folder. */
export function samConfigurationIn(folder: string, files: LocalFiles): string | undefined {
  return names.map((name) => (folder === "" ? name : `${folder}/${name}`)).find((path) => files.has(path));
}

/** The environments of a configuration that say something of `sam deploy`. */
export function samEnvironments(path: string, files: LocalFiles): readonly SamEnvironment[] {
  const document = path.endsWith(".toml") ? tomlDocument(path, files) : files.document(path);
  if (document?.kind !== "map") return [];
  return [...document.entries.values()].flatMap((entry) => {
    const deploy = valueAt(entry.value, "deploy", "parameters");
    const shared = valueAt(entry.value, "global", "parameters");
    if (entry.name === "version" || (deploy === undefined && shared === undefined)) return [];
    const overrides = entryOf(deploy, "parameter_overrides") ?? entryOf(shared, "parameter_overrides");
    const build = valueAt(entry.value, "build", "parameters");
    const template = [deploy, shared, build].flatMap((section) =>
      ["template_file", "template"].flatMap((name) => textOf(entryOf(section, name)?.value) ?? []),
    );
    return [{ name: entry.name, entry, overrides: itemsOf(overrides?.value), template: template[0], isDeployed: deploy !== undefined }];
  });
}

function tomlDocument(path: string, files: LocalFiles): Value | undefined {
  const content = files.content(path);
  if (content === undefined) return undefined;
  const { document, notes } = parseTomlFile(path, content);
  files.notes.push(...notes);
  return document;
}
