import type { Snapshot } from "../../../change/snapshot.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { Note } from "../../native.ts";
import { type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import type { Binding, DeclaredFunction } from "./declared-function.ts";
import { type FunctionApp, folderOf, nameOf } from "./function-app.ts";
import { scriptFileOf } from "./script-file.ts";

/** The function that a function.json declares; its folder is its name. Undefined where the file is no such thing. */
export function readFunctionJson(path: string, app: FunctionApp, read: { snapshot: Snapshot; notes: Note[] }): DeclaredFunction | undefined {
  const content = read.snapshot.read(path);
  if (content.state !== "text") return undefined;
  const { documents, notes } = parseTemplateFile(path, content);
  read.notes.push(...notes);
  const [document] = documents;
  const bindings = entryOf(document, "bindings");
  if (document?.kind !== "map" || bindings === undefined) return undefined;
  const script = entryOf(document, "scriptFile");
  const file = scriptFileOf(path, textOf(script?.value), { snapshot: read.snapshot, appFolder: app.folder, at: script?.at ?? document.at });
  const known = textOf(file);
  return {
    name: nameOf(folderOf(path)),
    model: "function-json",
    bindings: itemsOf(bindings.value).flatMap(bindingOf),
    scriptFile: file,
    ...(known === undefined ? {} : { scriptFileExists: read.snapshot.entries.has(known) }),
    entryPoint: entryOf(document, "entryPoint")?.value,
    retry: entryOf(document, "retry"),
    disabled: entryOf(document, "disabled"),
    at: document.at,
  };
}

function bindingOf(value: Value): readonly Binding[] {
  const type = textOf(entryOf(value, "type")?.value);
  if (value.kind !== "map" || type === undefined) return [];
  const direction = textOf(entryOf(value, "direction")?.value)?.toLowerCase();
  return [{ type, direction: direction === "out" ? "out" : "in", settings: [...value.entries.values()], at: value.at }];
}
