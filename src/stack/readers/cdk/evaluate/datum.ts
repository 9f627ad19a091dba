import type { Location } from "../../../../change/location.ts";
import type { ClassNode, FunctionNode, Module } from "../syntax/syntax.ts";
import type { ConstructNode } from "./construct-node.ts";
import type { Environment } from "./environment.ts";

/** A property of an object: `key` is the place of its name, `at` that of name and value together. */
export interface Field {
  readonly value: Datum;
  readonly key: Location;
  readonly at: Location;
}

/** A value while the program is read. What only the deployment or the library knows stays symbolic. */
export type Datum =
  | LiteralDatum
  | TextDatum
  | ListDatum
  | ObjectDatum
  | UnknownDatum
  | ChoiceDatum
  | ClosureDatum
  | ClassDatum
  | LibraryDatum
  | TermDatum
  | InstanceDatum
  | AttributeDatum
  | NamespaceDatum;

export interface LiteralDatum {
  readonly kind: "literal";
  readonly value: string | number | boolean | null | undefined;
  readonly at: Location;
}

/** A string of which some parts are not literal. */
export interface TextDatum {
  readonly kind: "text";
  readonly parts: readonly Datum[];
  readonly at: Location;
}

/** A list; `open` says why more items may follow. */
export interface ListDatum {
  readonly kind: "list";
  readonly items: Datum[];
  open: string | undefined;
  readonly at: Location;
}

/** An object literal; `open` says why it may have more properties than these. */
export interface ObjectDatum {
  readonly kind: "object";
  readonly fields: Map<string, Field>;
  open: string | undefined;
  /** How many undecided conditions surround its creation: later writes under more of them are only possible. */
  readonly depth: number;
  readonly at: Location;
}

export interface UnknownDatum {
  readonly kind: "unknown";
  readonly reason: string;
  readonly at: Location;
}

/** One of several values; which one is known when the program runs. */
export interface ChoiceDatum {
  readonly kind: "choice";
  readonly options: readonly Datum[];
  readonly reason: string;
  readonly at: Location;
}

export interface ClosureDatum {
  readonly kind: "closure";
  readonly node: FunctionNode;
  readonly environment: Environment;
  readonly module: Module;
  readonly self: Datum | undefined;
  /** The class that declares it, for `super`. */
  readonly owner: ClassDatum | undefined;
  readonly at: Location;
}

export interface ClassDatum {
  readonly kind: "class";
  readonly node: ClassNode;
  readonly environment: Environment;
  readonly module: Module;
  readonly statics: Map<string, Datum>;
  readonly at: Location;
}

/** Something of a package: `lambda.Runtime.NODEJS_22_X` is `aws-lambda` and `["Runtime", "NODEJS_22_X"]`. */
export interface LibraryDatum {
  readonly kind: "library";
  readonly package: string;
  readonly path: readonly string[];
  readonly at: Location;
}

/** What a package makes of a call or construction that is none of a construct: `Duration.seconds(30)`, `new SqsEventSource(queue)`, `statement.addActions(…)`. */
export interface TermDatum {
  readonly kind: "term";
  /** `core.Duration.seconds`, `aws-lambda-event-sources.SqsEventSource`; the method's name where it is called on something. */
  readonly name: string;
  readonly receiver: Datum | undefined;
  readonly arguments: readonly Datum[];
  /** The file that says it: paths are relative to it. */
  readonly module: string;
  readonly at: Location;
}

/** An object of a class of the repository, or of a construct of a package; `node` is its place in the construct tree. */
export interface InstanceDatum {
  readonly kind: "instance";
  readonly definition: ClassDatum | undefined;
  readonly fields: Map<string, Datum>;
  node: ConstructNode | undefined;
  /** What its class makes of a class of a package that is no construct: an integration, a target. */
  term?: TermDatum;
  readonly depth: number;
  readonly at: Location;
}

/** A property of something of a package: `queue.queueArn`, `fn.currentVersion`. */
export interface AttributeDatum {
  readonly kind: "attribute";
  readonly of: Datum;
  readonly name: string;
  readonly at: Location;
}

/** `import * as x from "./x"`. */
export interface NamespaceDatum {
  readonly kind: "namespace";
  readonly module: string;
  readonly at: Location;
}

export function literal(value: LiteralDatum["value"], at: Location): LiteralDatum {
  return { kind: "literal", value, at };
}

export function unknownDatum(reason: string, at: Location): UnknownDatum {
  return { kind: "unknown", reason, at };
}

export function isUndefined(datum: Datum | undefined): boolean {
  return datum === undefined || (datum.kind === "literal" && (datum.value === undefined || datum.value === null));
}

/** The literal's text; undefined for anything but a string. */
export function textOfDatum(datum: Datum | undefined): string | undefined {
  return datum?.kind === "literal" && typeof datum.value === "string" ? datum.value : undefined;
}

export function numberOfDatum(datum: Datum | undefined): number | undefined {
  return datum?.kind === "literal" && typeof datum.value === "number" ? datum.value : undefined;
}

/** True or false where it is sure how a condition ends; undefined where the deployment decides. */
export function truthOf(datum: Datum): boolean | undefined {
  switch (datum.kind) {
    case "literal":
      return Boolean(datum.value);
    case "unknown":
      return undefined;
    case "attribute":
      return datum.of.kind === "unknown" ? undefined : true;
    case "choice": {
      const truths = new Set(datum.options.map(truthOf));
      return truths.size === 1 ? [...truths][0] : undefined;
    }
    case "text":
      return datum.parts.some((part) => textOfDatum(part) !== undefined) ? true : undefined;
    case "term":
      return undefined;
    default:
      return true;
  }
}

const mostOptions = 8;

/** One of these values: the value itself where all are the same, unknown where there are too many. */
export function choiceOf(options: readonly Datum[], reason: string, at: Location): Datum {
  const flat: Datum[] = [];
  for (const option of options.flatMap((one) => (one.kind === "choice" ? one.options : [one]))) {
    if (!flat.some((known) => isSame(known, option))) flat.push(option);
  }
  const [only] = flat;
  if (only !== undefined && flat.length === 1) return only;
  return flat.length > mostOptions ? unknownDatum(reason, at) : { kind: "choice", options: flat, reason, at };
}

function isSame(one: Datum, other: Datum): boolean {
  if (one === other) return true;
  if (one.kind === "literal" && other.kind === "literal") return one.value === other.value;
  if (one.kind === "library" && other.kind === "library") return one.package === other.package && one.path.join(".") === other.path.join(".");
  if (one.kind === "attribute" && other.kind === "attribute") return one.of === other.of && one.name === other.name;
  return false;
}

/** The place of the construct tree that a value stands for. */
export function nodeOf(datum: Datum | undefined): ConstructNode | undefined {
  return datum?.kind === "instance" ? datum.node : undefined;
}
