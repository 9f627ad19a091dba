import type { Location } from "../../change/location.ts";
import type { PlacedFinding } from "../../findings/finding.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";

/** What a suppression must stand at to cover a finding. All places are at head. */
export interface Subject {
  readonly finding: PlacedFinding;
  /** The finding's evidence. */
  readonly places: readonly Location[];
  /** The resource that the finding is about; where it is about a link, what declares that, else what holds the best evidence. */
  readonly own: readonly Location[];
  /** `own`, and every declaration that holds some of the evidence. */
  readonly declarations: readonly Location[];
}

/** The places of a finding at head. */
export function subjectOf(finding: PlacedFinding, head: Stack): Subject {
  const places = finding.evidence.filter((one) => one.side === "head").map((one) => one.location);
  const own = ownOf(finding, head) ?? (places[0] === undefined ? [] : holding(places[0], head));
  const declarations = [...own, ...places.flatMap((place) => holding(place, head))];
  return { finding, places, own, declarations: [...new Set(declarations)] };
}

function ownOf({ resource: id }: PlacedFinding, head: Stack): readonly Location[] | undefined {
  if (id === null) return undefined;
  const resource = head.find(id) ?? head.links.find((link) => link.id === id)?.declaredBy;
  return resource === undefined ? undefined : [resource.at];
}

function holding(place: Location, head: Stack): Location[] {
  return head.resources.filter((resource) => holds(resource, place)).map((resource) => resource.at);
}

function holds({ at }: Resource, place: Location): boolean {
  return at.path === place.path && at.startLine <= place.startLine && place.endLine <= at.endLine;
}
