import type { NativeResource } from "../../../native.ts";
import type { Resource } from "../../../resource.ts";
import { scalar } from "../../../value-builders.ts";
import { headingOf } from "../../../../change/location.ts";
import type { NativeIndex } from "../native-index.ts";
import { resourceOf } from "../resource-of.ts";
import { Settings } from "../settings.ts";
import { kindMappings } from "./property-paths.ts";

/** Types that are parts of others: they become settings, statements or links, and no resources. */
const partsOfOthers = new Set([
  "microsoft.authorization/roleassignments",
  "microsoft.documentdb/databaseaccounts/sqlroleassignments",
  "microsoft.web/sites/config",
  "microsoft.web/sites/slots/config",
  "microsoft.storage/storageaccounts/blobservices",
  "microsoft.storage/storageaccounts/queueservices",
  "microsoft.storage/storageaccounts/tableservices",
]);

/** A resource whose kind and settings the table of ARM types tells; `other` for types without a common kind, undefined for mere parts of others. */
export function mappedResource(native: NativeResource, index: NativeIndex): Resource | undefined {
  const type = native.type.toLowerCase();
  if (partsOfOthers.has(type)) return undefined;
  const mapping = kindMappings.get(type);
  if (mapping === undefined) return resourceOf(native, "other", { settings: new Map() });
  const settings = new Settings(native);
  for (const [name, path, convert] of mapping.settings) settings.take(name, path, convert);
  const name = settings.raw.get("name");
  const resolved = name === undefined ? undefined : index.named(name.value, native.scope);
  if (name !== undefined && resolved !== undefined) settings.put("name", resolved, { at: name.at, nativeName: name.nativeName });
  for (const [key, value] of Object.entries(mapping.fixed ?? {})) settings.put(key, scalar(value, headingOf(native.at)));
  return resourceOf(native, mapping.kind, { settings: settings.raw, names: new Map(mapping.settings.map(([setting, path]) => [setting, path])) });
}
