import { directiveName, readDirective, reasonText } from "../../findings/suppression-directive.ts";
import { commentLinesWith } from "../../syntax/comment-lines.ts";
import type { RuleCatalogue } from "./rule-catalogue.ts";
import type { FoundSuppressions, InlineSuppression } from "./suppression.ts";

/** Mistakes of one file that are told; looking for the nearest rule is not free. */
const mostNotes = 20;

/** `serverless-reviewer-ignore` comments of a file. */
export function ownComments(path: string, text: string, catalogue: RuleCatalogue): FoundSuppressions {
  const suppressions: InlineSuppression[] = [];
  const notes: string[] = [];
  for (const mark of commentLinesWith([directiveName], path, text)) {
    const read = readDirective(mark.text);
    if (read === null) continue;
    const by = `${path}:${mark.line}`;
    if ("problem" in read) {
      notes.push(`${by}: this suppression does not count: it ${read.problem}.`);
      continue;
    }
    const { rules, until } = read.directive;
    const unknown = rules.filter((rule) => !catalogue.has(rule)).slice(0, Math.max(0, mostNotes - notes.length));
    notes.push(...unknown.map((rule) => unknownRule(by, rule, catalogue)));
    const scope = { kind: "mark", mark, strict: false } as const;
    suppressions.push({ rules, reason: reasonText(read.directive), by, path, line: mark.line, scope, ...(until === undefined ? {} : { until }) });
  }
  return { suppressions, notes };
}

/** A note on a rule id that does not exist, with the nearest that does. */
export function unknownRule(by: string, rule: string, catalogue: RuleCatalogue): string {
  const nearest = catalogue.nearest(rule);
  const name = rule.replaceAll("`", "").slice(0, 100);
  return `${by}: this suppression does not count: there is no rule \`${name}\`${nearest === null ? "" : `; did you mean \`${nearest}\`?`}`;
}
