import { isDay, reasonText } from "../../findings/suppression-directive.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import { parseTemplate } from "../../syntax/template-document.ts";
import { unknownRule } from "./own-comments.ts";
import type { RuleCatalogue } from "./rule-catalogue.ts";
import type { FoundSuppressions, InlineSuppression, Scope } from "./suppression.ts";

const endings = [".yml", ".yaml", ".json", ".template"];
const words = ["serverless-reviewer", "cfn-lint", "cfn_nag", "checkov", "cdk_nag"];
const noReason = "no reason given";
/** Entries of one resource that are read. */
const mostEntries = 50;
/** Resources of one file whose metadata is read. */
const mostHolders = 500;

/** Where the metadata stands, and what it covers. */
interface Holder {
  readonly path: string;
  readonly metadata: Value;
  readonly scope: Scope;
  /** What our own entries cover; none in the metadata of a whole template. */
  readonly ownScope: Scope | null;
}

/** `Metadata` of a CloudFormation or SAM template (also inside `resources` of a serverless.yml) that suppresses findings: ours and other tools'. */
export function templateMetadata(path: string, text: string, catalogue: RuleCatalogue): FoundSuppressions {
  if (!endings.some((ending) => path.endsWith(ending)) || !text.includes("Metadata") || !words.some((word) => text.includes(word)))
    return { suppressions: [], notes: [] };
  const { documents } = parseTemplate(path, text);
  const holders = documents.flatMap((document) => holdersIn(path, document)).slice(0, mostHolders);
  const own = holders.map((holder) => ownEntries(holder, catalogue));
  return {
    suppressions: [...own.flatMap((one) => one.suppressions), ...holders.flatMap((holder) => peerEntries(holder, catalogue))],
    notes: own.flatMap((one) => one.notes),
  };
}

function holdersIn(path: string, document: Value): Holder[] {
  const metadata = entryOf(document, "Metadata")?.value;
  const whole: Holder[] = metadata === undefined ? [] : [{ path, metadata, scope: { kind: "file" }, ownScope: null }];
  return [...whole, ...sections(document).flatMap((section) => resourcesOf(section).flatMap((entry) => holderOf(path, entry)))];
}

/** The template itself, and the templates that a serverless.yml holds. */
function sections(document: Value): readonly Value[] {
  return [document, ...itemsOf(entryOf(document, "resources")?.value)];
}

function resourcesOf(section: Value): readonly MapEntry[] {
  const resources = entryOf(section, "Resources")?.value;
  return resources?.kind === "map" ? [...resources.entries.values()] : [];
}

function holderOf(path: string, { value, at }: MapEntry): Holder[] {
  const metadata = entryOf(value, "Metadata")?.value;
  if (metadata === undefined) return [];
  const lines = { kind: "declaration", startLine: at.startLine, endLine: at.endLine } as const;
  return [{ path, metadata, scope: { ...lines, strict: true }, ownScope: { ...lines, strict: false } }];
}

/** `Metadata: { serverless-reviewer: { ignore: [{ rule, reason, owner?, until? }] } }` of a resource. */
function ownEntries({ path, metadata, ownScope }: Holder, catalogue: RuleCatalogue): FoundSuppressions {
  const suppressions: InlineSuppression[] = [];
  const notes: string[] = [];
  for (const item of ownScope === null ? [] : itemsOf(valueAt(metadata, "serverless-reviewer", "ignore")).slice(0, mostEntries)) {
    const by = `${path}:${item.at.startLine}`;
    const field = (name: string) => textOf(entryOf(item, name)?.value);
    const [rule, reason, owner, until] = [field("rule"), field("reason"), field("owner"), field("until")];
    if (rule === undefined) notes.push(`${by}: this suppression does not count: it names no rule.`);
    else if (!catalogue.has(rule)) notes.push(unknownRule(by, rule, catalogue));
    else if (reason === undefined || reason.trim().length < 3) notes.push(`${by}: this suppression does not count: it gives no reason.`);
    else if (until !== undefined && !isDay(until)) notes.push(`${by}: this suppression does not count: \`until\` is no day of the form YYYY-MM-DD.`);
    else if (ownScope !== null) {
      const details = { reason: reason.slice(0, 500), ...(owner === undefined ? {} : { owner }), ...(until === undefined ? {} : { until }) };
      const place = { by, path, line: item.at.startLine, scope: ownScope };
      suppressions.push({ rules: [rule], ...place, reason: reasonText(details), ...(until === undefined ? {} : { until }) });
    }
  }
  return { suppressions, notes };
}

/** What other tools' metadata skips, for checks that correspond to rules of ours. */
function peerEntries(holder: Holder, catalogue: RuleCatalogue): InlineSuppression[] {
  const { path, metadata, scope } = holder;
  const listed = (tool: string, name: string, list: Value | undefined, reasonKey: string) =>
    itemsOf(list).flatMap((item) => {
      const id = textOf(entryOf(item, "id")?.value)?.toLowerCase();
      const rules = catalogue.peersOf(tool, (check) => check === id);
      return suppression(holder, { name, rules, item, reason: textOf(entryOf(item, reasonKey)?.value) });
    });
  const ofResource = [
    ...listed("cfn-nag", "cfn_nag", valueAt(metadata, "cfn_nag", "rules_to_suppress"), "reason"),
    ...listed("checkov", "checkov.skip", valueAt(metadata, "checkov", "skip"), "comment"),
    ...listed("cdk-nag", "cdk_nag", valueAt(metadata, "cdk_nag", "rules_to_suppress"), "reason"),
  ];
  const lint = itemsOf(valueAt(metadata, "cfn-lint", "config", "ignore_checks")).flatMap((item) => {
    // cfn-lint ignores every check whose id begins with the word.
    const prefix = textOf(item)?.toLowerCase();
    const rules = prefix === undefined || prefix === "" ? [] : catalogue.peersOf("cfn-lint", (check) => check.startsWith(prefix));
    return suppression({ path, metadata, scope, ownScope: null }, { name: "cfn-lint ignore_checks", rules, item, reason: undefined });
  });
  return scope.kind === "file" ? lint : [...ofResource, ...lint];
}

function suppression(
  { path, scope }: Holder,
  found: { readonly name: string; readonly rules: readonly string[]; readonly item: Value; readonly reason: string | undefined },
): InlineSuppression[] {
  if (found.rules.length === 0) return [];
  const line = found.item.at.startLine;
  return [{ rules: found.rules, reason: found.reason ?? noReason, by: `${found.name} at ${path}:${line}`, path, line, scope }];
}
