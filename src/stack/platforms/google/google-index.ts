import type { LinkEnd } from "../../link.ts";
import type { NativeResource } from "../../native.ts";
import type { Resource } from "../../resource.ts";
import { type ReferenceValue, type Value, textOf } from "../../value.ts";
import { nameOf } from "./physical-name.ts";
import { textWithGaps } from "./text-with-gaps.ts";

/** Declarations by address and by physical name, and the resources made of them. */
export class GoogleIndex {
  readonly natives: readonly NativeResource[];
  private readonly byAddress = new Map<string, NativeResource>();
  private readonly byName: ReadonlyMap<string, readonly NativeResource[]>;
  private readonly resources = new Map<NativeResource, Resource>();

  constructor(natives: readonly NativeResource[]) {
    this.natives = natives;
    for (const native of natives) this.byAddress.set(`${native.scope}|${native.address}`, native);
    this.byName = Map.groupBy(natives, (native) => nameOf(native) ?? "");
  }

  register(native: NativeResource, resource: Resource): void {
    this.resources.set(native, resource);
  }

  resourceOf(native: NativeResource): Resource | undefined {
    return this.resources.get(native);
  }

  /** The declaration that a value means: a reference, a text around one reference, or a name, of one of these types. */
  find(value: Value | undefined, scope: string, types: readonly string[]): NativeResource | undefined {
    if (value === undefined) return undefined;
    for (const reference of referencesIn(value)) {
      const native = this.byAddress.get(`${reference.scope ?? scope}|${reference.address}`);
      if (native !== undefined && isOneOf(native, types)) return native;
    }
    return this.named(value, scope, types);
  }

  /** The end of a link: the resource, or the value where it points outside. */
  end(value: Value, scope: string, types: readonly string[]): LinkEnd {
    const native = this.find(value, scope, types);
    const resource = native && this.resources.get(native);
    return resource === undefined ? { resource: null, value } : { resource, value };
  }

  private named(value: Value, scope: string, types: readonly string[]): NativeResource | undefined {
    const text = textOf(value) ?? textWithGaps(value);
    if (text === undefined) return undefined;
    // `projects/p/topics/orders`, `serviceAccount:orders@p.iam.gserviceaccount.com`, `orders`
    const last = text.slice(text.lastIndexOf("/") + 1);
    const account = last.slice(last.indexOf(":") + 1).split("@")[0] ?? last;
    for (const name of [text, last, account]) {
      const found = (this.byName.get(name) ?? []).filter((native) => name !== "" && isOneOf(native, types));
      const own = found.filter((native) => native.scope === scope);
      const [only] = own.length > 0 ? own : found;
      if (only !== undefined && (own.length === 1 || found.length === 1)) return only;
    }
    return undefined;
  }
}

function isOneOf(native: NativeResource, types: readonly string[]): boolean {
  return types.length === 0 || types.includes(native.type);
}

function referencesIn(value: Value): readonly ReferenceValue[] {
  if (value.kind === "reference") return [value];
  return value.kind === "joined" ? value.parts.flatMap((part) => (part.kind === "reference" ? [part] : [])) : [];
}
