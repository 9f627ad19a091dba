import type { Location } from "../../../../change/location.ts";
import { type Value, isFullyKnown } from "../../../value.ts";
import { entry, joined, list, map, reference, scalar, unknown } from "../../../value-builders.ts";
import { plainOf } from "../../../setting.ts";
import type { ConstructNode, ConstructScope } from "../evaluate/construct-node.ts";
import { type Datum, type Field, isUndefined, numberOfDatum } from "../evaluate/datum.ts";
import { secondsOfTerm } from "../evaluate/durations.ts";
import { withoutRepositoryRoot } from "../evaluate/project-path.ts";
import { attributeValue } from "./attributes.ts";
import { enumValue } from "./enum-values.ts";
import { termValue } from "./term-values.ts";

/** Deeper values are cut off, and larger ones: values share parts, so a few lines can describe billions of them. */
const deepest = 40;
const heaviest = 20_000;

/** How addresses of other stacks are called. */
export type ScopeNames = (scope: ConstructScope) => string;

/** Turns what a program holds into values of the stack, as seen from one stack of it. */
export class Conversion {
  readonly scope: ConstructScope;
  readonly scopeNames: ScopeNames;
  private depth = 0;
  private readonly known = new WeakMap<Datum, Value>();
  private readonly weights = new WeakMap<Value, number>();

  constructor(scope: ConstructScope, scopeNames: ScopeNames) {
    this.scope = scope;
    this.scopeNames = scopeNames;
  }

  /** A reference to a construct, or to something that the CDK makes for it (`suffix`). */
  reference(node: ConstructNode, at: Location, to: { readonly attribute?: string | undefined; readonly suffix?: string } = {}): Value {
    const address = to.suffix === undefined ? node.path : `${node.path}/${to.suffix}`;
    const value = reference(address, at, to.attribute);
    return node.scope === this.scope ? value : { ...value, scope: this.scopeNames(node.scope) };
  }

  value(datum: Datum): Value {
    const before = this.known.get(datum);
    if (before !== undefined) return before;
    if (this.depth > deepest) return unknown("nested too deeply", datum.at);
    this.depth += 1;
    try {
      const value = this.bounded(this.convert(datum));
      this.known.set(datum, value);
      return value;
    } finally {
      this.depth -= 1;
    }
  }

  private bounded(value: Value): Value {
    const parts =
      value.kind === "list"
        ? value.items
        : value.kind === "joined"
          ? value.parts
          : value.kind === "map"
            ? [...value.entries.values()].map((one) => one.value)
            : [];
    const weight = parts.reduce((sum, part) => sum + (this.weights.get(part) ?? 1), 1);
    if (weight > heaviest) return unknown("the value is too large", value.at);
    this.weights.set(value, weight);
    return value;
  }

  /** The value of a property: where it is written elsewhere, it stands at the property's line, and is not to be edited there. */
  settingValue(field: Field): Value {
    const value = this.value(field.value);
    if (isWithin(value.at, field.at)) return value;
    return { ...value, at: { path: field.at.path, startLine: field.at.startLine, endLine: field.at.endLine } };
  }

  private convert(datum: Datum): Value {
    const { at } = datum;
    switch (datum.kind) {
      case "literal":
        return scalar(typeof datum.value === "string" ? withoutRepositoryRoot(datum.value) : (datum.value ?? null), at);
      case "text":
        return joined(
          datum.parts.map((part) => this.value(part)),
          at,
        );
      case "list":
        return list([...datum.items.map((item) => this.value(item)), ...(datum.open === undefined ? [] : [unknown(datum.open, at)])], at);
      case "object":
        return this.object(datum);
      case "unknown":
        return unknown(datum.reason, at);
      case "choice":
        return this.choice(datum);
      case "library":
        return this.member(datum);
      case "term":
        return this.duration(datum) ?? termValue(this, datum);
      case "instance":
        return datum.node === undefined
          ? unknown("an object of a class", at)
          : attributeValue(this, { kind: "attribute", of: datum, name: "ref", at });
      case "attribute":
        return attributeValue(this, datum);
      default:
        return unknown("computed in code", at);
    }
  }

  private object(datum: Extract<Datum, { kind: "object" }>): Value {
    if (datum.open !== undefined) return unknown(datum.open, datum.at);
    const fields = [...datum.fields].filter(([, field]) => !isUndefined(field.value));
    return map(
      fields.map(([name, field]) => entry(name, this.value(field.value), { key: field.key, at: field.at })),
      datum.at,
    );
  }

  private choice(datum: Extract<Datum, { kind: "choice" }>): Value {
    const values = datum.options.map((option) => this.value(option));
    const [first, ...others] = values;
    const text = first === undefined || !isFullyKnown(first) ? undefined : JSON.stringify(plainOf(first));
    const isOne = text !== undefined && others.every((other) => isFullyKnown(other) && JSON.stringify(plainOf(other)) === text);
    return isOne && first !== undefined ? first : unknown(datum.reason, datum.at);
  }

  private member(datum: Extract<Datum, { kind: "library" }>): Value {
    const [holder, name] = datum.path;
    const pseudo = datum.package === "core" && holder === "Aws" ? pseudoParameters.get(name ?? "") : undefined;
    if (pseudo !== undefined) return unknown(pseudo, datum.at);
    if (datum.package === "core" && holder === "Aws" && name === "NO_VALUE") return scalar(null, datum.at);
    if (datum.package.startsWith("npm:") || datum.package.startsWith("pip:") || datum.package === "global" || datum.path.length < 2)
      return unknown("it comes from a package", datum.at);
    const value = enumValue(datum);
    return value === undefined ? unknown("the installed version of the CDK decides", datum.at) : scalar(value, datum.at);
  }

  private duration(datum: Extract<Datum, { kind: "term" }>): Value | undefined {
    const seconds = secondsOfTerm(datum);
    return seconds === undefined ? undefined : scalar(numberOfDatum(seconds) ?? null, seconds.at);
  }
}

const pseudoParameters: ReadonlyMap<string, string> = new Map([
  ["REGION", "AWS::Region"],
  ["ACCOUNT_ID", "AWS::AccountId"],
  ["PARTITION", "AWS::Partition"],
  ["STACK_NAME", "AWS::StackName"],
  ["STACK_ID", "AWS::StackId"],
  ["URL_SUFFIX", "AWS::URLSuffix"],
]);

function isWithin(inner: Location, outer: Location): boolean {
  if (inner.path !== outer.path) return false;
  if (inner.start === undefined || inner.end === undefined || outer.start === undefined || outer.end === undefined)
    return outer.startLine <= inner.startLine && inner.endLine <= outer.endLine;
  return outer.start <= inner.start && inner.end <= outer.end;
}
