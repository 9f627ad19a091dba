import type { Delta } from "../stack/delta.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import type { LinkKind } from "../stack/vocabulary.ts";
import { type DiagramEdge, type DiagramGraph, deltaGraph, nearest, stackGraph } from "./diagram-graph.ts";
import { displayKind, displayName } from "./display-name.ts";
import { classDefinitions, markSigns, nodeLine, pathLabel } from "./mermaid-text.ts";

/** More nodes than this cannot be read in a comment. */
const maximumNodes = 40;
const maximumEdges = 120;

const dashed: ReadonlySet<LinkKind> = new Set(["dead-letters", "on-failure", "alarms", "uses", "authorizes"]);
const unlabelled: ReadonlySet<LinkKind> = new Set(["contains"]);

/** The system as a Mermaid flowchart that GitHub draws: at most 40 nodes, the most connected first. */
export function renderStackDiagram(stack: Stack): string {
  const graph = stackGraph(stack);
  return draw(graph, nearest(graph, mostConnected([...graph.nodes.keys()], graph), { limit: maximumNodes, distance: 0 }));
}

/** Those with most edges first; where not all can be drawn, of others those that do the work. */
function mostConnected(ids: readonly string[], graph: DiagramGraph): string[] {
  const degrees = new Map<string, number>();
  for (const id of graph.edges.flatMap((edge) => [edge.from, edge.to])) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const isWorker = (id: string) => ids.length > maximumNodes && ["function", "workflow"].includes(graph.nodes.get(id)?.kind ?? "");
  return ids.toSorted((one, other) => (degrees.get(other) ?? 0) - (degrees.get(one) ?? 0) || Number(isWorker(other)) - Number(isWorker(one)));
}

/**
 * What a change does to the system, with two steps of what surrounds it: + added, − removed, ~ changed. Null where nothing that is drawn differs.
 */
export function renderDeltaDiagram(base: Stack, head: Stack, delta: Delta): string | null {
  const graph = deltaGraph(base, head, delta);
  const touched = graph.edges.filter((edge) => edge.mark !== null).flatMap((edge) => [edge.from, edge.to]);
  const seeds = [...new Set([...graph.marks.keys(), ...touched])].filter((id) => graph.nodes.has(id));
  const ordered = seeds.length < maximumNodes ? seeds : mostConnected(seeds, graph);
  return seeds.length === 0 ? null : draw(graph, nearest(graph, ordered, { limit: maximumNodes - 1, distance: 2 }));
}

function draw(graph: DiagramGraph, chosen: readonly string[]): string {
  const ids = new Map(chosen.map((id, index) => [id, `n${index}`]));
  const edges = graph.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)).slice(0, maximumEdges);
  const more = graph.nodes.size - chosen.length;
  const lines = [
    "flowchart LR",
    ...nodeLines(graph, ids),
    ...(more > 0 ? [`  more["${more} more"]:::more`] : []),
    ...edges.map((edge) => `  ${edgeLine(edge, ids)}`),
    ...classDefinitions.map((definition) => `  ${definition}`),
  ];
  return lines.join("\n");
}

/** Nodes, in one group for each template where there are several. */
function nodeLines(graph: DiagramGraph, ids: ReadonlyMap<string, string>): string[] {
  const drawn = [...ids].flatMap(([id, short]) => {
    const resource = graph.nodes.get(id);
    return resource === undefined
      ? []
      : [
          {
            resource,
            group: groupOf(resource, graph.uses.has(id)),
            line: nodeLine(short, displayKind(resource), { name: nameOf(resource, graph.uses.get(id)), mark: graph.marks.get(id) ?? null }),
          },
        ];
  });
  const groups = Map.groupBy(drawn, (node) => node.group);
  if (groups.size < 2) return drawn.map((node) => `  ${node.line}`);
  return [...groups].flatMap(([group, nodes], index) => [
    `  subgraph s${index}["${pathLabel(group)}"]`,
    ...nodes.map((node) => `    ${node.line}`),
    "  end",
  ]);
}

function nameOf(resource: Resource, uses: number | undefined): string {
  return uses === undefined ? displayName(resource) : `${displayName(resource)} · ${uses} uses`;
}

/** What several modules use stands where it is written. */
function groupOf(resource: Resource, isShared: boolean): string {
  const platforms = { aws: "AWS", azure: "Azure", google: "Google Cloud" };
  const folder = resource.at.path.slice(0, Math.max(0, resource.at.path.lastIndexOf("/")));
  const group = isShared ? folder : resource.scope;
  return group === "" ? platforms[resource.platform] : `${platforms[resource.platform]} · ${group}`;
}

function edgeLine(edge: DiagramEdge, ids: ReadonlyMap<string, string>): string {
  const arrow = unlabelled.has(edge.kind) ? "---" : dashed.has(edge.kind) || edge.mark === "removed" ? "-.->" : "-->";
  const sign = edge.mark === null ? "" : markSigns[edge.mark];
  const label = unlabelled.has(edge.kind) && edge.mark === null ? "" : `|"${sign}${edge.kind.replaceAll("-", " ")}"|`;
  return `${ids.get(edge.from) ?? ""} ${arrow}${label} ${ids.get(edge.to) ?? ""}`;
}
