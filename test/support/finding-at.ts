import type { PlacedFinding } from "../../src/findings/finding.ts";

/** A placed finding on one line of template.yaml. */
export function findingAt(line: number, parts: Partial<PlacedFinding> = {}): PlacedFinding {
  const location = { path: "template.yaml", startLine: line, endLine: line };
  return {
    id: "f-0",
    rule: "some-rule",
    source: "rule",
    title: "A title",
    what: "What is there.",
    why: "What happens.",
    fix: "What to do.",
    severity: "medium",
    confidence: 1,
    category: "reliability",
    topics: ["1.1"],
    resource: "aws:queue:Orders",
    evidence: [{ location, side: "head", note: "" }],
    edit: null,
    placement: { ...location, inline: true, side: "RIGHT" },
    suggestion: null,
    ...parts,
  };
}
