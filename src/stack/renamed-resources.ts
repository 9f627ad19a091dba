import { sameValue } from "./compare-values.ts";
import type { RenamedResource } from "./delta.ts";
import type { Resource } from "./resource.ts";
import { settingChanges } from "./setting-changes.ts";
import type { ResourceKind } from "./vocabulary.ts";

/** Kinds that follow others, or that are what they say: two routes alike are two routes. */
const neverRenamed: ReadonlySet<ResourceKind> = new Set([
  "route",
  "role",
  "other",
  "version",
  "alias",
  "deployment",
  "stage",
  "log-group",
  "layer",
  "namespace",
  "function-app",
  "subnet",
  "ruleset",
]);

/** Settings of which a change means another resource, however much else agrees. */
const identities = ["handler", "codePath", "inlineCode", "scriptFile", "keySchema", "partitionKey", "pattern", "expression", "metric", "dimensions"];

/** Names are what a rename changes. */
const names: ReadonlySet<string> = new Set(["name", "service", "aliasName"]);

const fewestAgreeing = 2;
/** More pairs than this are not compared: a change that large is no rename. */
const mostPairs = 20_000;

interface Pair {
  readonly before: Resource;
  readonly after: Resource;
  readonly score: number;
}

/**
 * A removed and an added resource of the same kind, type and format whose values agree for the most part. A Terraform `moved` block decides it alone; else each
 * must be the other's best match, and by more than any other.
 */
export function renamedResources(removed: readonly Resource[], added: readonly Resource[]): readonly RenamedResource[] {
  const moved = removed.flatMap((before) => added.filter((after) => isMoved(before, after)).map((after) => ({ before, after, score: Infinity })));
  const settled = new Set<Resource>(moved.flatMap(({ before, after }) => [before, after]));
  const [gone, fresh] = [removed, added].map((side) => side.filter((one) => !settled.has(one) && !neverRenamed.has(one.kind)));
  const pairs = pairsOf(gone ?? [], fresh ?? []);
  const best = withoutRivals(pairs);
  return [...moved, ...best].map(({ before, after }) => {
    const settings = settingChanges(before, after).filter((change) => !names.has(change.name));
    return { before, after, settings, isReplaced: !isMoved(before, after) && !hasSameIdentity(before, after) };
  });
}

/** Pairs that are better than every other pair of either side. */
function withoutRivals(pairs: readonly Pair[]): readonly Pair[] {
  const scores = new Map<Resource, { best: number; count: number }>();
  for (const { before, after, score } of pairs) {
    for (const side of [before, after]) {
      const known = scores.get(side);
      if (known === undefined || known.best < score) scores.set(side, { best: score, count: 1 });
      else if (known.best === score) known.count += 1;
    }
  }
  const isOnlyBest = (side: Resource, score: number) => scores.get(side)?.best === score && scores.get(side)?.count === 1;
  return pairs.filter(({ before, after, score }) => isOnlyBest(before, score) && isOnlyBest(after, score));
}

function pairsOf(removed: readonly Resource[], added: readonly Resource[]): readonly Pair[] {
  if (removed.length * added.length > mostPairs) return [];
  return removed.flatMap((before) =>
    added.flatMap((after) => {
      const score = isAlike(before, after) ? agreement(before, after) : 0;
      return score > 0.5 ? [{ before, after, score }] : [];
    }),
  );
}

function isAlike(before: Resource, after: Resource): boolean {
  return (
    before.platform === after.platform &&
    before.kind === after.kind &&
    before.nativeShape === after.nativeShape &&
    before.format === after.format &&
    identities.every((name) => sameValue(valueOf(before, name), valueOf(after, name)))
  );
}

/** The part of the native properties that agree, 0 where too few do to tell; the same physical name settles it. */
function agreement(before: Resource, after: Resource): number {
  if (hasSameName(before, after)) return 1;
  const [one, other] = [before.properties.entries, after.properties.entries];
  const compared = [...new Set([...one.keys(), ...other.keys()])].filter((name) => !isName(name));
  const agreeing = compared.filter((name) => sameValue(one.get(name)?.value, other.get(name)?.value)).length;
  return agreeing < fewestAgreeing ? 0 : agreeing / compared.length;
}

function isName(property: string): boolean {
  return /(?:^name|Name|_name|^id|Id)$/.test(property);
}

function isMoved(before: Resource, after: Resource): boolean {
  return after.format === "terraform" && after.scope === before.scope && after.attributes.get("moved_from") === before.address;
}

/** Bicep and ARM address by the physical name: the symbol may change freely. */
function hasSameIdentity(before: Resource, after: Resource): boolean {
  return (after.format === "bicep" || after.format === "arm") && hasSameName(before, after);
}

function hasSameName(before: Resource, after: Resource): boolean {
  const [one, other] = [before.string("name"), after.string("name")];
  return one.known && other.known && one.value === other.value;
}

function valueOf(resource: Resource, name: string) {
  const holder: { value(name: string): ReturnType<Resource["value"]> } = resource;
  return holder.value(name);
}
