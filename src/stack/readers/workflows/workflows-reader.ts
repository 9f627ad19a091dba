import type { Snapshot } from "../../../change/snapshot.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { NativeResource, Note, Reader, Reading } from "../../native.ts";
import { entry, map, scalar } from "../../value-builders.ts";
import { isTemplatePath } from "../cloudformation/claims.ts";
import { workflowDefinition } from "./workflow-definition.ts";

/**
 * Definitions for Google's Workflows that no Terraform module reads: YAML and JSON files, told by their content. Terraform files are claimed too, only to see
 * which definitions they name.
 */
export const workflowsReader: Reader = {
  format: "workflows",
  claims: (path) => isTemplatePath(path) || path.endsWith(".tf"),
  read: readWorkflows,
};

function readWorkflows(paths: readonly string[], snapshot: Snapshot): Reading {
  const notes: Note[] = [];
  const found = paths.filter((path) => !path.endsWith(".tf")).flatMap((path) => readDefinition(path, snapshot, notes) ?? []);
  const terraform = found.length === 0 ? [] : paths.filter((path) => path.endsWith(".tf"));
  const named = namesIn(terraform, snapshot, new Set(found.map((native) => fileName(native.scope))));
  const resources = found.filter((native) => !named.has(fileName(native.scope)));
  return { resources, notes, files: resources.map((native) => native.scope) };
}

/** File names that some Terraform file mentions. */
function namesIn(paths: readonly string[], snapshot: Snapshot, names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const content = snapshot.read(path);
    if (content.state !== "text") continue;
    for (const name of names) if (content.text.includes(name)) found.add(name);
  }
  return found;
}

function readDefinition(path: string, snapshot: Snapshot, notes: Note[]): NativeResource | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text" || !mayBeWorkflow(content.text)) return undefined;
  const parsed = parseTemplateFile(path, content);
  const [document] = parsed.documents;
  const definition = document && workflowDefinition(document);
  if (definition === undefined) return undefined;
  notes.push(...parsed.notes);
  const { at } = definition;
  const name = fileName(path).replace(/(?:\.workflows?)?\.\w+$/u, "");
  return {
    platform: "google",
    format: "workflows",
    scope: path,
    address: name,
    name,
    type: "google_workflows_workflow",
    nativeType: "workflow",
    at,
    properties: map([entry("name", scalar(name, at)), entry("source_contents", definition, { at })], at),
    attributes: new Map(),
    conditional: false,
    implicit: false,
  };
}

/** Words that every definition has, before the file is parsed. */
function mayBeWorkflow(text: string): boolean {
  return (text.includes("steps") && text.includes("main")) || (text.includes("call") && text.trimStart().startsWith("-"));
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
