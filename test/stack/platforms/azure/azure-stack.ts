import { azureModel } from "../../../../src/stack/platforms/azure/azure-model.ts";
import { armReader } from "../../../../src/stack/readers/arm/arm-reader.ts";
import { azureFunctionsReader } from "../../../../src/stack/readers/azure-functions/azure-functions-reader.ts";
import { bicepReader } from "../../../../src/stack/readers/bicep/bicep-reader.ts";
import { terraformReader } from "../../../../src/stack/readers/terraform/terraform-reader.ts";
import type { Resource } from "../../../../src/stack/resource.ts";
import { Stack } from "../../../../src/stack/stack.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";

/** The stack of files, without the code facts of handlers. */
export function azureStack(files: Readonly<Record<string, string>>): Stack {
  const snapshot = memorySnapshot(files);
  const natives = [armReader, bicepReader, azureFunctionsReader, terraformReader].flatMap((reader) => {
    const claimed = [...snapshot.entries.keys()].filter((path) => reader.claims(path));
    return [...reader.read(claimed, snapshot).resources];
  });
  const { resources, links, notes } = azureModel.build(natives.filter((native) => native.platform === "azure"));
  return new Stack({ resources, links, notes, handlers: new Map(), files: new Set() });
}

/** The resource with an id; fails where there is none. */
export function resourceIn(stack: Stack, id: string): Resource {
  const found = stack.find(id);
  if (found === undefined) throw new Error(`no ${id} among ${stack.resources.map((resource) => resource.id).join(", ")}`);
  return found;
}

/** Links as "kind from → to [name]", with "external" for ends outside the stack. */
export function linksOf(stack: Stack): readonly string[] {
  return stack.links.map((link) => `${link.kind} ${link.from.resource?.id ?? "external"} → ${link.to.resource?.id ?? "external"}`);
}
