import { headingOf } from "../../../../change/location.ts";
import type { NativeResource } from "../../../native.ts";
import { entry, map, scalar } from "../../../value-builders.ts";
import { type Conversion, conversions } from "./conversions.ts";
import { appSettingsOf, functionAppConversions, languageVersionOf } from "./function-apps.ts";
import { argumentAt, withEntryAt } from "./place-entry.ts";

/** A declaration of the azurerm provider in ARM's shape; others, and types that we do not convert, as they are. */
export function inArmShape(native: NativeResource): NativeResource {
  const conversion = conversions.get(native.type) ?? functionAppConversions.get(native.type);
  if (conversion === undefined) return native;
  const names = new Map<string, string>();
  let properties = fixedPart(conversion, native);
  for (const [to, from, convert] of conversion.arguments) {
    const found = argumentAt(native.properties, from);
    names.set(to, from.split(".").at(-1) ?? from);
    if (found !== undefined) properties = withEntryAt(properties, to, convert === undefined ? found : { ...found, value: convert(found.value) });
  }
  if (functionAppConversions.has(native.type)) {
    properties = withEntryAt(properties, "properties.siteConfig.appSettings", appSettingsOf(native));
    const version = languageVersionOf(native);
    if (version !== undefined) properties = withEntryAt(properties, "properties.siteConfig.linuxFxVersion", version);
  }
  return { ...native, type: conversion.type, properties, nativeNames: (path) => names.get(path) };
}

function fixedPart(conversion: Conversion, native: NativeResource) {
  const at = headingOf(native.at);
  return Object.entries(conversion.fixed ?? {}).reduce(
    (body, [path, value]) => withEntryAt(body, path, entry(path, scalar(value, at))),
    map([], native.at),
  );
}
