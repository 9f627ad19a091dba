import { LineCounter, isNode, parseDocument } from "yaml";
import type { z } from "zod";

/** A file of prose with typed front matter. `bodyLine` is the 1-based line on which `body` starts. */
export interface FrontMatter<Data> {
  readonly data: Data;
  readonly body: string;
  readonly bodyLine: number;
}

/** Reads YAML between two `---` lines. What is wrong goes to `problems` as "file:line: what"; the answer is then null. */
export function readFrontMatter<Schema extends z.ZodType>(
  file: { readonly name: string; readonly text: string },
  schema: Schema,
  problems: string[],
): FrontMatter<z.output<Schema>> | null {
  const lines = file.text.split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) {
    problems.push(`${file.name}:1: front matter between two lines of --- is missing`);
    return null;
  }
  const counter = new LineCounter();
  const document = parseDocument(lines.slice(1, end).join("\n"), { lineCounter: counter });
  const lineOf = (offset: number) => counter.linePos(offset).line + 1;
  for (const error of document.errors) problems.push(`${file.name}:${lineOf(error.pos[0])}: ${error.message.split("\n")[0] ?? error.code}`);
  if (document.errors.length > 0) return null;
  const result = schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!result.success) {
    for (const issue of result.error.issues) {
      const line = lineOf(offsetOf(document, issue.path));
      problems.push(`${file.name}:${line}: ${issue.path.join(".") || "front matter"}: ${issue.message}`);
    }
    return null;
  }
  return { data: result.data, body: lines.slice(end + 1).join("\n"), bodyLine: end + 2 };
}

/** Where the nearest node that exists on a path begins. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
