import type { Location } from "../../../../change/location.ts";
import type { MapEntry, MapValue, Value } from "../../../value.ts";
import { entry, map } from "../../../value-builders.ts";
import type { Datum, Field } from "../evaluate/datum.ts";
import { snakeCase } from "../evaluate/objects.ts";
import type { Conversion } from "./conversion.ts";
import { propertyOf } from "./property.ts";

/** How the value of a property becomes that of a template; undefined leaves it out. */
export type Convert = (conversion: Conversion, value: Datum) => Value | undefined;

/** Where a property stands in a template (`TracingConfig.Mode`), and how its value is converted. */
export type PropertyTarget = string | { readonly to: string; readonly as: Convert };

/** The properties of one construct class, by the names of the CDK. */
export type PropertyTable = Readonly<Record<string, PropertyTarget>>;

interface Branch {
  readonly children: Map<string, Branch>;
  leaf: MapEntry | undefined;
}

interface Places {
  readonly key: Location;
  readonly at: Location;
}

/** Gathers the properties of a resource under their names in a template, with the places and names of the program. */
export class ResourceProperties {
  private readonly conversion: Conversion;
  private readonly root: Branch = { children: new Map(), leaf: undefined };
  private readonly names = new Map<string, string>();
  private readonly language: "typescript" | "python";
  private readonly at: Location;

  constructor(conversion: Conversion, from: { readonly at: Location; readonly language: "typescript" | "python" }) {
    this.conversion = conversion;
    this.at = from.at;
    this.language = from.language;
  }

  /** Takes every property of the table; what an open object may hold becomes unknown. */
  take(given: Datum | undefined, table: PropertyTable): this {
    for (const [name, target] of Object.entries(table)) {
      const path = typeof target === "string" ? target : target.to;
      this.names.set(path, this.written(name));
      const field = propertyOf(given, name);
      if (field !== undefined) this.takeField(path, field, typeof target === "string" ? undefined : target.as);
    }
    return this;
  }

  private takeField(path: string, field: Field, convert: Convert | undefined): void {
    const value =
      convert === undefined || field.value.kind === "unknown" || field.value.kind === "choice"
        ? this.conversion.settingValue(field)
        : convert(this.conversion, field.value);
    if (value !== undefined) this.put(path, value, field);
  }

  /** Puts a value; without places it stands where the value stands. */
  put(path: string, value: Value | undefined, places?: Places, name?: string): this {
    if (value === undefined) return this;
    if (name !== undefined) this.names.set(path, this.written(name));
    const steps = path.split(".");
    const last = steps.pop() ?? path;
    let branch = this.root;
    for (const step of steps) {
      const next = branch.children.get(step) ?? { children: new Map(), leaf: undefined };
      branch.children.set(step, next);
      branch = next;
    }
    branch.children.set(last, { children: new Map(), leaf: entry(last, value, places ?? {}) });
    return this;
  }

  has(path: string): boolean {
    let branch: Branch | undefined = this.root;
    for (const step of path.split(".")) branch = branch?.children.get(step);
    return branch !== undefined;
  }

  build(): MapValue {
    return map([...this.root.children].map(entryOfBranch), this.at);
  }

  /** How the program writes a property of the template. */
  get nativeNames(): (path: string) => string | undefined {
    return (path) => this.names.get(path) ?? this.names.get(path.replace(/\.\d+/gu, ""));
  }

  private written(name: string): string {
    return this.language === "python" ? snakeCase(name) : name;
  }
}

/** A property that holds others stands where the first of them stands. */
function entryOfBranch([name, branch]: [string, Branch]): MapEntry {
  if (branch.leaf !== undefined) return branch.leaf;
  const entries = [...branch.children].map(entryOfBranch);
  const at = entries[0]?.at ?? { path: "", startLine: 1, endLine: 1 };
  return { name, key: entries[0]?.key ?? at, value: map(entries, at), at };
}
