import type { Location } from "../../../../change/location.ts";
import type { ConstructNode, MethodCall } from "./construct-node.ts";
import type { Datum } from "./datum.ts";

/** Expressions that one program may evaluate: enough for hundreds of stacks, and an end for what never ends. */
const mostSteps = 600_000;
const deepestCalls = 40;
/** Expressions inside expressions, through calls: far from where the stack of the runtime ends. */
const deepestNesting = 500;
const mostConstructs = 5_000;

/** What the program has made so far, and how much it may still do. */
export class ProgramState {
  readonly constructs: ConstructNode[] = [];
  readonly calls: MethodCall[] = [];
  /** Values that were handed to code that nobody can read: it may have changed them. */
  readonly escaped = new Set<Datum>();
  /** Undecided conditions around what runs now. */
  conditions = 0;
  private steps = 0;
  private nesting = 0;
  private readonly sites: Location[] = [];
  private readonly paths = new Map<object, Map<string, number>>();

  /** False when the budget is used up. */
  spend(): boolean {
    this.steps += 1;
    return this.steps <= mostSteps;
  }

  /** Runs work one level deeper; undefined where it is too deep or the budget is used up. */
  nested<T>(work: () => T): T | undefined {
    if (!this.spend() || this.nesting >= deepestNesting) return undefined;
    this.nesting += 1;
    try {
      return work();
    } finally {
      this.nesting -= 1;
    }
  }

  get isExhausted(): boolean {
    return this.steps > mostSteps || this.constructs.length >= mostConstructs;
  }

  /** Runs work that only a condition leads to. */
  possibly<T>(work: () => T): T {
    this.conditions += 1;
    try {
      return work();
    } finally {
      this.conditions -= 1;
    }
  }

  /** Runs work inside a call; undefined where calls are nested too deeply. */
  inside<T>(site: Location, work: () => T): T | undefined {
    if (this.sites.length >= deepestCalls) return undefined;
    this.sites.push(site);
    try {
      return work();
    } finally {
      this.sites.pop();
    }
  }

  /** The innermost call that holds a place, else the given one. */
  siteOf(place: Location, otherwise: Location): Location {
    if (holds(otherwise, place)) return otherwise;
    return this.sites.findLast((site) => holds(site, place)) ?? otherwise;
  }

  /** The path, with a number where the scope has it already. The two branches of a condition may make the same: they share it. */
  pathOf(scope: object, path: string): string {
    const taken = this.paths.get(scope) ?? new Map<string, number>();
    this.paths.set(scope, taken);
    let unique = path;
    for (let count = 2; ; count += 1) {
      const before = taken.get(unique);
      if (before === undefined || (before > 0 && this.conditions === before)) break;
      unique = `${path}#${count}`;
    }
    taken.set(unique, this.conditions);
    return unique;
  }

  add(node: ConstructNode): void {
    if (this.constructs.length < mostConstructs) this.constructs.push(node);
  }

  record(call: MethodCall): void {
    if (this.calls.length < mostConstructs * 4) this.calls.push(call);
  }

  /** What unread code is handed: constructs inside lists and objects too. */
  escape(data: readonly Datum[], depth = 0): void {
    for (const datum of data) {
      if (depth > 4 || this.escaped.has(datum)) continue;
      if (datum.kind === "instance") this.escaped.add(datum);
      else if (datum.kind === "list") this.escape(datum.items, depth + 1);
      else if (datum.kind === "choice") this.escape(datum.options, depth + 1);
      else if (datum.kind === "object")
        this.escape(
          [...datum.fields.values()].map((field) => field.value),
          depth + 1,
        );
      else if (datum.kind === "attribute") this.escape([datum.of], depth + 1);
    }
  }
}

function holds(outer: Location, inner: Location): boolean {
  if (outer.path !== inner.path || outer.start === undefined || outer.end === undefined || inner.start === undefined || inner.end === undefined)
    return false;
  return outer.start <= inner.start && inner.end <= outer.end;
}
