import { lintSource } from "@secretlint/core";
import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { type SecretRange, findAssignedSecrets } from "./assigned-secrets.ts";

/** Takes secrets out of texts of the repository before they are sent. Remembers what it found: the same secret is taken out everywhere. */
export interface Redactor {
  /** The text with each secret replaced by a marker of its kind. Lines stay where they are. `path` helps to recognise formats. */
  redact(path: string, text: string): Promise<string>;
  /** Takes out what `redact` found so far in any text. */
  scrub(text: string): string;
}

/** How a marker begins: text that holds it is not the file's own. */
export const redactionMark = "[redacted: ";

/** Comments in the reviewed text could switch the scanners off: that rule of the preset stays out. */
const scanners = rules.filter((rule) => !rule.meta.id.endsWith("filter-comments")).map((rule) => ({ id: rule.meta.id, rule }));
/** Longer texts are scanned in pieces with an overlap, so that one of them cannot hold the process for long. */
const pieceLength = 200_000;
const overlap = 4_000;

export function createRedactor(): Redactor {
  const known = new Set<string>();
  const scrub = (text: string) => [...known].reduce((rest, secret) => rest.replaceAll(secret, marker("secret")), text);
  return {
    async redact(path, text) {
      const ranges = merge([...(await scan(path, text)), ...findAssignedSecrets(text)]);
      for (const { start, end } of ranges) for (const secret of secretsIn(text.slice(start, end))) known.add(secret);
      return scrub(replaceRanges(text, ranges));
    },
    scrub,
  };
}

async function scan(path: string, text: string): Promise<SecretRange[]> {
  const found: SecretRange[] = [];
  for (let from = 0; from < text.length; from += pieceLength) {
    const content = text.slice(from, from + pieceLength + overlap);
    const source = { filePath: path, content, ext: path.slice(path.lastIndexOf(".")), contentType: "text" as const };
    const { messages } = await lintSource({ source, options: { config: { rules: scanners }, noPhysicFilePath: true } });
    for (const { range, ruleId } of messages) found.push({ ...wholeToken(text, from + range[0], from + range[1]), kind: kindOf(ruleId) });
  }
  return found;
}

/** Scanners name the place of a secret, some of them too short: the range grows to where the token ends. */
function wholeToken(text: string, start: number, end: number): { start: number; end: number } {
  let last = end;
  while (last < text.length && !/[\s"'`,;)}\]>]/.test(text.charAt(last))) last++;
  return { start, end: last };
}

function kindOf(ruleId: string): string {
  return ruleId.slice(ruleId.lastIndexOf("secretlint-rule-") + "secretlint-rule-".length);
}

function merge(ranges: readonly SecretRange[]): SecretRange[] {
  const merged: SecretRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start < last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}

function replaceRanges(text: string, ranges: readonly SecretRange[]): string {
  let rest = "";
  let from = 0;
  for (const { start, end, kind } of ranges) {
    const lines = text.slice(start, end).split("\n").length;
    rest += text.slice(from, start) + Array.from({ length: lines }, () => marker(kind)).join("\n");
    from = end;
  }
  return rest + text.slice(from);
}

function marker(kind: string): string {
  return `${redactionMark}${kind}]`;
}

/** The parts of a found range that are long enough to be looked for elsewhere without hitting ordinary words. */
function secretsIn(found: string): string[] {
  return found.split(/[\s"'`=,;]+/).filter((part) => part.length >= 12 && /\d/.test(part) && /[A-Za-z]/.test(part) && !part.startsWith("--"));
}
