import type { Location } from "../change/location.ts";
import { type EditValue, Reference } from "../findings/edit-dialect.ts";
import type { Insertion, Replacement, Wrapping } from "../findings/edit-plan.ts";
import type { Edit } from "../findings/finding.ts";
import type { Link } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { KnownSetting } from "../stack/setting.ts";
import type { MapEntry, Value } from "../stack/value.ts";

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

/** Where a setting's value is written, and behind it where the setting takes it from there: a value may stand in a parameter or variable. */
export function placesOf({ at, valueAt }: KnownSetting<unknown>, note: string): readonly { readonly at: Location; readonly note: string }[] {
  if (valueAt === undefined || (valueAt.path === at.path && valueAt.startLine >= at.startLine && valueAt.startLine <= at.endLine))
    return [{ at, note }];
  return [
    { at: valueAt, note },
    { at, note: "used here" },
  ];
}

/** An edit that replaces a written value; undefined for defaults, computed values and values whose place is not exact. */
export function replaceValue(setting: KnownSetting<unknown>, replacement: string): Edit | undefined {
  return setting.valueAt === undefined ? undefined : editOf(setting.valueAt, replacement);
}

function editOf(at: Location, replacement: string): Edit | undefined {
  return at.start === undefined || at.end === undefined ? undefined : { path: at.path, start: at.start, end: at.end, replacement };
}

/**
 * An edit that gives a written setting another value, quoted as its file wants it; undefined for defaults, computed values and values whose place is not exact.
 * `constant` is the value's name where code takes it from a class: `NODEJS_22_X`.
 */
export function setValue(setting: KnownSetting<unknown>, value: EditValue, constant?: string): Replacement | undefined {
  const at = setting.valueAt;
  if (at?.start === undefined || at.end === undefined) return undefined;
  return { kind: "replace", at, value, ...(constant !== undefined && { constant }) };
}

/** An edit that puts text around an expression of code; undefined where its place is not exact. */
export function wrap(at: Location, before: string, after: string): Wrapping | undefined {
  return at.start === undefined || at.end === undefined ? undefined : { kind: "wrap", at, before, after };
}

/** An edit that gives an entry another value; undefined where the entry does not stand in the file as a key with its value. */
export function setEntry(entry: MapEntry | undefined, value: EditValue): Replacement | undefined {
  return entry !== undefined && isWritten(entry) ? { kind: "replace", at: entry.value.at, value } : undefined;
}

/** A property that is to be written: its name as the dialect spells it, with dots for nested maps or blocks. */
export interface NewProperty {
  readonly name: string;
  readonly value: EditValue;
  /** The value is a time, which code does not write as a number. */
  readonly unit?: "seconds";
  /** What has to be written with it. */
  readonly also?: readonly { readonly name: string; readonly value: EditValue }[];
}

/**
 * An edit that writes a property below one that stands within a declaration; undefined where none does: a declaration without properties, or one whose
 * properties come from elsewhere (globals, anchors, modules).
 */
export function addProperty(properties: Value | undefined, within: Location, property: NewProperty): Insertion | undefined {
  const entries = properties?.kind === "map" ? [...properties.entries.values()] : [];
  const written = entries.filter((entry) => isWrittenWithin(entry, within)).toSorted((one, other) => (one.at.start ?? 0) - (other.at.start ?? 0));
  const before = neighbourIn(written);
  return before && { kind: "insert", after: before.at, ...property };
}

/** People write short properties above long ones: the last of those that stand above the first long one, where a reader looks for it. */
function neighbourIn(written: readonly MapEntry[]): MapEntry | undefined {
  const firstLong = written.findIndex(({ at }) => at.endLine > at.startLine);
  return firstLong > 0 ? written[firstLong - 1] : (written.findLast(({ at }) => at.endLine === at.startLine) ?? written.at(-1));
}

/** Entries that readers make up stand at the whole declaration or have a key without a value behind it. */
function isWritten({ key, at }: MapEntry): boolean {
  return at.start !== undefined && at.end !== undefined && at.start === key.start && at.end > (key.end ?? at.end);
}

function isWrittenWithin(entry: MapEntry, within: Location): boolean {
  const { at } = entry;
  if (!isWritten(entry) || at.path !== within.path || at.start === undefined || at.end === undefined) return false;
  if (within.start === undefined || within.end === undefined) return at.startLine >= within.startLine && at.endLine <= within.endLine;
  return at.start > within.start && at.end <= within.end;
}

/**
 * How a dialect writes a nested property of the common shape. Dialects that flatten or rename it say so themselves; the last word alone means that the common
 * path is theirs too.
 */
export function nestedName(nameInDialect: string, commonPath: string): string {
  return nameInDialect === commonPath.slice(commonPath.lastIndexOf(".") + 1) ? commonPath : nameInDialect;
}

/** Kinds of which CloudFormation's `Ref` is the ARN. */
const referredByArn: ReadonlySet<string> = new Set(["topic", "workflow"]);
const withArn: ReadonlySet<string> = new Set(["queue", "table", "bucket", "function", "rule", "stream", "log-group", "user-pool"]);

/** The ARN of a resource as a declaration beside it refers to it; undefined where we do not write references. */
export function arnBeside(resource: Resource, holder: { readonly scope: string }, ending = ""): Reference | undefined {
  const isTemplate = resource.format === "sam" || resource.format === "cloudformation";
  const isTerraform = resource.format === "terraform" && /^[\w.]+$/.test(resource.address);
  if (resource.scope !== holder.scope || !(isTemplate || isTerraform)) return undefined;
  if (referredByArn.has(resource.kind)) return ending === "" || isTerraform ? new Reference(resource.address, undefined, ending) : undefined;
  return withArn.has(resource.kind) ? new Reference(resource.address, "Arn", ending) : undefined;
}
