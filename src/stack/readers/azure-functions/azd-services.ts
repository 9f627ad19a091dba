import type { Snapshot } from "../../../change/snapshot.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import { type Value, entryOf, textOf } from "../../value.ts";
import { pathBeside } from "../arm/template-library.ts";
import { scalar } from "../../value-builders.ts";

/** The services of azure.yaml (Azure Developer CLI) by their folder: a resource tagged `azd-service-name` runs the code of the service. */
export function azdServices(path: string, snapshot: Snapshot): ReadonlyMap<string, Value> {
  const services = new Map<string, Value>();
  const content = snapshot.read(path);
  if (content.state !== "text") return services;
  const [document] = parseTemplateFile(path, content).documents;
  const declared = entryOf(document, "services")?.value;
  if (declared?.kind !== "map") return services;
  for (const one of declared.entries.values()) {
    const project = textOf(entryOf(one.value, "project")?.value);
    const folder = project === undefined ? undefined : pathBeside(path, project);
    if (folder !== undefined) services.set(folder === "." ? "" : folder.endsWith("/") ? folder.slice(0, -1) : folder, scalar(one.name, one.key));
  }
  return services;
}
