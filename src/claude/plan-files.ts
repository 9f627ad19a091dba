import type { Change, ChangedFile } from "../change/change.ts";
import { exclusionOf, isTestPath, kindOfUnread } from "../change/classify.ts";
import type { Location } from "../change/location.ts";
import { touchedResources } from "../persona/surface.ts";
import type { Brief } from "../ports/reviewer.ts";
import type { Link } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { Region } from "./show-file.ts";

/** A file that may be shown, most relevant first: changed infrastructure, changed handlers, other changed files, unchanged files around them. */
export interface PlannedFile {
  /** At head; at base for a removed file. */
  readonly path: string;
  /** Null for an unchanged file. */
  readonly changed: ChangedFile | null;
  readonly rank: number;
  readonly regions: readonly Region[];
}

/** Blocks of resources longer than this are shown by their beginning. */
const longestRegion = 80;

/** Which files the model should see. Lock files, vendored and generated code, documentation and binary files are never among them. */
export function planFiles(brief: Pick<Brief, "change" | "base" | "head" | "delta">): readonly PlannedFile[] {
  const regions = regionsOf(brief);
  const changed = brief.change.files.flatMap((file): PlannedFile[] => {
    const isKnown = brief.head.files.has(file.path) || brief.base.files.has(file.previousPath ?? file.path);
    if (file.binary || exclusionOf(file.path) !== null) return [];
    if (!isKnown && kindOfUnread(file.path).startsWith("documentation")) return [];
    return [{ path: file.path, changed: file, rank: rankOf(file, brief, isKnown), regions: regions.get(file.path) ?? [] }];
  });
  const paths = new Set(brief.change.files.map((file) => file.path));
  const code = handlerEntries(brief).map((path): PlannedFile => ({ path, changed: null, rank: 4, regions: [] }));
  const around = [...regions].map(([path, own]): PlannedFile => ({ path, changed: null, rank: 5, regions: own }));
  const related = new Map([...around, ...code].filter(({ path }) => !paths.has(path) && exclusionOf(path) === null).map((file) => [file.path, file]));
  return [...changed, ...related.values()].toSorted((one, other) => one.rank - other.rank || (one.path < other.path ? -1 : 1));
}

function rankOf(file: ChangedFile, { head, base }: Pick<Brief, "head" | "base">, isKnown: boolean): number {
  const declares = (resources: readonly Resource[], path: string) => resources.some((resource) => resource.at.path === path);
  if (declares(head.resources, file.path) || declares(base.resources, file.previousPath ?? file.path)) return 0;
  if (isKnown) return 1;
  return isTestPath(file.path) ? 3 : 2;
}

/** Where touched resources, their links and what stands next to them are declared. */
function regionsOf(brief: Pick<Brief, "head" | "delta">): Map<string, Region[]> {
  const { head, delta } = brief;
  const touched = touchedResources(delta, head).filter((resource) => head.find(resource.id) === resource);
  const links = [...new Set<Link>([...touched.flatMap((resource) => [...head.linksTo(resource), ...head.linksFrom(resource)]), ...delta.addedLinks])];
  const neighbours = links.flatMap((link) => [link.from.resource, link.to.resource]).flatMap((resource) => resource ?? []);
  const regions = new Map<string, Region[]>();
  for (const location of [...new Set([...touched, ...neighbours])].map((resource) => resource.at).concat(links.map((link) => link.at))) {
    const own = regions.get(location.path) ?? [];
    regions.set(location.path, [...own, regionOf(location)]);
  }
  return regions;
}

function regionOf({ startLine, endLine }: Location): Region {
  return { startLine, endLine: Math.min(Math.max(startLine, endLine), startLine + longestRegion) };
}

/** Entry files of functions that the change touches in any way. */
function handlerEntries({ head, delta }: Pick<Brief, "head" | "delta">): string[] {
  const functions = touchedResources(delta, head).filter((resource) => resource.kind === "function");
  return functions.flatMap((resource) => {
    const handler = head.handlerOf(resource);
    return handler?.state === "found" ? [handler.entry.path] : [];
  });
}

/** The path of a changed file at base. */
export function basePathOf(change: Change, path: string): string {
  return change.files.find((file) => file.path === path)?.previousPath ?? path;
}
