import { headingOf } from "../../../../change/location.ts";
import type { NativeResource } from "../../../native.ts";
import type { Resource } from "../../../resource.ts";
import { type Value, textOf, valueAt } from "../../../value.ts";
import { scalar, unknown } from "../../../value-builders.ts";
import { resourceOf } from "../resource-of.ts";
import { Settings } from "../settings.ts";

/** A hosting plan. The tier comes from the SKU's name or tier: https://learn.microsoft.com/azure/azure-functions/functions-scale */
export function planResource(native: NativeResource): Resource {
  const settings = new Settings(native).take("sku", "sku.name").take("tier", "sku.tier", tierOf).take("tier", "sku.name", tierOf);
  const byTier = valueAt(native.properties, "sku", "tier");
  const tier = settings.raw.get("tier");
  if (tier?.value.kind === "unknown" && byTier !== undefined && textOf(byTier) !== undefined) settings.take("tier", "sku.tier", tierOf);
  const isFlex = textOf(settings.raw.get("tier")?.value) === "flex";
  if (!isFlex || valueAt(native.properties, "properties", "reserved") !== undefined) settings.put("operatingSystem", operatingSystemOf(native));
  return resourceOf(native, "plan", {
    settings: settings.raw,
    names: new Map([
      ["sku", "sku.name"],
      ["tier", "sku.name"],
    ]),
  });
}

function tierOf(value: Value): Value {
  const text = textOf(value)?.toLowerCase();
  if (text === undefined) return value.kind === "unknown" ? value : unknown("the SKU is computed at deployment", value.at);
  if (text === "y1" || text === "dynamic") return scalar("consumption", value.at);
  if (text === "fc1" || text.startsWith("flex")) return scalar("flex", value.at);
  if (text.startsWith("ep") || text.startsWith("elastic")) return scalar("premium", value.at);
  return scalar(text.startsWith("ws") || text.startsWith("workflow") ? "workflow" : "dedicated", value.at);
}

function operatingSystemOf(native: NativeResource): Value | undefined {
  const reserved = valueAt(native.properties, "properties", "reserved");
  if (reserved !== undefined)
    return reserved.kind === "scalar"
      ? scalar(reserved.value === true ? "linux" : "windows", reserved.at)
      : unknown("computed at deployment", reserved.at);
  const kind = valueAt(native.properties, "kind");
  const text = textOf(kind)?.toLowerCase();
  if (kind !== undefined && text?.includes("linux") === true) return scalar("linux", kind.at);
  return kind !== undefined && text === undefined ? unknown("the kind is computed at deployment", kind.at) : scalar("windows", headingOf(native.at));
}
