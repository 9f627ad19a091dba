import { isDay, isExpired } from "../../findings/suppression-directive.ts";
import { type CommentLine, commentLinesWith } from "../../syntax/comment-lines.ts";
import type { RuleCatalogue } from "./rule-catalogue.ts";
import type { InlineSuppression, Scope } from "./suppression.ts";

interface PeerSkip {
  /** The skip as the other tool calls it: "checkov:skip". */
  readonly name: string;
  readonly rules: readonly string[];
  readonly reason: string;
  readonly scope: Scope;
}

const words = ["checkov:skip", "bridgecrew:skip", "tflint-ignore", "kics-scan", "tfsec:ignore", "trivy:ignore"];
const noReason = "no reason given";

/** Comments of a file by which another tool skips a check that corresponds to a rule of ours. */
export function peerComments(path: string, text: string, { catalogue, now }: { catalogue: RuleCatalogue; now: Date }): readonly InlineSuppression[] {
  return commentLinesWith(words, path, text).flatMap((mark) => {
    const skips = [checkov(mark, catalogue), tflint(mark, catalogue), kics(mark, catalogue), ...trivy(mark, catalogue, now)];
    return skips
      .filter((skip) => skip !== null)
      .filter((skip) => skip.rules.length > 0)
      .map(({ name, rules, reason, scope }) => ({ rules, reason, by: `${name} at ${path}:${mark.line}`, path, line: mark.line, scope }));
  });
}

/** `checkov:skip=CKV_AWS_116:reason`, anywhere inside the resource. */
function checkov(mark: CommentLine, catalogue: RuleCatalogue): PeerSkip | null {
  const match = /(?:checkov|bridgecrew):skip=([\w, ]*)(?::(.*))?/.exec(mark.text);
  if (match === null) return null;
  const ids = idsOf(match[1]);
  const reason = match[2]?.trim() || noReason;
  return { name: "checkov:skip", rules: catalogue.peersOf("checkov", (check) => ids.has(check)), reason, scope: { kind: "inside", line: mark.line } };
}

/** `tflint-ignore: rule, rule`, on the line or before it; `tflint-ignore-file:` for the file. */
function tflint(mark: CommentLine, catalogue: RuleCatalogue): PeerSkip | null {
  const match = /^tflint-ignore(-file)?:([^#/]*)(?:(?:#|\/\/)(.*))?/.exec(mark.text);
  if (match === null) return null;
  const ids = idsOf(match[2]);
  const scope: Scope = match[1] === undefined ? { kind: "mark", mark, strict: true } : { kind: "file" };
  const rules = catalogue.peersOf("tflint", (check) => ids.has("all") || ids.has(check));
  return { name: `tflint-ignore${match[1] ?? ""}`, rules, reason: match[3]?.trim() || noReason, scope };
}

/** `kics-scan ignore-line` and `ignore-block` skip every query for what follows; `ignore` and `disable=ids` on top of a file speak of all of it. */
function kics(mark: CommentLine, catalogue: RuleCatalogue): PeerSkip | null {
  const match = /^kics-scan\s+(ignore-line|ignore-block|ignore|disable=(\S+))\s*$/.exec(mark.text);
  const [, command = "", list] = match ?? [];
  if (match === null) return null;
  const ids = idsOf(list);
  const rules = catalogue.peersOf("kics", (check) => list === undefined || ids.has(check));
  const skip = (scope: Scope): PeerSkip => ({ name: `kics-scan ${command}`.slice(0, 80), rules, reason: noReason, scope });
  const isOfFile = command === "ignore" || list !== undefined;
  if (isOfFile) return mark.opensFile ? skip({ kind: "file" }) : null;
  if (mark.target === null) return null;
  return skip(command === "ignore-line" ? { kind: "line", line: mark.target } : { kind: "block", line: mark.target });
}

/** `trivy:ignore:AWS-0066`, `tfsec:ignore:aws-lambda-enable-tracing:exp:2027-01-31`, several on one line. */
function trivy(mark: CommentLine, catalogue: RuleCatalogue, now: Date): PeerSkip[] {
  const matches = [...mark.text.matchAll(/(tfsec|trivy):ignore:([A-Za-z\d*-]+)(?:\[[^\]]*\])?(?::exp:(\d{4}-\d{2}-\d{2}))?/g)];
  return matches.slice(0, 20).flatMap(([, tool = "", id = "", until]) => {
    if (until !== undefined && (!isDay(until) || isExpired(until, now))) return [];
    const wanted = id.toLowerCase().replace(/^avd-/, "");
    const rules = catalogue.peersOf(
      "trivy",
      (check) => wanted === "*" || (wanted.endsWith("*") ? check.startsWith(wanted.slice(0, -1)) : check === wanted),
    );
    return [{ name: `${tool}:ignore`, rules, reason: noReason, scope: { kind: "mark", mark, strict: true } }];
  });
}

function idsOf(list: string | undefined): ReadonlySet<string> {
  return new Set(
    (list ?? "")
      .split(/[\s,]+/)
      .filter((id) => id !== "")
      .map((id) => id.toLowerCase()),
  );
}
