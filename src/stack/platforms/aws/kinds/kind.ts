import type { ResourceKind, resourceVocabulary } from "../../../vocabulary.ts";
import type { Conversion } from "../conversions.ts";

/** Where a common setting stands in the properties: a path such as `TracingConfig.Mode`, with a conversion where the values differ, or several paths of which the first that is there counts. */
export type SettingSource = string | { readonly path: string | readonly string[]; readonly as?: Conversion };

/** How a CloudFormation type becomes a resource. */
export interface AwsKind {
  readonly kind: ResourceKind;
  readonly settings: ReadonlyMap<string, SettingSource>;
  /** Settings that follow from the type alone. */
  readonly constants: ReadonlyMap<string, string | boolean>;
}

type SettingsOf<K extends ResourceKind> = Partial<Record<Extract<keyof (typeof resourceVocabulary)[K], string>, SettingSource>>;
type ConstantsOf<K extends ResourceKind> = Partial<Record<Extract<keyof (typeof resourceVocabulary)[K], string>, string | boolean>>;

/** One row of a table of types; the compiler checks the settings against the vocabulary. */
export function kind<K extends ResourceKind>(name: K, settings: SettingsOf<K>, constants: ConstantsOf<K> = {}): AwsKind {
  return { kind: name, settings: mapOfDefined(settings), constants: mapOfDefined(constants) };
}

/** The rows of one service family. */
export type KindTable = Readonly<Record<string, AwsKind>>;

/** Settings that one declaration gives to the resource that another declares: a function's URL, a bucket's versioning. */
export interface Contribution {
  /** The kind of the other resource. */
  readonly to: ResourceKind;
  /** The property that names the other resource. */
  readonly target: string;
  readonly settings: ReadonlyMap<string, SettingSource>;
}

/** One row of a table of contributions. */
export function contribution<K extends ResourceKind>(to: K, target: string, settings: SettingsOf<K>): Contribution {
  return { to, target, settings: mapOfDefined(settings) };
}

function mapOfDefined<T>(values: Readonly<Record<string, T | undefined>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}
