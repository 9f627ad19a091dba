import type { NativeResource } from "../../native.ts";
import type { Resource } from "../../resource.ts";
import { itemsOf } from "../../value.ts";
import { nameOf } from "./physical-name.ts";
import { type Piece, hasText, keyOf } from "./pieces.ts";
import { valueAtPath } from "./property-path.ts";
import { resolveNative } from "./resolve-target.ts";

/** Which declarations point, and by which properties. */
export interface Pointer {
  readonly type: string;
  readonly properties: readonly string[];
  readonly targets?: readonly string[];
}

const stackNames = new Set(["AWS::StackName", "AWS::StackId"]);

/** The declarations of all scopes by address and by physical name, and the resources that were made of them. */
export class NativeIndex {
  readonly natives: readonly NativeResource[];
  private readonly byAddress = new Map<string, NativeResource[]>();
  private readonly byName = new Map<string, NativeResource[]>();
  private readonly byType: ReadonlyMap<string, readonly NativeResource[]>;
  private readonly pointers = new Map<string, ReadonlyMap<NativeResource, readonly NativeResource[]>>();
  private readonly resources = new Map<NativeResource, Resource>();

  constructor(natives: readonly NativeResource[]) {
    this.natives = natives;
    this.byType = Map.groupBy(natives, (native) => native.type);
    for (const native of natives) {
      append(this.byAddress, native.address, native);
      const name = nameOf(native);
      if (name !== undefined && hasText(name)) append(this.byName, keyOf(name, native.scope), native);
    }
  }

  /** The declaration at an address of the scope, else the only one of that address in another scope. */
  find(scope: string, address: string): NativeResource | undefined {
    const candidates = this.byAddress.get(address) ?? [];
    return candidates.find((native) => native.scope === scope) ?? onlyOf(candidates);
  }

  /** The declaration with a physical name: of the same scope first, else the only one; of these types, where types are given. */
  named(name: readonly Piece[], scope: string, types?: readonly string[]): NativeResource | undefined {
    if (!hasText(name)) return undefined;
    const candidates = (this.byName.get(keyOf(name, scope)) ?? []).filter((native) => types === undefined || types.includes(native.type));
    const own = onlyOf(candidates.filter((native) => native.scope === scope));
    return own ?? (isOfOneStack(name) ? undefined : onlyOf(candidates));
  }

  ofType(...types: readonly string[]): readonly NativeResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The declarations of a type that name the target in one of these properties; physical names mean only resources of `targets`. */
  pointingAt(target: NativeResource, pointer: Pointer): readonly NativeResource[] {
    const key = `${pointer.type} ${pointer.properties.join(" ")}`;
    const known = this.pointers.get(key) ?? this.pointersBy(pointer);
    this.pointers.set(key, known);
    return known.get(target) ?? [];
  }

  private pointersBy({ type, properties, targets }: Pointer): ReadonlyMap<NativeResource, readonly NativeResource[]> {
    const found = new Map<NativeResource, NativeResource[]>();
    for (const native of this.ofType(type)) {
      const around = { index: this, scope: native.scope, ...(targets === undefined ? {} : { types: targets }) };
      const values = properties.flatMap((property) => itemsOf(valueAtPath(native.properties, property)));
      for (const target of new Set(values.flatMap((value) => resolveNative(value, around)?.native ?? []))) {
        const list = found.get(target);
        if (list === undefined) found.set(target, [native]);
        else list.push(native);
      }
    }
    return found;
  }

  register(native: NativeResource, resource: Resource): void {
    this.resources.set(native, resource);
  }

  resourceOf(native: NativeResource): Resource | undefined {
    return this.resources.get(native);
  }
}

function append(map: Map<string, NativeResource[]>, key: string, native: NativeResource): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [native]);
  else list.push(native);
}

/** Each stack has a name of its own: what is named after it is not what another template names after its stack. */
function isOfOneStack(name: readonly Piece[]): boolean {
  return name.some((piece) => "hole" in piece && piece.hole.kind === "unknown" && stackNames.has(piece.hole.reason));
}

function onlyOf(candidates: readonly NativeResource[]): NativeResource | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}
