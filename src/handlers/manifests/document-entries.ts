import type { DocumentEntry, DocumentValue } from "../../syntax/document-value.ts";
import type { ManifestFact } from "./manifest-fact.ts";

/** The entry at the end of a path of keys. */
export function entryAt(value: DocumentValue | undefined, ...steps: readonly string[]): DocumentEntry | undefined {
  let found: DocumentEntry | undefined;
  let current = value;
  for (const step of steps) {
    found = current?.kind === "map" ? current.entries.get(step) : undefined;
    current = found?.value;
  }
  return found;
}

/** The entries of a map; none where it is something else. */
export function entriesOf(value: DocumentValue | undefined): readonly DocumentEntry[] {
  return value?.kind === "map" ? [...value.entries.values()] : [];
}

/** The items of a list; none where it is something else. */
export function itemsOf(value: DocumentValue | undefined): readonly DocumentValue[] {
  return value?.kind === "list" ? value.items : [];
}

/** A scalar as text. */
export function textOf(value: DocumentValue | undefined): string | undefined {
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}

/** What an entry says, where it is a scalar. */
export function factOf(entry: DocumentEntry | undefined): ManifestFact | undefined {
  const value = textOf(entry?.value);
  return entry === undefined || value === undefined ? undefined : { value, at: entry.at };
}
