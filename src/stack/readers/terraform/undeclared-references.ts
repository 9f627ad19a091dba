import type { Snapshot } from "../../../change/snapshot.ts";
import type { Note, UndeclaredName } from "../../native.ts";
import { isWrittenWhole } from "./complete-module.ts";
import type { ModuleSource, ParsedFile } from "./module-source.ts";
import { type NamedReference, referencesInBody } from "./references.ts";
import type { Block } from "./syntax.ts";

/** Blocks of which the references must be declared. `moved`, `removed` and `import` name what is gone or to come, `check` declares names of its own. */
const referringBlocks = new Set(["resource", "data", "ephemeral", "locals", "module", "output", "provider"]);

/** More names than these are not a slip. */
const mostOfModule = 20;

/** What references of a module's files name and the module does not declare, once each; none where some of its files may be missing. */
export function undeclaredReferences(module: ModuleSource, files: readonly ParsedFile[], snapshot: Snapshot): readonly Note[] {
  const found = new Map<string, Note>();
  // Nested blocks of JSON are no blocks to us: which names they bind is not known.
  for (const block of files.filter((file) => !file.path.endsWith(".json")).flatMap((file) => file.body.blocks)) {
    for (const reference of referringBlocks.has(block.type) ? referencesInBody(argumentsOf(block)) : []) {
      const name = undeclaredName(reference, module);
      if (name !== undefined && !found.has(name.name)) found.set(name.name, noteOf(name, reference));
    }
  }
  const isTold = found.size > 0 && found.size <= mostOfModule && isWrittenWhole(module.folder, files, snapshot);
  return isTold ? [...found.values()] : [];
}

/** The address of a module and its version are read before anything is evaluated. */
function argumentsOf({ type, body }: Block): Block["body"] {
  if (type !== "module") return body;
  return { ...body, attributes: body.attributes.filter(({ name }) => name !== "source" && name !== "version") };
}

function undeclaredName({ root, names }: NamedReference, module: ModuleSource): Omit<UndeclaredName, "at"> | undefined {
  const [first, second] = names;
  const scope = module.folder === "" ? "." : module.folder;
  const missing = (what: UndeclaredName["what"], name: string, declared: ReadonlyMap<string, unknown>, key: string) =>
    declared.has(key) ? undefined : { what, name, scope };
  if (first === undefined) return undefined;
  switch (root) {
    case "var":
      return missing("variable", `var.${first}`, module.variables, first);
    case "local":
      return missing("local value", `local.${first}`, module.locals, first);
    case "module":
      return missing("module call", `module.${first}`, module.modules, first);
    case "data":
      return second === undefined ? undefined : missing("data source", `data.${first}.${second}`, module.data, `${first}.${second}`);
    default:
      // Names of the language itself (each, count, self, path, terraform …) have no underscore, types of providers do.
      return root.includes("_") ? missing("resource", `${root}.${first}`, module.resources, `${root}.${first}`) : undefined;
  }
}

function noteOf(name: Omit<UndeclaredName, "at">, { at }: NamedReference): Note {
  return {
    path: at.path,
    line: at.startLine,
    message: `refers to ${name.name}, which this module does not declare`,
    undeclared: { ...name, at },
  };
}
