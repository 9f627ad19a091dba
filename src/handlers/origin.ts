/** What a call is given. `named` are keyword arguments; an options object is a positional argument. */
export interface Arguments {
  readonly positional: readonly Origin[];
  readonly named: ReadonlyMap<string, Origin>;
  /** False where arguments are spread. */
  readonly complete: boolean;
}

/** Where a value comes from, as far as one file tells. Values of other files stay `import` until a program resolves them. */
export type Origin =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** `name` is "*" for the module itself. `from` is the file that imports. `dotted`: a module's names follow a dot (Python). */
  | { readonly kind: "import"; readonly module: string; readonly name: string; readonly from: string; readonly dotted?: true }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "parameter"; readonly scope: string; readonly index: number; readonly name: string }
  /** `name` is "[]" for an element by a computed key. */
  | { readonly kind: "member"; readonly of: Origin; readonly name: string }
  | { readonly kind: "result"; readonly callee: Origin; readonly arguments: Arguments; readonly constructed: boolean }
  | { readonly kind: "function"; readonly scope: string }
  | { readonly kind: "class"; readonly id: string }
  /** A top-level variable of a file that changes. */
  | { readonly kind: "variable"; readonly path: string; readonly name: string }
  /** A value of which only the declared type is known. */
  | { readonly kind: "typed"; readonly type: Origin }
  | {
      readonly kind: "object";
      readonly type: Origin | null;
      readonly entries: ReadonlyMap<string, Origin>;
      readonly complete: boolean;
      readonly computed: readonly Origin[];
    }
  | { readonly kind: "list"; readonly items: readonly Origin[] }
  /** Text or a value put together from parts. `text` is true for text. */
  | { readonly kind: "mixed"; readonly parts: readonly Origin[]; readonly text: boolean }
  | { readonly kind: "unknown" };

/** A value of which nothing is known. */
export const unknownOrigin: Origin = { kind: "unknown" };
/** The arguments of a call that takes none. */
export const noArguments: Arguments = { positional: [], named: new Map(), complete: true };

/** A value that is written out. */
export function literal(value: string | number | boolean | null): Origin {
  return { kind: "literal", value };
}

/** The member of a value; an entry of an object that is at hand is looked up at once. */
export function memberOf(of: Origin, name: string): Origin {
  if (of.kind === "unknown" || of.kind === "literal") return unknownOrigin;
  if (of.kind === "object" && of.type === null) return of.entries.get(name) ?? unknownOrigin;
  if (of.kind === "object") return of.entries.get(name) ?? { kind: "member", of, name };
  if (of.kind === "list" && name === "[]")
    return of.items.length === 1 ? (of.items[0] ?? unknownOrigin) : { kind: "mixed", parts: of.items, text: false };
  if (of.kind === "import" && of.name === "*") return { ...of, name };
  return { kind: "member", of, name };
}

/** A value or, where it is absent, another: a client that a caller may give is either; anything else counts as the first. */
export function eitherOf(first: Origin, second: Origin): Origin {
  if (first.kind === "unknown") return second;
  return rootOf(first).kind === "parameter" && second.kind === "result" ? { kind: "mixed", parts: [first, second], text: false } : first;
}

/** Text of two known parts; unknown where it would grow beyond what a name can be. */
export function joinLiterals(left: Extract<Origin, { kind: "literal" }>, right: Extract<Origin, { kind: "literal" }>): Origin {
  const [one, other] = [String(left.value), String(right.value)];
  return one.length + other.length > 20_000 ? unknownOrigin : literal(one + other);
}

/** The text of a value that is written out; null for anything else. */
export function textOf(origin: Origin | undefined): string | null {
  return origin?.kind === "literal" && typeof origin.value === "string" ? origin.value : null;
}

/** The number of a value that is written out; null for anything else. */
export function numberOf(origin: Origin | undefined): number | null {
  return origin?.kind === "literal" && typeof origin.value === "number" ? origin.value : null;
}

/**
 * A dotted name for what comes from a package or is global, so that tables can be written by name: `@aws-sdk/client-s3:S3Client`, `fs:promises.writeFile`,
 * `boto3.client` (Python joins with a dot), `:fetch` for a global. Null for anything else.
 */
export function qualifiedName(origin: Origin): string | null {
  if (origin.kind === "global") return `:${origin.name}`;
  if (origin.kind === "import") return importedName(origin);
  if (origin.kind !== "member") return null;
  const base = qualifiedName(origin.of);
  if (base === null) return null;
  return base.endsWith(":") ? `${base}${origin.name}` : `${base}.${origin.name}`;
}

function importedName(origin: Extract<Origin, { kind: "import" }>): string {
  const module = origin.module.replace(/^node:/u, "");
  if (origin.dotted === true) return origin.name === "*" ? module : `${module}.${origin.name}`;
  return origin.name === "*" || origin.name === "default" ? `${module}:` : `${module}:${origin.name}`;
}

/** The value at the start of a chain of members and calls. */
export function rootOf(origin: Origin): Origin {
  let root = origin;
  for (let steps = 0; steps < 60; steps++) {
    if (root.kind === "member") root = root.of;
    else if (root.kind === "result") root = root.callee;
    else return root;
  }
  return root;
}
