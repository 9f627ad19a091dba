import { type Origin, qualifiedName, textOf } from "../origin.ts";

/** Which parameters of the entry function carry what. */
export interface EntryParameters {
  /** Scope ids of the entry's functions. */
  readonly roots: ReadonlySet<string>;
  readonly event: number;
  readonly context: number;
  readonly callback: number;
}

/** Functions that give back what they were given in another form. */
const conversions = new Set([
  ":JSON.parse",
  ":JSON.stringify",
  ":String",
  ":decodeURIComponent",
  ":Buffer.from",
  ":atob",
  ":str",
  ":bytes",
  ":dict",
  ":list",
  "json.loads",
  "json.dumps",
  "base64.b64decode",
  "urllib.parse.unquote_plus",
  "urllib.parse.unquote",
  "fmt:Sprintf",
  "github.com/aws/aws-sdk-go-v2/aws:String",
  "github.com/aws/aws-sdk-go/aws:String",
]);

/** The way from the event to a value, as names; null where the value does not come from the event. `[]` is an element, `()` a conversion. */
export function eventPath(origin: Origin, entry: EntryParameters, depth = 0): readonly string[] | null {
  if (depth > 30) return null;
  if (origin.kind === "parameter") {
    if (!entry.roots.has(origin.scope) || origin.index !== entry.event) return null;
    return [];
  }
  if (origin.kind === "member") {
    const path = eventPath(origin.of, entry, depth + 1);
    return path === null ? null : [...path, origin.name];
  }
  if (origin.kind === "result") return resultPath(origin, entry, depth);
  return null;
}

function resultPath(origin: Extract<Origin, { kind: "result" }>, entry: EntryParameters, depth: number): readonly string[] | null {
  const name = qualifiedName(origin.callee);
  const first = origin.arguments.positional[0];
  if (name !== null && conversions.has(name) && first !== undefined) {
    const path = eventPath(first, entry, depth + 1);
    return path === null ? null : [...path, "()"];
  }
  if (origin.callee.kind !== "member") return null;
  const receiver = eventPath(origin.callee.of, entry, depth + 1);
  if (receiver === null) return null;
  const key = textOf(first);
  // `event.get("Records", [])` reads a key; any other method gives something made of the value.
  return origin.callee.name === "get" && key !== null ? [...receiver, key] : [...receiver, accessor(origin.callee.name)];
}

/** `getRecords` reads Records (Java); other methods are conversions. */
function accessor(method: string): string {
  return /^get[A-Z]/u.test(method) ? method.slice(3) : "()";
}

/** Whether any part of a value, however it is put together as text, comes from the event. */
export function carriesEvent(origin: Origin, entry: EntryParameters, seen = new Set<Origin>()): boolean {
  if (seen.has(origin) || seen.size > 200) return false;
  seen.add(origin);
  if (origin.kind === "mixed") return origin.parts.some((part) => carriesEvent(part, entry, seen));
  return eventPath(origin, entry) !== null;
}
