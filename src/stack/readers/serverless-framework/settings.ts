import type { Location } from "../../../change/location.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { map } from "../../value-builders.ts";

/** How a framework's setting is written in CloudFormation: its path, and a change of the value where the shapes differ. */
interface Translation {
  readonly to: string;
  readonly as?: (value: Value) => Value;
}

export type Translations = Readonly<Record<string, string | Translation>>;

/** The settings under CloudFormation's names; what is written as null is absent, what has no translation is left out. */
export function translated(settings: Value, translations: Translations): readonly MapEntry[] {
  return Object.entries(translations).flatMap(([name, translation]) => {
    const written = entryOf(settings, name);
    if (written === undefined || isNull(written.value)) return [];
    const { to, as } = typeof translation === "string" ? { to: translation, as: undefined } : translation;
    const value = as === undefined ? written.value : as(written.value);
    return [nested(to.split("."), { ...written, value })];
  });
}

/** `ScalingConfig.MaximumConcurrency` as an entry that holds a map. */
function nested(path: readonly string[], written: MapEntry): MapEntry {
  const [first = "", ...rest] = path;
  if (rest.length === 0) return { ...written, name: first };
  return { ...written, name: first, value: map([nested(rest, written)], written.at) };
}

/** Entries of the same name joined, since two settings can be parts of one property. */
export function joinedEntries(entries: readonly MapEntry[], at: Location): MapValue {
  const byName = new Map<string, MapEntry>();
  for (const one of entries) {
    const before = byName.get(one.name);
    const isBoth = before?.value.kind === "map" && one.value.kind === "map";
    byName.set(one.name, isBoth ? { ...one, value: joinedEntries([...entriesOf(before.value), ...entriesOf(one.value)], one.value.at) } : one);
  }
  return { kind: "map", entries: byName, at };
}

export function entriesOf(value: Value | undefined): readonly MapEntry[] {
  return value?.kind === "map" ? [...value.entries.values()] : [];
}

/** How the dialect writes paths of the common shape: the reverse of the translations. */
export function dialectNames(translations: Translations): (path: string) => string | undefined {
  const names = new Map<string, string>();
  for (const [name, translation] of Object.entries(translations)) {
    const to = typeof translation === "string" ? translation : translation.to;
    if (!names.has(to)) names.set(to, name);
  }
  return (path) => {
    const direct = names.get(path);
    if (direct !== undefined) return direct;
    // FunctionResponseTypes.0 is still functionResponseType.
    const whole = [...names.keys()].find((known) => path.startsWith(`${known}.`) || known.startsWith(`${path}.`));
    return whole === undefined ? undefined : names.get(whole);
  };
}

/** A setting of the function, else of the provider; null on the function takes the provider's away. */
export function settingOf(name: string, own: Value, inherited: Value | undefined): MapEntry | undefined {
  const found = entryOf(own, name) ?? entryOf(inherited, name);
  return found === undefined || isNull(found.value) ? undefined : found;
}

function isNull(value: Value): boolean {
  return value.kind === "scalar" && value.value === null;
}

export function isTrue(value: Value | undefined): boolean {
  return textOf(value) === "true";
}
