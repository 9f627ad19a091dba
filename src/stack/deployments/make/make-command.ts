import { type Value, textOf } from "../../value.ts";
import { splitAssignment } from "../expand-text.ts";
import { enter } from "../pipelines/pipeline.ts";
import type { Argument } from "../script.ts";

/** What `make -C infra deploy STAGE=prod` asks for. */
export interface MakeCommand {
  readonly folder: string;
  /** A makefile that it names. */
  readonly file: string | undefined;
  /** Empty where the makefile says which. */
  readonly targets: readonly string[];
  readonly overrides: ReadonlyMap<string, Value>;
}

/** Options that take the next word. */
const withWord = new Set(["-C", "--directory", "-f", "--file", "--makefile", "-I", "-o", "-W"]);
/** Options that only print what would be done. */
const onlyPrinting = new Set(["-n", "--just-print", "--dry-run", "--recon", "-q", "--question", "-v", "--version", "-h", "--help", "-t", "--touch"]);

/** Reads the words behind `make`; undefined where it runs nothing, or where nobody knows what. */
export function makeCommand(words: readonly Argument[], start: string): MakeCommand | undefined {
  let folder: string | undefined = start;
  let file: string | undefined;
  const targets: string[] = [];
  const overrides = new Map<string, Value>();
  for (let index = 0; index < words.length; index += 1) {
    const value = words[index]?.value;
    const assigned = value === undefined ? undefined : splitAssignment(value);
    const text = textOf(value);
    if (assigned !== undefined && !assigned.name.startsWith("-")) overrides.set(assigned.name, assigned.value);
    else if (text === undefined || onlyPrinting.has(text)) return undefined;
    else if (!text.startsWith("-")) targets.push(text);
    else {
      const option = optionAt(text, textOf(words[index + 1]?.value));
      if (option.isPair) index += 1;
      if (isFolder(option.name)) folder = folder === undefined || option.value === undefined ? undefined : enter(folder, option.value);
      else if (isFile(option.name)) file = option.value;
    }
  }
  return folder === undefined ? undefined : { folder, file, targets, overrides };
}

/** `-C infra`, `-Cinfra`, `--directory=infra` */
function optionAt(text: string, next: string | undefined): { readonly name: string; readonly value: string | undefined; readonly isPair: boolean } {
  if (withWord.has(text)) return { name: text, value: next, isPair: true };
  const sign = text.indexOf("=");
  if (text.startsWith("--"))
    return { name: sign === -1 ? text : text.slice(0, sign), value: sign === -1 ? undefined : text.slice(sign + 1), isPair: false };
  return { name: text.slice(0, 2), value: text.slice(2), isPair: false };
}

function isFolder(option: string): boolean {
  return option === "-C" || option === "--directory";
}

function isFile(option: string): boolean {
  return option === "-f" || option === "--file" || option === "--makefile";
}
