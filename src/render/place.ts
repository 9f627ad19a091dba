import type { Evidence, PlacedFinding } from "../findings/finding.ts";
import { codeSpan, link } from "./markdown-escape.ts";
import type { RenderContext } from "./render-context.ts";

/** Lines of one file on one side of the diff. */
export interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly side: "LEFT" | "RIGHT";
}

/** "template.yaml:12" or "template.yaml:12-14". */
export function placeText({ path, startLine, endLine }: Pick<Place, "path" | "startLine" | "endLine">): string {
  return endLine > startLine ? `${path}:${startLine}-${endLine}` : `${path}:${startLine}`;
}

/** The place as a link where the host has an address for it, else as code. */
export function placeLink(place: Place, context: RenderContext): string {
  return link(codeSpan(placeText(place)), context.fileUrl(place.path, place.startLine, place.endLine, place.side));
}

export function placeOfEvidence(evidence: Evidence): Place {
  const { path, startLine, endLine } = evidence.location;
  return { path, startLine, endLine: Math.max(startLine, endLine), side: evidence.side === "head" ? "RIGHT" : "LEFT" };
}

/** The evidence that the finding's own place does not show already. */
export function otherEvidence(finding: PlacedFinding): readonly Evidence[] {
  const { path, startLine, endLine, side } = finding.placement;
  return finding.evidence.filter((evidence) => {
    const place = placeOfEvidence(evidence);
    return place.path !== path || place.side !== side || place.startLine > endLine || place.endLine < startLine;
  });
}
