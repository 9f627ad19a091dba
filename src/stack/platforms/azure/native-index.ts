import { displayName, nameKey } from "../../readers/arm/name-key.ts";
import type { NativeResource } from "../../native.ts";
import { type ReferenceValue, type Value, valueAt } from "../../value.ts";

/** All declarations of the platform, found by scope and address, by type, and by the name they are given in Azure. */
export class NativeIndex {
  readonly natives: readonly NativeResource[];
  private readonly byAddress = new Map<string, NativeResource>();
  private readonly byType: ReadonlyMap<string, readonly NativeResource[]>;
  private readonly aliases = new Map<NativeResource, NativeResource>();

  constructor(natives: readonly NativeResource[]) {
    this.natives = natives;
    for (const native of natives) this.byAddress.set(`${native.scope}|${native.address}`, native);
    this.byType = Map.groupBy(natives, (native) => native.type.toLowerCase());
    for (const native of natives) {
      const declared = isExisting(native) ? this.declarationBehind(native) : undefined;
      if (declared !== undefined) this.aliases.set(native, declared);
    }
  }

  ofType(type: string): readonly NativeResource[] {
    return this.byType.get(type.toLowerCase()) ?? [];
  }

  /** What a reference of a scope points to; where that is an `existing` resource which another file declares, the declaration. */
  resolve(value: Value | undefined, scope: string): NativeResource | undefined {
    if (value?.kind !== "reference") return undefined;
    const found = this.byAddress.get(`${value.scope ?? scope}|${value.address}`);
    return found === undefined ? undefined : (this.aliases.get(found) ?? found);
  }

  /** Every resource that a value mentions, also inside texts, lists and objects. */
  mentioned(value: Value | undefined, scope: string): readonly NativeResource[] {
    return referencesIn(value).flatMap((reference) => this.resolve(reference, scope) ?? []);
  }

  parentOf(native: NativeResource): NativeResource | undefined {
    return this.resolve(valueAt(native.properties, "parent"), native.scope);
  }

  /** The nearest ancestor of a type. */
  ancestorOf(native: NativeResource, type: string): NativeResource | undefined {
    let current = this.parentOf(native);
    for (let steps = 0; current !== undefined && steps < 10; steps += 1) {
      if (current.type.toLowerCase() === type.toLowerCase()) return current;
      current = this.parentOf(current);
    }
    return undefined;
  }

  /** The name that the resource has in Azure, as a text where it is known; a name that is another resource's is looked up. */
  nameOf(native: NativeResource): Value | undefined {
    return this.named(valueAt(native.properties, "name"), native.scope, 0);
  }

  /** A value that may be the name of a resource: `queue.name` stands for the queue's name. */
  named(value: Value | undefined, scope: string, depth = 0): Value | undefined {
    if (value?.kind !== "reference" || value.attribute !== "name" || depth > 5) return value;
    const target = this.resolve(value, scope);
    return target === undefined ? value : (this.named(valueAt(target.properties, "name"), target.scope, depth + 1) ?? value);
  }

  /** Comparable form of a resource's own name. */
  keyOf(native: NativeResource): string {
    return nameKey(this.nameOf(native));
  }

  displayNameOf(native: NativeResource): string {
    return displayName(this.nameOf(native));
  }

  /** The resource of the same type that some file declares under the name an `existing` one asks for. */
  private declarationBehind(existing: NativeResource): NativeResource | undefined {
    const name = valueAt(existing.properties, "name");
    if (name?.kind === "reference") {
      const target = this.byAddress.get(`${name.scope ?? existing.scope}|${name.address}`);
      if (target !== undefined && target.type.toLowerCase() === existing.type.toLowerCase() && !isExisting(target)) return target;
    }
    const key = nameKey(name);
    const found = this.ofType(existing.type).filter((one) => !isExisting(one) && nameKey(valueAt(one.properties, "name")) === key);
    return found.length === 1 ? found[0] : undefined;
  }
}

export function isExisting(native: NativeResource): boolean {
  return native.attributes.get("existing") === "true";
}

/** The references inside a value, in their order. */
function referencesIn(value: Value | undefined, depth = 0): readonly ReferenceValue[] {
  if (value === undefined || depth > 20) return [];
  switch (value.kind) {
    case "reference":
      return [value];
    case "joined":
      return value.parts.flatMap((part) => referencesIn(part, depth + 1));
    case "list":
      return value.items.flatMap((item) => referencesIn(item, depth + 1));
    case "map":
      return [...value.entries.values()].flatMap((one) => referencesIn(one.value, depth + 1));
    default:
      return [];
  }
}
