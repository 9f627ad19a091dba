import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf, valueAt } from "../../value.ts";
import { entry, map, withEntries } from "../../value-builders.ts";
import { unlisted, unlistedEntry } from "../../readers/arm/partial-map.ts";
import type { NativeIndex } from "./native-index.ts";

/** A site with the settings of its `config` children taken into `siteConfig`, where the rest of the model looks for them. */
export function mergedSite(site: NativeResource, index: NativeIndex): NativeResource {
  const children = index.ofType(`${site.type}/config`).filter((child) => index.parentOf(child) === site);
  const config = entryOf(valueAt(site.properties, "properties"), "siteConfig");
  const siteConfig = config?.value.kind === "map" ? config.value : map(config === undefined ? [] : [unlisted(config.value)], config?.at ?? site.at);
  const merged = children.reduce((current, child) => withChild(current, child, index), withListedSettings(siteConfig, config?.at ?? site.at));
  const properties = valueAt(site.properties, "properties");
  const body = properties?.kind === "map" ? properties : map([], site.at);
  const withConfig = withEntries(body, new Map([["siteConfig", entry("siteConfig", merged, config ?? { at: site.at })]]));
  const old = entryOf(site.properties, "properties");
  return { ...site, properties: withEntries(site.properties, new Map([["properties", entry("properties", withConfig, old ?? { at: site.at })]])) };
}

/** Application settings as a map by name, whichever way they are written; connection strings join them as `ConnectionStrings:name`. */
function withListedSettings(config: MapValue, at: MapEntry["at"]): MapValue {
  const written = entryOf(config, "appSettings");
  const strings = entryOf(config, "connectionStrings");
  if (written === undefined && strings === undefined) return config;
  const entries = [...byName(written?.value, ""), ...byName(strings?.value, "ConnectionStrings:")];
  const place = written ?? strings;
  return withEntries(config, new Map([["appSettings", entry("appSettings", map(entries, place?.value.at ?? at), place ?? { at })]]));
}

function byName(value: Value | undefined, prefix: string): readonly MapEntry[] {
  if (value === undefined) return [];
  if (value.kind === "map")
    return [...value.entries.values()].map((one) => (one.name === unlistedEntry ? one : { ...one, name: `${prefix}${one.name}` }));
  if (value.kind !== "list") return [unlisted(value)];
  return value.items.map((item) => {
    const name = textOf(entryOf(item, "name")?.value);
    const given = entryOf(item, "value") ?? entryOf(item, "connectionString");
    if (name === undefined) return unlisted(item.kind === "map" ? (entryOf(item, "name")?.value ?? item) : item);
    return entry(`${prefix}${name}`, given?.value ?? item, { key: entryOf(item, "name")?.at ?? item.at, at: item.at });
  });
}

function withChild(config: MapValue, child: NativeResource, index: NativeIndex): MapValue {
  const name = textOf(index.nameOf(child))?.toLowerCase();
  const properties = entryOf(child.properties, "properties");
  if (properties === undefined || name === undefined) return config;
  if (name === "appsettings" || name === "connectionstrings")
    return withSettings(config, properties, name === "appsettings" ? "" : "ConnectionStrings:");
  if (name === "web")
    return properties.value.kind === "map" ? withListedSettings(withEntries(config, properties.value.entries), properties.at) : config;
  return name.startsWith("authsettings") ? withEntries(config, new Map([[name, { ...properties, name }]])) : config;
}

function withSettings(config: MapValue, properties: MapEntry, prefix: string): MapValue {
  const before = entryOf(config, "appSettings");
  const listed = before?.value.kind === "map" ? [...before.value.entries.values()] : [];
  const settings = map([...listed, ...byName(properties.value, prefix)], properties.value.at);
  return withEntries(config, new Map([["appSettings", entry("appSettings", settings, { key: properties.key, at: properties.at })]]));
}
