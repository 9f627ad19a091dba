import type { Location } from "../change/location.ts";

/**
 * A value of a template after resolution, with the place it was written. Intrinsics, references and variables are resolved as far as the
 * repository tells; what it does not tell stays `unknown` with the reason, or a `reference` to a resource of the same stack.
 */
export type Value = ScalarValue | ListValue | MapValue | ReferenceValue | JoinedValue | UnknownValue;

export interface ScalarValue {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly at: Location;
  /** Where somebody decides the value, when that is another place than the one that uses it: the deploy step that passes a parameter. */
  readonly from?: Location;
  /** A template's default for a parameter, or text made with one: a stack that stands keeps what it was given once, whatever becomes of the default. */
  readonly isDefault?: true;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Value[];
  readonly at: Location;
}

/** `at` of an entry is the place of key and value together; `key` the place of the key alone. */
export interface MapEntry {
  readonly name: string;
  readonly key: Location;
  readonly value: Value;
  readonly at: Location;
}

export interface MapValue {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly at: Location;
}

/** A pointer to a resource of the same stack: `Ref`, `Fn::GetAtt`, `aws_sqs_queue.orders.arn`, `queue.queueArn`. */
export interface ReferenceValue {
  readonly kind: "reference";
  /** The native address inside the scope: a logical id, `aws_sqs_queue.orders`, a Bicep symbol. */
  readonly address: string;
  /** The attribute asked for ("Arn", "Name", "QueueUrl" …, in the platform's shape); absent for a plain `Ref`. */
  readonly attribute?: string;
  /** The scope that declares it, where that is not the scope of the resource whose value this is: nested stacks, modules, imports of exports. */
  readonly scope?: string;
  readonly at: Location;
}

/** A string of which only some parts are known: `Fn::Sub`, `Fn::Join`, `"${x}-name"`. Never made of scalars only. */
export interface JoinedValue {
  readonly kind: "joined";
  readonly parts: readonly Value[];
  readonly at: Location;
}

export interface UnknownValue {
  readonly kind: "unknown";
  /** Why it cannot be known, for readers: "parameter Stage has no default", "import of another stack". */
  readonly reason: string;
  /** What would tell the value, where another declaration of the repository may: it is looked up once all formats are read. */
  readonly awaits?: Lookup;
  readonly at: Location;
}

/** The name under which a value is stored for others: a parameter of Systems Manager, an export, an output (`<stack>.<output>`). */
export interface Lookup {
  readonly store: "parameter" | "export" | "stack-output" | "service-output";
  readonly key: string;
}

/** The value at a path of map keys and list indexes; undefined where something on the way is absent, the unknown value where it is unknown. */
export function valueAt(value: Value | undefined, ...steps: readonly (string | number)[]): Value | undefined {
  let current = value;
  for (const step of steps) {
    if (current === undefined || current.kind === "unknown") return current;
    if (typeof step === "number") current = current.kind === "list" ? current.items[step] : undefined;
    else current = current.kind === "map" ? current.entries.get(step)?.value : undefined;
  }
  return current;
}

/** The entry (key and value with their places) of a map, where the value is a map that has it. */
export function entryOf(value: Value | undefined, name: string): MapEntry | undefined {
  return value?.kind === "map" ? value.entries.get(name) : undefined;
}

/** The items of a list; a single value counts as a list of one, as IAM and many templates allow. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === "list" ? value.items : [value];
}

/** The scalar's text, where the value is a known string, number or boolean. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}

/** Whether anything inside the value is unknown or points elsewhere. */
export function isFullyKnown(value: Value): boolean {
  switch (value.kind) {
    case "scalar":
      return true;
    case "list":
      return value.items.every(isFullyKnown);
    case "map":
      return [...value.entries.values()].every((entry) => isFullyKnown(entry.value));
    default:
      return false;
  }
}
