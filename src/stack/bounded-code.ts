import type { Snapshot } from "../change/snapshot.ts";
import type { Handler } from "../handlers/facts.ts";
import type { Note } from "./native.ts";
import type { Resource } from "./resource.ts";

/**
 * Code that is read for functions, in UTF-16 units, each function counted with all that it imports: what is told of a function takes a look at all of it. The
 * functions of a file get 25 million, which is a file of 100,000 for 250 functions; all together 100 million. It takes seconds.
 */
const mostOfFile = 25_000_000;
const mostInAll = 100_000_000;

type Code = ReadonlyMap<Resource, Handler>;
type Found = Extract<Handler, { readonly state: "found" }>;

/** The functions of one file. */
interface Group {
  readonly members: readonly (readonly [Resource, Found])[];
  readonly cost: number;
}

/**
 * The code of functions without that of files which are too much to be read for each of their functions. All functions of a file stay or go together, the
 * cheapest first, so that base and head are cut alike.
 */
export function boundedCode(code: Code, snapshot: Snapshot): { readonly code: Code; readonly notes: readonly Note[] } {
  const found = [...code].flatMap(([resource, handler]) => (handler.state === "found" ? [[resource, handler] as const] : []));
  const lengths = new Map<string, number>();
  const groups = [...Map.groupBy(found, ([, handler]) => handler.entry.path).values()].map((members): Group => ({
    members,
    cost: costOf(members, (path) => lengthOf(path, snapshot, lengths)),
  }));
  const bounded = new Map(code);
  const notes: Note[] = [];
  let left = mostInAll;
  for (const { members, cost } of groups.toSorted((one, other) => one.cost - other.cost)) {
    if (cost <= Math.min(mostOfFile, left)) {
      left -= cost;
      continue;
    }
    const [first] = members;
    if (first === undefined) continue;
    const { path } = first[1].entry;
    notes.push({
      path,
      line: 1,
      message: `this is too much code to be read for each of the ${members.length} functions that start here: it was not looked at`,
    });
    for (const [resource] of members)
      bounded.set(resource, { state: "not-read", reason: `${path} is too much code for ${members.length} functions` });
  }
  return { code: bounded, notes };
}

/** Functions with one and the same entry are told of once. */
function costOf(members: Group["members"], length: (path: string) => number): number {
  const programs = new Map(members.map(([, { facts, files }]) => [facts, files]));
  return [...programs.values()].reduce((sum, files) => sum + files.reduce((all, path) => all + length(path), 0), 0);
}

function lengthOf(path: string, snapshot: Snapshot, known: Map<string, number>): number {
  const before = known.get(path);
  if (before !== undefined) return before;
  const content = snapshot.read(path);
  const length = content.state === "text" ? content.text.length : 0;
  known.set(path, length);
  return length;
}
