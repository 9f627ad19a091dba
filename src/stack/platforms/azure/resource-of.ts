import type { NativeResource } from "../../native.ts";
import { Resource } from "../../resource.ts";
import type { RawSetting } from "../../setting.ts";
import type { Statement } from "../../statement.ts";
import type { ResourceKind } from "../../vocabulary.ts";

/** A resource of a declaration, with the settings that its kind knows. */
export function resourceOf(
  native: NativeResource,
  kind: ResourceKind,
  parts: {
    readonly settings: ReadonlyMap<string, RawSetting>;
    readonly statements?: readonly Statement[];
    readonly names?: ReadonlyMap<string, string>;
  },
): Resource {
  const { names } = parts;
  return new Resource({
    platform: "azure",
    kind,
    name: native.name,
    scope: native.scope,
    address: native.address,
    nativeType: native.nativeType,
    nativeShape: native.type,
    format: native.format,
    at: native.at,
    properties: native.properties,
    settings: parts.settings,
    statements: parts.statements ?? [],
    attributes: native.attributes,
    conditional: native.conditional,
    nativeNames: (setting) => {
      const path = names?.get(setting);
      return path === undefined ? undefined : (native.nativeNames?.(path) ?? path.split(".").at(-1));
    },
  });
}
