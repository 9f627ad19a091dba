import type { Location } from "../change/location.ts";
import type { Edit } from "../findings/finding.ts";
import type { Link } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { KnownSetting } from "../stack/setting.ts";

/** A name in a code span. Characters that would end the span or the line are left out. */
export function named(what: Resource | string): string {
  const text = typeof what === "string" ? what : what.name;
  return `\`${text.replaceAll(/[`\r\n]/g, "")}\``;
}

/** A duration as people say it: 45 s, 2 min, 4 h, 14 days. */
export function duration(seconds: number): string {
  const units = [
    { size: 86_400, name: "day" },
    { size: 3_600, name: "h" },
    { size: 60, name: "min" },
  ];
  const unit = units.find(({ size }) => seconds >= 2 * size && seconds % size === 0);
  if (unit === undefined) return `${seconds} s`;
  return unit.name === "day" ? `${seconds / unit.size} days` : `${seconds / unit.size} ${unit.name}`;
}

/** How a link's source is called in a sentence: its resource's name, or what kind of thing it is. */
export function sourceName(link: Link): string {
  if (link.from.resource !== null) return named(link.from.resource);
  const service = link.string("service");
  return service.known ? `the ${service.value} source` : "its source";
}

/** Where a setting was written, as a phrase: "the default" where nobody wrote it. */
export function orDefault(setting: KnownSetting<unknown>): string {
  return setting.isDefault ? " (the default)" : "";
}

/** An edit that replaces a written value; undefined for defaults, computed values and values whose place is not exact. */
export function replaceValue(setting: KnownSetting<unknown>, replacement: string): Edit | undefined {
  return setting.valueAt === undefined ? undefined : editOf(setting.valueAt, replacement);
}

function editOf(at: Location, replacement: string): Edit | undefined {
  return at.start === undefined || at.end === undefined ? undefined : { path: at.path, start: at.start, end: at.end, replacement };
}
