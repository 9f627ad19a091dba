import type { ResourceKind, resourceVocabulary } from "../../../vocabulary.ts";
import type { Conversion } from "../conversions.ts";

/** Where a common setting stands: a path such as `service_config.timeout_seconds`, with a conversion where units or words differ. */
export type SettingSource = string | { readonly path: string; readonly as: Conversion };

/** How a type of the Google provider becomes a resource. */
export interface GoogleKind {
  readonly kind: ResourceKind;
  readonly settings: ReadonlyMap<string, SettingSource>;
  /** Settings that follow from the type alone. */
  readonly constants: ReadonlyMap<string, string | number | boolean>;
  /** What the platform takes where nobody wrote a value, where that differs from the vocabulary's default for Google. */
  readonly defaults: ReadonlyMap<string, string | number | boolean>;
}

type NameOf<K extends ResourceKind> = Extract<keyof (typeof resourceVocabulary)[K], string>;
type Constants<K extends ResourceKind> = Partial<Record<NameOf<K>, string | number | boolean>>;

/** One row of a table of types; the compiler checks the names against the vocabulary. */
export function kind<K extends ResourceKind>(
  name: K,
  settings: Partial<Record<NameOf<K>, SettingSource>>,
  fixed: { readonly constants?: Constants<K>; readonly defaults?: Constants<K> } = {},
): GoogleKind {
  return { kind: name, settings: defined(settings), constants: defined(fixed.constants ?? {}), defaults: defined(fixed.defaults ?? {}) };
}

/** The rows of one family of services. */
export type KindTable = Readonly<Record<string, GoogleKind>>;

function defined<T>(values: Readonly<Record<string, T | undefined>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}
