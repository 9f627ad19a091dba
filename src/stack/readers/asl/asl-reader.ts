import { posix } from "node:path";
import type { Snapshot } from "../../../change/snapshot.ts";
import type { NativeResource, Reader, Reading } from "../../native.ts";
import { type Value, entryOf } from "../../value.ts";
import { entry, map, scalar } from "../../value-builders.ts";
import { mayBeCdk } from "../cdk/claims.ts";
import { isTemplatePath } from "../cloudformation/claims.ts";
import { LocalFiles } from "../cloudformation/local-files.ts";

const endings = [".asl.json", ".asl.yaml", ".asl.yml"];

/**
 * Definitions of state machines that no template names. Templates and infrastructure code are claimed too, only to see which definitions they name: those are read with the
 * template.
 */
export const aslReader: Reader = {
  format: "asl",
  claims: (path) => isDefinition(path) || isTemplatePath(path) || path.endsWith(".tf") || mayBeCdk(path),
  read: readDefinitions,
};

function isDefinition(path: string): boolean {
  return endings.some((ending) => path.endsWith(ending));
}

function readDefinitions(paths: readonly string[], snapshot: Snapshot): Reading {
  const files = new LocalFiles(snapshot);
  const definitions = paths.filter(isDefinition);
  const others = definitions.length === 0 ? [] : paths.filter((path) => !isDefinition(path));
  const named = namesIn(others, snapshot, new Set(definitions.map((path) => posix.basename(path))));
  const resources = definitions.filter((path) => !named.has(posix.basename(path))).flatMap((path) => readDefinition(path, files));
  return { resources, notes: files.notes, files: [...files.read] };
}

/** File names that some template mentions. */
function namesIn(paths: readonly string[], snapshot: Snapshot, names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const content = snapshot.read(path);
    if (content.state !== "text") continue;
    for (const name of names) if (content.text.includes(name)) found.add(name);
  }
  return found;
}

function readDefinition(path: string, files: LocalFiles): readonly NativeResource[] {
  const definition = files.document(path);
  if (definition === undefined || !isStateMachine(definition)) return [];
  const at = definition.at;
  const name = posix.basename(path).replace(/\.asl\.\w+$/, "");
  return [
    {
      platform: "aws",
      format: "asl",
      scope: path,
      address: name,
      name,
      type: "AWS::StepFunctions::StateMachine",
      nativeType: "AWS::StepFunctions::StateMachine",
      at,
      properties: map([entry("Definition", definition, { at }), entry("DefinitionPath", scalar(path, at), { at })], at),
      attributes: new Map(),
      conditional: false,
      implicit: false,
    },
  ];
}

function isStateMachine(definition: Value): boolean {
  return entryOf(definition, "States")?.value.kind === "map";
}
