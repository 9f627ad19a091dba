import type { Snapshot } from "../../../../change/snapshot.ts";
import type { Note } from "../../../native.ts";
import { type UnknownValue, type Value, textOf } from "../../../value.ts";
import { entry, map, unknown } from "../../../value-builders.ts";
import { evaluate } from "../evaluate-expression.ts";
import { parseFile } from "../module-source.ts";
import { folderOf } from "../paths.ts";
import { type Block, type Expression, attributeOf, blocksOf } from "../syntax.ts";
import { pathOf } from "./static-paths.ts";
import { TerragruntModule, boundName, withBoundFiles } from "./terragrunt-module.ts";

const deepestRead = 5;
/** Files that one unit reads in all: those that read one another multiply. */
const mostReads = 60;

/** What a file of Terragrunt says of the module that it deploys, with what it includes. */
export interface TerragruntFile {
  readonly inputs: ReadonlyMap<string, Value>;
  /** Set where more may be passed than can be read. */
  readonly rest: UnknownValue | undefined;
  readonly source: Value | undefined;
  readonly asValue: Value;
}

/** Reads the files of Terragrunt as one unit of it sees them. */
export class TerragruntFiles {
  readonly read = new Set<string>();
  private readonly snapshot: Snapshot;
  readonly notes: Note[] = [];
  private reads = 0;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
  }

  /** A file in the folder that its functions start from: of what is included, that of the unit. */
  file(path: string, folder: string, depth = 0): TerragruntFile | undefined {
    this.reads += 1;
    if (depth > deepestRead || this.reads > mostReads) return undefined;
    const parsed = parseFile(path, this.snapshot, this.notes);
    if (parsed === undefined) return undefined;
    this.read.add(path);
    const found = new Map<string, Value>();
    const body = withBoundFiles(parsed.body, (argument) => this.bind(argument, { folder, depth, found }));
    const includes = blocksOf(body, "include").map((block) => this.include(block, folder, depth));
    for (const [name, value] of includedValues(includes)) found.set(name, value);
    const module = new TerragruntModule({ path, body }, folder, { snapshot: this.snapshot, bindings: found });
    const written = attributeOf(body, "inputs");
    const own = written && evaluate(written.value, module.scope);
    const [settings] = blocksOf(body, "terraform");
    const source = settings && attributeOf(settings.body, "source");
    const inherited = includes.flatMap(({ file }) => file ?? []);
    const missing = includes.find((one) => one.file === undefined)?.block;
    const at = own?.at ?? parsed.body.attributes[0]?.at ?? { path, startLine: 1, endLine: 1 };
    const rest =
      own !== undefined && own.kind !== "map"
        ? unknown("the inputs are known to Terragrunt alone", at)
        : (moreIn(settings) ?? (missing && unknown("what is included is not known", missing.at)));
    const sources = [...inherited.map((one) => one.source), source && evaluate(source.value, module.scope)];
    return {
      inputs: mergedInputs([
        ...inherited.map(({ inputs }) => inputs),
        own?.kind === "map" ? new Map([...own.entries.values()].map(({ name, value }) => [name, value])) : new Map(),
      ]),
      rest: rest ?? inherited.flatMap((one) => one.rest ?? [])[0],
      source: sources.findLast((one) => one !== undefined),
      asValue: module.asValue(own),
    };
  }

  private bind(
    argument: Expression | undefined,
    { folder, depth, found }: { readonly folder: string; readonly depth: number; readonly found: Map<string, Value> },
  ): string | undefined {
    const path = pathOf(argument, folder, this.snapshot);
    if (path === undefined || found.has(boundName(path))) return path;
    const read = this.file(path, folderOf(path), depth + 1);
    if (read === undefined) return undefined;
    found.set(boundName(path), read.asValue);
    return path;
  }

  private include(block: Block, folder: string, depth: number): Included {
    const path = pathOf(attributeOf(block.body, "path")?.value, folder, this.snapshot);
    const strategy = attributeOf(block.body, "merge_strategy")?.value;
    const file = path === undefined ? undefined : this.file(path, folder, depth + 1);
    const isMerged = strategy?.kind !== "literal" || strategy.value !== "no_merge";
    return { block, file: file && (isMerged ? file : { ...file, inputs: new Map(), source: undefined, rest: undefined }) };
  }
}

interface Included {
  readonly block: Block;
  readonly file: TerragruntFile | undefined;
}

/** `include.root.locals`; of a block without a name, `include.locals`. */
function includedValues(includes: readonly Included[]): ReadonlyMap<string, Value> {
  const [first] = includes;
  if (first === undefined) return new Map();
  const entries = includes.flatMap(({ block, file }) => {
    const value = file?.asValue ?? unknown("what is included is not known", block.at);
    const [label] = block.labels;
    return label === undefined ? (value.kind === "map" ? [...value.entries.values()] : []) : [entry(label, value)];
  });
  return new Map([["include", map(entries, first.block.at)]]);
}

/** Later inputs hold; maps and lists in both may be merged or not. */
function mergedInputs(all: readonly ReadonlyMap<string, Value>[]): ReadonlyMap<string, Value> {
  const merged = new Map<string, Value>();
  for (const [name, value] of all.flatMap((one) => [...one])) {
    const isOpen = (value.kind === "map" || value.kind === "list") && merged.get(name)?.kind === value.kind;
    merged.set(name, isOpen ? unknown(`${name} may be merged with what is included`, value.at) : value);
  }
  return merged;
}

/** Arguments of Terraform's commands that pass variables. */
function moreIn(settings: Block | undefined): UnknownValue | undefined {
  const extra = settings === undefined ? [] : blocksOf(settings.body, "extra_arguments");
  const passing = extra.find(
    ({ body }) =>
      ["required_var_files", "optional_var_files", "env_vars"].some((name) => attributeOf(body, name) !== undefined) ||
      !isPlain(attributeOf(body, "arguments")?.value),
  );
  return passing && unknown("Terragrunt passes more arguments", passing.at);
}

/** Whether arguments are written out and pass no variable. */
function isPlain(written: Expression | undefined): boolean {
  if (written === undefined) return true;
  return written.kind === "list" && written.items.every((item) => item.kind === "literal" && !/^--?var/.test(String(item.value)));
}

/** The folder of this repository that a source means: `../../modules//api`, also with a version behind it. */
export function localSource(source: Value | undefined): string | undefined {
  const text = textOf(source)?.split("?")[0];
  return text === undefined || !/^\.\.?(?:\/|$)/.test(text) ? undefined : text.replaceAll(/\/{2,}/g, "/");
}
