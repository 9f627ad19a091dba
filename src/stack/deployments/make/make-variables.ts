import type { Location } from "../../../change/location.ts";
import { type MakeAssignment, endOfReference } from "../../../syntax/makefile.ts";
import { type Value, textOf } from "../../value.ts";
import { scalar, unknown } from "../../value-builders.ts";
import { assembled } from "../expand-text.ts";
import type { Allowance } from "../allowance.ts";
import type { Variables } from "../script.ts";

/** What stands for a name: text with references that are followed when it is asked for, or what was known when it was set. */
type Held = { readonly text: string; readonly at: Location } | { readonly value: Value };

/** What following one reference takes of the allowance for text: variables that hold one another multiply without end. */
const textOfReference = 10;
const deepestReference = 12;
/** A makefile that sets more of them is generated. */
const mostVariables = 300;
const longestReason = 80;

interface Surroundings {
  readonly environment: Variables;
  /** What the command line sets: it holds against every makefile. */
  readonly overrides: Variables;
  readonly text: Allowance;
}

/** The variables of a makefile while it is read, and those that hold for one of its targets alone. */
export class MakeVariables {
  private readonly held = new Map<string, Held>();
  private readonly exported = new Set<string>();
  private readonly surroundings: Surroundings;
  private readonly parent: MakeVariables | undefined;

  constructor(surroundings: Surroundings, parent?: MakeVariables) {
    this.surroundings = surroundings;
    this.parent = parent;
  }

  /** The variables as one target sees them. */
  inside(): MakeVariables {
    return new MakeVariables(this.surroundings, this);
  }

  set(name: string, value: Value): void {
    this.hold(name, { value });
  }

  /** Names beyond the bound count as set when make runs. */
  private hold(name: string, held: Held): void {
    if (this.held.size < mostVariables || this.held.has(name)) this.held.set(name, held);
  }

  export(names: readonly string[]): void {
    for (const name of names) this.exported.add(name);
  }

  assign({ name, operator, value, isConditional, isExported }: MakeAssignment, at: Location): void {
    if (isExported) this.exported.add(name);
    const before = this.find(name) ?? heldOf(this.surroundings.environment.get(name));
    if (operator === "?=" && before !== undefined) return;
    if (isConditional) this.set(name, unknown(`$(${name}) is set under a condition of the makefile`, at));
    else if (operator === "!=" || operator === "define") this.set(name, unknown(`$(${name}) is worked out when make runs`, at));
    else if (operator === ":=") this.set(name, assembled(this.expand(value, at), at));
    else if (operator === "+=" && before !== undefined) this.append(name, before, { text: value, at });
    else this.hold(name, { text: value, at });
  }

  /** A text with its references in place, as parts: those of variables stand where the variables are set. */
  expand(text: string, at: Location, depth = 0): readonly Value[] {
    const parts: Value[] = [];
    let start = 0;
    for (let place = text.indexOf("$"); place !== -1; place = text.indexOf("$", start)) {
      const end = endOfReference(text, place) ?? place + 1;
      parts.push(scalar(text.slice(start, place), at), ...this.reference(text.slice(place + 1, end), at, depth));
      start = end;
    }
    return [...parts, scalar(text.slice(start), at)];
  }

  /** What a shell of this makefile has beside the environment that it began with. */
  shellVariables(at: Location): Variables {
    const names = new Set([...this.names()].filter((name) => this.isExported(name) || this.surroundings.environment.has(name)));
    const own = [...names].map((name) => [name, assembled(this.lookUp(name, at, 0), at)] as const);
    return new Map([...own, ...this.surroundings.overrides]);
  }

  private append(name: string, before: Held, more: { readonly text: string; readonly at: Location }): void {
    if ("text" in before) this.hold(name, { text: `${before.text} ${more.text}`, at: more.at });
    else this.set(name, assembled([before.value, scalar(" ", more.at), ...this.expand(more.text, more.at)], more.at));
  }

  private reference(source: string, at: Location, depth: number): readonly Value[] {
    if (source === "$") return [scalar("$", at)];
    const inner = source.length > 1 ? source.slice(1, -1) : source;
    const mayFollow = depth < deepestReference && this.surroundings.text.take(textOfReference);
    const name = mayFollow && inner.includes("$") ? textOf(assembled(this.expand(inner, at, depth + 1), at)) : inner;
    if (mayFollow && name !== undefined && /^[^\s:,$]+$/.test(name)) return this.lookUp(name, at, depth);
    return [unknown(`$${source.slice(0, longestReason)} is worked out when make runs`, at)];
  }

  private lookUp(name: string, at: Location, depth: number): readonly Value[] {
    const override = this.surroundings.overrides.get(name);
    if (override !== undefined) return [override];
    const held = this.find(name) ?? heldOf(this.surroundings.environment.get(name));
    if (held === undefined) return [name === "MAKE" ? scalar("make", at) : unknown(`$(${name}) is set when make runs`, at)];
    return "value" in held ? [held.value] : this.expand(held.text, held.at, depth + 1);
  }

  private find(name: string): Held | undefined {
    return this.held.get(name) ?? this.parent?.find(name);
  }

  private names(): ReadonlySet<string> {
    return new Set([...(this.parent?.names() ?? []), ...this.held.keys()]);
  }

  private isExported(name: string): boolean {
    return this.exported.has(name) || this.exported.has("") || (this.parent?.isExported(name) ?? false);
  }
}

function heldOf(value: Value | undefined): Held | undefined {
  return value === undefined ? undefined : { value };
}
