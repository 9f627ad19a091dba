import type { Delta } from "../stack/delta.ts";
import type { Link } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import type { LinkKind } from "../stack/vocabulary.ts";
import { type Mark, isDrawn } from "./mermaid-text.ts";
import { declarationOf } from "./one-of-each.ts";

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: LinkKind;
  readonly mark: Mark | null;
}

/** What can be drawn, before it is cut to a size that can be read. */
export interface DiagramGraph {
  readonly nodes: ReadonlyMap<string, Resource>;
  /** How often a declaration is used, where that is more than once: its first instance stands for all. */
  readonly uses: ReadonlyMap<string, number>;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly edges: readonly DiagramEdge[];
}

const hiddenLinks: ReadonlySet<LinkKind> = new Set(["assumes", "logs-to", "permits", "versions", "attached-to"]);

/** The drawable part of a stack. Alarms are left out: they hide the system that they watch. */
export function stackGraph(stack: Stack): DiagramGraph {
  const declared = declarationsOf(stack.resources.filter((resource) => resource.kind !== "alarm" && isDrawn(resource.kind)));
  return { ...declared, marks: new Map(), edges: edgesOf(stack.links, declared.idOf, () => null) };
}

/** Head with what was removed from base; every node and edge that differs carries its mark. */
export function deltaGraph(base: Stack, head: Stack, delta: Delta): DiagramGraph {
  const marks = new Map<string, Mark>();
  for (const resource of delta.functionsWithChangedCode) marks.set(resource.id, "changed");
  for (const change of delta.changedResources) marks.set(change.after.id, "changed");
  for (const resource of delta.addedResources) marks.set(resource.id, "added");
  for (const resource of delta.removedResources) marks.set(resource.id, "removed");
  const removed = base.resources.filter((resource) => marks.get(resource.id) === "removed");
  const all = [...head.resources, ...removed].filter((resource) => resource.kind !== "alarm" || marks.has(resource.id));
  const declared = declarationsOf(all.filter(({ kind }) => isDrawn(kind)));
  const linkMarks = new Map<string, Mark>();
  for (const change of delta.changedLinks) linkMarks.set(change.after.id, "changed");
  for (const link of delta.addedLinks) linkMarks.set(link.id, "added");
  for (const link of delta.removedLinks) linkMarks.set(link.id, "removed");
  const edges = edgesOf([...head.links, ...delta.removedLinks], declared.idOf, (link) => linkMarks.get(link.id) ?? null);
  return { ...declared, marks: new Map([...marks].flatMap(([id, mark]) => [[declared.idOf.get(id) ?? id, mark] as const])), edges };
}

/** One node for each declaration, however many modules use it. */
function declarationsOf(resources: readonly Resource[]): Pick<DiagramGraph, "nodes" | "uses"> & { readonly idOf: ReadonlyMap<string, string> } {
  const groups = [...Map.groupBy(resources, declarationOf).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ first, all: [first, ...others] }],
  );
  return {
    nodes: new Map(groups.map(({ first }) => [first.id, first])),
    uses: new Map(groups.flatMap(({ first, all }) => (all.length > 1 ? [[first.id, all.length] as const] : []))),
    idOf: new Map(groups.flatMap(({ first, all }) => all.map((one) => [one.id, first.id] as const))),
  };
}

/** One edge for each pair and kind: two grants or mappings between the same ends are one arrow. */
function edgesOf(links: readonly Link[], idOf: ReadonlyMap<string, string>, markOf: (link: Link) => Mark | null): DiagramEdge[] {
  const edges = new Map<string, DiagramEdge>();
  for (const link of links) {
    const from = idOf.get(link.from.resource?.id ?? "");
    const to = idOf.get(link.to.resource?.id ?? "");
    if (from === undefined || to === undefined || hiddenLinks.has(link.kind)) continue;
    const key = `${link.kind}\u0000${from}\u0000${to}`;
    const before = edges.get(key);
    const mark = markOf(link);
    if (before === undefined) edges.set(key, { from, to, kind: link.kind, mark });
    else if (before.mark !== mark) edges.set(key, { ...before, mark: "changed" });
  }
  return [...edges.values()];
}

/**
 * The ids to draw: first what `seeds` names, then neighbours, nearest first, up to `distance` steps and `limit` nodes. A breadth-first walk over edges in both
 * directions.
 */
export function nearest(
  graph: DiagramGraph,
  seeds: readonly string[],
  bounds: { readonly limit: number; readonly distance: number },
): readonly string[] {
  const neighbours = new Map<string, string[]>();
  const connect = (one: string, other: string) => {
    const known = neighbours.get(one);
    if (known === undefined) neighbours.set(one, [other]);
    else known.push(other);
  };
  for (const edge of graph.edges) {
    connect(edge.from, edge.to);
    connect(edge.to, edge.from);
  }
  const chosen = new Set<string>();
  let ring: readonly string[] = seeds.filter((id) => graph.nodes.has(id));
  for (let step = 0; step <= bounds.distance && ring.length > 0; step++) {
    const next: string[] = [];
    for (const id of ring) {
      if (chosen.size >= bounds.limit || chosen.has(id)) continue;
      chosen.add(id);
      next.push(...(neighbours.get(id) ?? []));
    }
    ring = next;
  }
  return [...chosen];
}
