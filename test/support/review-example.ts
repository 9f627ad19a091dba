import type { Change } from "../../src/change/change.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { inspect } from "../../src/review/inspect.ts";
import { understand } from "../../src/review/understand.ts";
import type { Example, Rule } from "../../src/rules/rule.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { changeOf } from "./example-change.ts";

/** The day on which examples are reviewed: rules that speak of dates are tested against it. */
export const exampleDate = new Date("2026-11-23T00:00:00Z");

/** An example as a change: new files unless it has a base. */
export function exampleChange(example: Example): Change {
  return changeOf(example.base ?? {}, example.head);
}

/** Findings and notes of some rules on an example. */
export async function reviewExample(
  example: Example,
  rules: readonly Rule[],
): Promise<{ findings: readonly Finding[]; notes: readonly string[]; change: Change }> {
  const change = exampleChange(example);
  const understanding = await understand(change, await createStackTools());
  // Examples are short: names that they do not declare are the matter of one rule.
  const misread = understanding.head.notes.filter((note) => note.undeclared === undefined);
  const parseNotes = misread.map((note) => `${note.path}:${note.line ?? ""} ${note.message}`);
  const { findings, notes } = inspect(change, understanding, rules, exampleDate);
  return { findings, notes: [...parseNotes, ...notes], change };
}
