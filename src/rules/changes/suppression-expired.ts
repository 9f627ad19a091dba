import type { Change, ChangedFile } from "../../change/change.ts";
import type { Location } from "../../change/location.ts";
import { directiveName, isExpired, readDirective } from "../../findings/suppression-directive.ts";
import { commentLinesWith } from "../../syntax/comment-lines.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (until: string) => `
Resources:
  OrdersQueue:
    # ${directiveName} dlq-without-alarm -- reason: watched by the platform team owner: team-orders until: ${until}
    Type: AWS::SQS::Queue
`;

export const suppressionExpired: Rule = {
  id: "suppression-expired",
  title: "A suppression is past its last day",
  topics: ["29.2", "29.4"],
  category: "deployment",
  severity: "low",
  platforms: ["aws", "azure", "google"],
  source: "https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure",
  bad: [
    { head: { "template.yaml": template("2026-03-31") } },
    {
      head: {
        "main.tf": `
# ${directiveName} dlq-without-alarm -- reason: watched by the platform team owner: team-orders until: 2026-03-31
resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("2027-03-31") } },
    { base: { "template.yaml": template("2026-03-31") }, head: { "template.yaml": `${template("2026-03-31")}    DeletionPolicy: Retain\n` } },
  ],
  // Suppressions that were written before are the review's business: it says so where one of them would have held back a finding.
  *checkChange({ change, now }): Iterable<Draft> {
    for (const file of change.files) {
      for (const { rules, until, at } of writtenDirectives(file, change)) {
        if (until !== undefined && isExpired(until, now)) yield expiredSuppression({ rules, until, at });
      }
    }
  },
};

/** A suppression that no longer holds, and where it stands. */
export interface ExpiredSuppression {
  readonly rules: readonly string[];
  readonly until: string;
  readonly at: Location;
  /** `at` is a place of the base: the head has no such line any more. */
  readonly side?: "base" | "head";
}

/** The finding about one; the same suppression gives the same identity, wherever its line moves. */
export function expiredSuppression({ rules, until, at, side = "head" }: ExpiredSuppression): Draft {
  const ids = rules.map((rule) => named(rule)).join(", ");
  return {
    subject: { id: at.path },
    claim: `${rules.join(",")}:${until}`,
    evidence: [{ at, note: `held until ${until}`, side }],
    what: `The suppression of ${ids} held until ${until}, and that day is past.`,
    why: "It no longer holds anything back: the findings that it accepted for a time are reported again, and readers still take them for accepted.",
    fix: "Cure what it accepted and delete the suppression, or give it a new last day with a reason that holds today.",
  };
}

function* writtenDirectives(file: ChangedFile, { head }: Change): Iterable<{ rules: readonly string[]; until: string | undefined; at: Location }> {
  const content = file.status === "removed" ? null : head.read(file.path);
  if (content?.state !== "text" || !content.text.includes(directiveName)) return;
  const added = new Set(file.hunks.flatMap((hunk) => hunk.lines.filter((line) => line.kind === "added").map((line) => line.headLine)));
  for (const { text, line } of commentLinesWith([directiveName], file.path, content.text)) {
    const read = added.has(line) ? readDirective(text) : null;
    if (read === null || "problem" in read) continue;
    yield { rules: read.directive.rules, until: read.directive.until, at: { path: file.path, startLine: line, endLine: line } };
  }
}
