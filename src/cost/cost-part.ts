import type { Delta } from "../stack/delta.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import type { Platform, ResourceKind } from "../stack/vocabulary.ts";
import type { Traffic } from "./traffic.ts";

/** Both sides of a change and what is known of its traffic. */
export interface CostInput {
  readonly base: Stack;
  readonly head: Stack;
  readonly delta: Delta;
  readonly traffic: Traffic;
}

/** Amounts a month before and after the change, with the computation in one line. `name` and `formula` may hold names from the repository. */
export interface CostItem {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly formula: string;
}

/** What one concern has to say: an item, or only (item null) what is not counted and why. */
export interface CostPart {
  readonly platform: Platform;
  readonly item: CostItem | null;
  readonly assumes: readonly string[];
}

/** A resource that stands on both sides, or on one of them. */
export interface Sides {
  readonly before: Resource | undefined;
  readonly after: Resource | undefined;
}

/** Every resource of some kind, paired by id. */
export function sidesOf({ base, head }: CostInput, kind: ResourceKind, platform: Platform): readonly Sides[] {
  const removed = base.resourcesOf(kind, platform).filter((resource) => head.find(resource.id) === undefined);
  return [
    ...head.resourcesOf(kind, platform).map((after) => ({ before: base.find(after.id), after })),
    ...removed.map((before) => ({ before, after: undefined })),
  ];
}

export function awsItem(item: CostItem, assumes: readonly string[] = []): CostPart {
  return { platform: "aws", item, assumes };
}

/** Something that would have a price if a value were known. */
export function notCounted(platform: Platform, what: string): CostPart {
  return { platform, item: null, assumes: [`nothing for ${what}`] };
}

export const monthAssumption = "a month of 730 hours";
