import type { LineCounter } from "yaml";
import type { Location } from "../../change/location.ts";
import { linesOf } from "../../syntax/lenient-flow.ts";
import type { TextContent } from "../../syntax/parsed-once.ts";
import type { ScalarValue, Value } from "../value.ts";

/** The text of a script, and where its offsets lie. */
export interface Script {
  readonly text: string;
  placeOf(start: number, end: number): Location;
}

/** What stands for a name while a pipeline runs: `STAGE` for the shell, `env.STAGE`, `matrix.stage` for expressions, `$(stage)` for the macros of Azure Pipelines. */
export type Variables = ReadonlyMap<string, Value>;

/** A word of a command as the pipeline passes it. */
export interface Argument {
  readonly value: Value;
  /** An unquoted variable whose value is not known: it may stand for no word, one or several. */
  readonly isOpen: boolean;
}

/** A script, or a command that is called without a shell. */
export type Step = { readonly folder: string; readonly variables: Variables } & (
  | { readonly script: Script }
  | { readonly call: readonly Argument[]; readonly at: Location }
);

/** What a pipeline does in one place, one step after another. */
export interface Job {
  /** How people tell its deployment apart: the environment, else the job's name. */
  readonly label: string;
  readonly steps: readonly Step[];
  /** The steps share one shell: a folder that one enters holds for the next. */
  readonly isOneShell?: boolean;
}

/** One command that a pipeline runs: its words, program first, and what surrounds it. */
export interface Invocation {
  readonly words: readonly Argument[];
  /** The folder where it runs, from the repository's root ("" for the root); undefined where that is not known. */
  readonly folder: string | undefined;
  readonly variables: Variables;
  readonly label: string;
  readonly at: Location;
}

/** A whole file as a script. */
export function scriptOfFile(path: string, text: string): Script {
  return scriptFromLine(text, { path, startLine: 1, endLine: Number.POSITIVE_INFINITY });
}

/** A script that is written in YAML, line by line where the text keeps its lines (`run: |`), else as a whole. */
export function scriptOfScalar(scalar: ScalarValue, content: TextContent): Script {
  const { at } = scalar;
  const text = String(scalar.value ?? "");
  const style = at.start === undefined ? "" : content.text.charAt(at.start);
  if (style === "|") return scriptFromLine(text, { ...at, startLine: at.startLine + 1 });
  const whole = { path: at.path, startLine: style === ">" ? Math.min(at.startLine + 1, at.endLine) : at.startLine, endLine: at.endLine };
  return { text, placeOf: () => whole };
}

/** A text of which line follows line in the file, from a first one. */
export function scriptFromLine(text: string, { path, startLine, endLine }: Location): Script {
  let lines: LineCounter | undefined;
  const lineOf = (offset: number) => {
    lines ??= linesOf(text);
    return Math.min(startLine + lines.linePos(offset).line - 1, endLine);
  };
  return { text, placeOf: (start, end) => ({ path, startLine: lineOf(start), endLine: lineOf(Math.max(start, end)) }) };
}
