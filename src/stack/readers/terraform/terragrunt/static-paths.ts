import type { Snapshot } from "../../../../change/snapshot.ts";
import { folderOf, resolvePath } from "../paths.ts";
import type { Expression } from "../syntax.ts";

/** What Terragrunt looks for in the folders above where a file names nothing. */
const parentNames = ["terragrunt.hcl", "root.hcl"];

/** The path from the repository's root that an expression means in a folder; undefined where only Terragrunt knows. */
export function pathOf(expression: Expression | undefined, folder: string, snapshot: Snapshot): string | undefined {
  if (expression === undefined) return undefined;
  if (expression.kind === "literal") return typeof expression.value === "string" ? resolvePath(folder, expression.value) : undefined;
  if (expression.kind === "call") return calledPath(expression, folder, snapshot);
  if (expression.kind !== "template") return undefined;
  const [start, ...others] = expression.parts;
  const base = start?.kind === "literal" ? String(start.value) : pathOf(start, folder, snapshot);
  const rest = others.map((part) => (part.kind === "literal" ? String(part.value) : undefined));
  if (base === undefined || rest.includes(undefined)) return undefined;
  return resolvePath(start?.kind === "literal" ? folder : "", `${base}${rest.join("")}`);
}

function calledPath(call: Extract<Expression, { kind: "call" }>, folder: string, snapshot: Snapshot): string | undefined {
  const [first] = call.arguments;
  switch (call.name) {
    case "find_in_parent_folders":
      return inParents(first === undefined ? parentNames : first.kind === "literal" ? [String(first.value)] : [], folder, snapshot);
    case "dirname": {
      const path = pathOf(first, folder, snapshot);
      return path === undefined ? undefined : folderOf(path);
    }
    case "get_terragrunt_dir":
      return folder;
    case "get_repo_root":
    case "get_path_to_repo_root":
      return "";
    default:
      return undefined;
  }
}

/** The nearest folder above that has one of these files. */
function inParents(names: readonly string[], folder: string, snapshot: Snapshot): string | undefined {
  for (let one = folder; one !== "";) {
    one = folderOf(one);
    const found = names.map((name) => (one === "" ? name : `${one}/${name}`)).find((path) => snapshot.entries.has(path));
    if (found !== undefined) return found;
  }
  return undefined;
}
