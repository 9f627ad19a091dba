import picomatch from "picomatch";
import { LineCounter, isMap, isSeq, parseDocument } from "yaml";
import type { Change } from "../../change/change.ts";
import type { Location } from "../../change/location.ts";
import { type Suppression, configurationPath } from "../../config/repository.ts";
import type { PlacedFinding } from "../../findings/finding.ts";
import { isExpired } from "../../findings/suppression-directive.ts";

/** The configured suppression that holds for a finding, or one that would if its last day were not past. */
export function configuredSuppression(
  finding: PlacedFinding,
  suppressions: readonly Suppression[],
  now: Date,
): { readonly suppression: Suppression; readonly expired: boolean } | null {
  const matching = suppressions.filter((one) => concerns(one, finding));
  const holding = matching.find((one) => !isExpired(one.until, now));
  const suppression = holding ?? matching[0];
  return suppression === undefined ? null : { suppression, expired: holding === undefined };
}

function concerns(suppression: Suppression, finding: PlacedFinding): boolean {
  if (suppression.rule !== finding.rule) return false;
  if (suppression.path !== undefined && !picomatch(suppression.path, { dot: true })(finding.placement.path)) return false;
  return suppression.resource === undefined || namesResource(suppression.resource, finding.resource);
}

function namesResource(wanted: string, id: string | null): boolean {
  return id !== null && (id === wanted || id.split(":").slice(2).join(":") === wanted || id.endsWith(`/${wanted}`));
}

/** Where a suppression of the configuration stands; null where the repository's file does not hold it (an organisation's defaults). */
export async function placeInConfiguration(
  suppression: Suppression,
  change: Change,
): Promise<{ readonly at: Location; readonly side: "base" | "head" } | null> {
  for (const side of ["head", "base"] as const) {
    const snapshot = change[side];
    await snapshot.load([configurationPath]);
    const content = snapshot.read(configurationPath);
    const line = content.state === "text" ? lineOf(suppression, content.text) : null;
    if (line !== null) return { at: { path: configurationPath, startLine: line, endLine: line }, side };
  }
  return null;
}

function lineOf(suppression: Suppression, text: string): number | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
  const list: unknown = document.getIn(["suppress"], true);
  for (const item of isSeq(list) ? list.items : []) {
    if (!isMap(item)) continue;
    const isSame = (["rule", "resource", "path", "until", "reason"] as const).every((key) => (item.get(key) ?? undefined) === suppression[key]);
    if (isSame) return lines.linePos(item.range?.[0] ?? 0).line;
  }
  return null;
}
