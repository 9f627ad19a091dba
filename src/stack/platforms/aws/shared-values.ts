import type { NativeResource, SharedValue } from "../../native.ts";
import { rescoped } from "../../rescope.ts";
import { type Lookup, type MapEntry, type MapValue, type UnknownValue, type Value, textOf, valueAt } from "../../value.ts";
import { joined, relocated } from "../../value-builders.ts";

/** Stored values that are read from other stores are followed this far. */
const deepestFollow = 20;
/** Parts of one stored value. Values name one another, so a few lines can describe billions of them. */
const mostParts = 200;
/** Parts that all readers together are given. */
const mostTold = 100_000;

/**
 * The declarations with values in place that others of the repository store for them: parameters of Systems Manager, exports, outputs. A name that is stored
 * twice tells nothing.
 */
export function withSharedValues(natives: readonly NativeResource[], shared: readonly SharedValue[]): readonly NativeResource[] {
  const stored = new Map<string, SharedValue | null>();
  for (const one of [...shared, ...natives.flatMap(storedIn)]) {
    const key = keyOf(one);
    stored.set(key, stored.has(key) ? null : one);
  }
  if (stored.size === 0) return natives;
  const told = new Telling(stored);
  return natives.map((native) => {
    const properties = told.inMap(native.properties, { scope: native.scope, depth: 0 });
    return properties === native.properties ? native : { ...native, properties };
  });
}

/** What a parameter resource stores, where that names a resource: settings are changed after they were deployed, and secrets are not ours to show. */
function storedIn(native: NativeResource): readonly SharedValue[] {
  if (native.type !== "AWS::SSM::Parameter") return [];
  const key = textOf(valueAt(native.properties, "Name"));
  const value = valueAt(native.properties, "Value");
  const type = textOf(valueAt(native.properties, "Type")) ?? "String";
  if (key === undefined || value === undefined || type !== "String") return [];
  return [{ store: "parameter", key, value, scope: native.scope }];
}

function pointsSomewhere(value: Value): boolean {
  if (value.kind === "joined") return value.parts.some(pointsSomewhere);
  return value.kind === "reference" || value.kind === "unknown" || (textOf(value)?.startsWith("arn:") ?? false);
}

interface Reader {
  readonly scope: string;
  readonly depth: number;
}

/** Puts stored values where they are read. What holds none stays the same object. */
class Telling {
  private readonly stored: ReadonlyMap<string, SharedValue | null>;
  /** Values share parts: each is searched once. */
  private readonly silent = new WeakSet<Value>();
  private readonly known = new Map<SharedValue, Value | undefined>();
  private given = 0;

  constructor(stored: ReadonlyMap<string, SharedValue | null>) {
    this.stored = stored;
  }

  inMap(value: MapValue, reader: Reader): MapValue {
    let changed: Map<string, MapEntry> | undefined;
    for (const [name, entry] of value.entries) {
      const inner = this.in(entry.value, reader);
      if (inner === entry.value) continue;
      changed ??= new Map(value.entries);
      changed.set(name, { ...entry, value: inner });
    }
    return changed === undefined ? value : { ...value, entries: changed };
  }

  private in(value: Value, reader: Reader): Value {
    if (value.kind === "scalar" || value.kind === "reference") return value;
    if (value.kind === "unknown") return this.instead(value, reader);
    if (this.silent.has(value)) return value;
    const told = value.kind === "map" ? this.inMap(value, reader) : this.inParts(value, reader);
    if (told === value) this.silent.add(value);
    return told;
  }

  private inParts(value: Extract<Value, { kind: "list" | "joined" }>, reader: Reader): Value {
    const parts = value.kind === "list" ? value.items : value.parts;
    const told = parts.map((part) => this.in(part, reader));
    if (told.every((part, index) => part === parts[index])) return value;
    return value.kind === "list" ? { ...value, items: told } : joined(told, value.at);
  }

  private instead(value: UnknownValue, { scope, depth }: Reader): Value {
    const found = value.awaits === undefined ? undefined : this.stored.get(keyOf(value.awaits));
    if (found === undefined || found === null || depth > deepestFollow) return value;
    if (found.store === "parameter" && !pointsSomewhere(found.value)) return value;
    const told = this.toldBy(found, depth + 1);
    this.given += told === undefined ? 0 : partsIn(told);
    return told === undefined || this.given > mostTold ? value : relocated(rescoped(told, found.scope, scope), value.at);
  }

  /** What a store holds, with what it reads of other stores; undefined where that is not known, too much, or leads back to itself. */
  private toldBy(found: SharedValue, depth: number): Value | undefined {
    if (this.known.has(found)) return this.known.get(found);
    this.known.set(found, undefined);
    const told = this.in(found.value, { scope: found.scope, depth });
    const isUseful = told.kind !== "unknown" && partsIn(told) <= mostParts;
    if (isUseful) this.known.set(found, told);
    return isUseful ? told : undefined;
  }
}

/** Counts no further than it has to. */
function partsIn(value: Value): number {
  const inner =
    value.kind === "joined"
      ? value.parts
      : value.kind === "list"
        ? value.items
        : value.kind === "map"
          ? [...value.entries.values()].map((one) => one.value)
          : [];
  let count = 1;
  for (const part of inner) {
    if (count > mostParts) break;
    count += partsIn(part);
  }
  return count;
}

function keyOf({ store, key }: Lookup): string {
  return `${store}\u0000${key}`;
}
