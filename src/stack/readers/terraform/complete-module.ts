import type { Snapshot } from "../../../change/snapshot.ts";
import type { ParsedFile } from "./module-source.ts";
import { folderOf } from "./paths.ts";

const endings = [".tf", ".tf.json", ".tofu", ".tofu.json"];

/** Tools that write Terraform files where none is committed. */
const generators = ["terragrunt.hcl", "terragrunt.stack.hcl", "terramate.tm.hcl", "cookiecutter.json", "copier.yml", "copier.yaml"];

/**
 * Whether the files of a module are all there and all understood: none is linked, left out, broken, made of a template, or generated where the module is
 * deployed. Only then does a name that they do not declare not exist.
 */
export function isWrittenWhole(folder: string, files: readonly ParsedFile[], snapshot: Snapshot): boolean {
  const read = new Set(files.filter((file) => file.isWhole).map((file) => file.path));
  for (const [path, { kind }] of snapshot.entries) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (generators.includes(name) || name.endsWith(".tm.hcl")) return false;
    if (folderOf(path) !== folder) continue;
    const isConfiguration = endings.some((ending) => name.endsWith(ending));
    if (isConfiguration ? kind === "symlink" || !read.has(path) : name.includes(".tf.")) return false;
  }
  return !isGenerated(folder, snapshot);
}

/** Whether git ignores Terraform files of the folder: somebody makes them before the module is deployed. */
function isGenerated(folder: string, snapshot: Snapshot): boolean {
  const parts = folder === "" ? [] : folder.split("/");
  const folders = ["", ...parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`)];
  return folders.some((one) => {
    if (!snapshot.entries.has(`${one}.gitignore`)) return false;
    const content = snapshot.read(`${one}.gitignore`);
    return content.state !== "text" || content.text.split("\n").some(ignoresConfiguration);
  });
}

/** A pattern for configuration files; those that override what is declared declare nothing new. */
function ignoresConfiguration(line: string): boolean {
  const pattern = line.trim();
  return !pattern.startsWith("#") && endings.some((ending) => pattern.endsWith(ending)) && !pattern.includes("override.tf");
}
