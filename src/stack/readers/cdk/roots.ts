import { posix } from "node:path";
import type { Snapshot } from "../../../change/snapshot.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import { entryOf, textOf } from "../../value.ts";
import { folderOf } from "./evaluate/project-path.ts";

/** The file that a cdk.json starts: the one that its `app` command names, also where the command names the compiled file. */
export function entryOfProject(path: string, snapshot: Snapshot): string | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text") return undefined;
  const [document] = parseTemplateFile(path, content).documents;
  const command = document === undefined ? undefined : textOf(entryOf(document, "app")?.value);
  const folder = folderOf(path);
  for (const word of command?.split(/[\s"'=]+/u) ?? []) {
    const found = sourceOf(posix.join(folder, word), snapshot);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sourceOf(path: string, snapshot: Snapshot): string | undefined {
  if (path.startsWith("..")) return undefined;
  const stem = path.replace(/\.[cm]?js$/u, "");
  const names = /\.(?:[cm]?[jt]s|py)$/u.test(path) ? [path] : [];
  // What is compiled may be committed beside its source.
  return [`${stem}.ts`, `${stem}.mts`, ...names, `${stem}.js`].find((candidate) => snapshot.entries.has(candidate));
}
