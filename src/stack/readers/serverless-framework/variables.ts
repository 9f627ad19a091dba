import type { Location } from "../../../change/location.ts";
import { type Value, entryOf, textOf } from "../../value.ts";
import { joined, map, relocated, scalar, unknown } from "../../value-builders.ts";
import { type Deployment, inProduction, isProduction, passedByAll } from "../../deployments/deployment.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import { acrossStages, anyStage, mayChoose, stagesBehind, stagesOfParameters, usualStages } from "./stages.ts";
import { type ServiceView, type SourceCall, asText, askSource } from "./variable-sources.ts";
import { type Alternative, type TextPart, mayHoldVariable, partsOfText, plainFileOf } from "./variable-syntax.ts";

const maximumSteps = 300_000;
const maximumDepth = 60;
const maximumLength = 1_000_000;
/** More stages than these are not compared. */
const maximumStages = 6;
const mostDeployments = 12;

/** What the variables of a service are resolved with. */
interface Init {
  readonly path: string;
  readonly root: Value;
  readonly files: LocalFiles;
  /** The deployments of the service; none where nobody says how it is deployed. */
  readonly deployments: readonly Deployment[];
  /** Set for one of several deployments: what is missing is noted once, for all of them. */
  readonly isVariant?: true;
}

/**
 * Resolves the variables of one service's configuration, as all its deployments see it. Every reference to a key that is not there, and every circle, becomes a
 * note.
 */
export class Variables implements ServiceView {
  readonly path: string;
  readonly root: Value;
  readonly files: LocalFiles;
  private readonly init: Init;
  /** The configuration as each single deployment sees it, where there are several. */
  private readonly variants: readonly { readonly label: string; readonly variables: Variables }[];
  private readonly running = new Set<string>();
  private readonly said = new Set<string>();
  private steps = 0;
  private depth = 0;
  private stageName: Value | undefined;
  private otherStage: string | undefined;

  constructor(init: Init) {
    this.init = init;
    this.path = init.path;
    this.root = init.root;
    this.files = init.files;
    const several = init.deployments.length > 1 && init.deployments.length <= mostDeployments ? init.deployments : [];
    this.variants = several.map((deployment) => ({
      label: deployment.label,
      variables: new Variables({ ...init, deployments: [deployment], isVariant: true }),
    }));
  }

  /** The value with every variable replaced, also inside lists and maps. */
  resolve(value: Value): Value {
    this.steps += 1;
    if (this.steps > maximumSteps) return this.given("the variables of this service unfold to too many values", value.at);
    if (value.kind === "scalar") return typeof value.value === "string" && mayHoldVariable(value.value) ? this.text(value.value, value.at) : value;
    if (value.kind !== "list" && value.kind !== "map") return value;
    return this.deeper(value.at, () => {
      if (value.kind === "list") return { ...value, items: value.items.map((item) => this.resolve(item)) };
      return map(
        [...value.entries.values()].map((entry) => ({ ...entry, value: this.resolve(entry.value) })),
        value.at,
      );
    });
  }

  walk(start: Value, address: string): Value | undefined {
    let current: Value | undefined = this.shallow(start);
    for (const step of address.split(".")) {
      // A part of what another stack stores is not the whole of it.
      if (current === undefined || current.kind === "unknown") return current && unknown(current.reason, current.at);
      const next: Value | undefined = current.kind === "list" ? current.items[Number(step)] : entryOf(current, step)?.value;
      current = next === undefined ? undefined : this.shallow(next);
    }
    return current;
  }

  get isOtherStage(): boolean {
    return this.otherStage !== undefined;
  }

  stage(at: Location): Value {
    if (this.otherStage !== undefined) return scalar(this.otherStage, at);
    if (this.stageName === undefined) {
      // Set first: a stage that is defined through itself is "dev".
      this.stageName = scalar("dev", at);
      this.stageName = this.passed("opt:stage", at) ?? this.writtenStage() ?? this.stageName;
    }
    return relocated(this.stageName, at);
  }

  private writtenStage(): Value | undefined {
    const written = this.walk(this.root, "provider.stage");
    if (written?.kind === "unknown") return this.init.deployments.length === 0 ? undefined : written;
    return written?.kind === "scalar" && typeof written.value === "string" && written.value !== "" ? written : undefined;
  }

  passed(name: string, at: Location): Value | undefined {
    return passedByAll(this.init.deployments, name, at);
  }

  /** Resolves a variable that stands for the value itself, not what is inside it. */
  private shallow(value: Value): Value {
    if (value.kind !== "scalar" || typeof value.value !== "string" || !mayHoldVariable(value.value)) return value;
    return this.wholeFile(value.value, value.at) ?? this.text(value.value, value.at);
  }

  /** What `${file(custom.yml)}` holds as it is written: one key of it may ask for another of the same file. */
  private wholeFile(text: string, at: Location): Value | undefined {
    const source = plainFileOf(partsOfText(text));
    const given = source === undefined ? "absent" : this.ask(source, at);
    return given !== "absent" && "value" in given && given.value.kind === "map" ? given.value : undefined;
  }

  private text(text: string, at: Location): Value {
    const result = this.textOfParts(partsOfText(text), at);
    return result.kind === "scalar" && String(result.value).length > maximumLength ? this.given("the text is too long", at) : result;
  }

  private variable(part: { readonly alternatives: readonly Alternative[]; readonly source: string }, at: Location): Value {
    this.steps += 1;
    if (this.steps > maximumSteps) return this.given("the variables of this service unfold to too many values", at);
    if (this.running.has(part.source)) return this.given(`the variable ${part.source.slice(0, 100)} refers to itself`, at);
    this.running.add(part.source);
    try {
      return this.deeper(at, () => this.inStages(part, at) ?? this.acrossDeployments(part.source, this.firstOf(part.alternatives, part.source, at)));
    } finally {
      this.running.delete(part.source);
    }
  }

  /** The value of a variable that is chosen by the stage, where the file names several stages and nobody says which are deployed; undefined for all others. */
  private inStages(part: { readonly alternatives: readonly Alternative[]; readonly source: string }, at: Location): Value | undefined {
    if (this.isOtherStage || this.init.deployments.length > 0 || !part.alternatives.some(mayChoose)) return undefined;
    const own = textOf(this.stage(at)) ?? "dev";
    const stages = part.alternatives.flatMap((one) => this.stagesOf(one, at));
    const named = new Set([own, ...stages.filter(isProduction), ...stages]);
    if (named.size < 2) return undefined;
    const candidates = [...named].slice(0, maximumStages).flatMap((stage) => {
      const value = this.asIfIn(stage, () => this.firstGiven(part.alternatives, at));
      return "missing" in value ? [] : [{ stage, value }];
    });
    return candidates.length < 2 ? undefined : acrossStages(candidates, at);
  }

  /** The stages for which a source holds a value of its own. */
  private stagesOf(alternative: Alternative, at: Location): readonly string[] {
    if (alternative.kind !== "source") return [];
    if (alternative.name === "param") return stagesOfParameters(this.root);
    const [argument, address] = this.asIfIn(anyStage, () => [this.known(alternative.argument, at), this.known(alternative.address, at)]);
    if (argument?.includes(anyStage) === true) return [...stagesOfParameters(this.root), ...usualStages];
    if (argument !== undefined || address === null || address === undefined) return [];
    const { before, stagesAmong } = stagesBehind(address);
    const holder = before === undefined ? undefined : this.asIfIn(textOf(this.stage(at)) ?? "dev", () => this.walk(this.root, before));
    return holder?.kind === "map" ? stagesAmong([...holder.entries.keys()]) : [];
  }

  /** Works as if the service were deployed to a stage; what is missing there is not worth a note. */
  private asIfIn<T>(stage: string, work: () => T): T {
    const before = this.otherStage;
    this.otherStage = stage;
    try {
      return work();
    } finally {
      this.otherStage = before;
    }
  }

  /** What differs between deployments may still be the same in all of them; else the reason names what it is in each. */
  private acrossDeployments(source: string, value: Value): Value {
    if (value.kind !== "unknown" || this.variants.length === 0) return value;
    const candidates = this.variants.map(({ label, variables }) => ({ label, value: variables.text(source, value.at) }));
    return candidates.some((candidate) => candidate.value.kind === "unknown") ? value : inProduction("the value", candidates, value.at);
  }

  private firstOf(alternatives: readonly Alternative[], source: string, at: Location): Value {
    const found = this.firstGiven(alternatives, at);
    if (!("missing" in found)) return found;
    if (found.missing !== undefined) return this.given(`${source.slice(0, 100)}: ${found.missing}`, at);
    return unknown(`${source.slice(0, 100)} is given at deployment`, at);
  }

  private firstGiven(alternatives: readonly Alternative[], at: Location): Value | { readonly missing: string | undefined } {
    let missing: string | undefined;
    for (const [index, alternative] of alternatives.entries()) {
      const given = this.ask(alternative, at);
      if (given === "absent") continue;
      if ("missing" in given) {
        missing = given.missing;
        continue;
      }
      if (given.value.kind === "scalar" && given.value.value === null && index < alternatives.length - 1) continue;
      const resolved = this.resolve(given.value);
      return resolved.kind === "scalar" || resolved.kind === "unknown" || resolved.kind === "joined" ? relocated(resolved, at) : resolved;
    }
    return { missing };
  }

  private ask(alternative: Alternative, at: Location): ReturnType<typeof askSource> {
    if (alternative.kind === "literal") return { value: scalar(alternative.value, at) };
    if (alternative.kind === "variable") return { value: this.textOfParts(alternative.parts, at) };
    const argument = this.known(alternative.argument, at);
    const address = this.known(alternative.address, at);
    if (argument === null || address === null) return { value: unknown(`a part of ${alternative.name} is not known`, at) };
    const call: SourceCall = { name: alternative.name, argument, address, at };
    return askSource(call, this);
  }

  private textOfParts(parts: readonly TextPart[], at: Location): Value {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && "alternatives" in only) return this.variable(only, at);
    return joined(
      parts.map((part) => ("literal" in part ? scalar(part.literal, at) : asText(this.variable(part, at)))),
      at,
    );
  }

  /** The text of an argument or address; null where a variable inside it is not known. */
  private known(parts: readonly TextPart[] | undefined, at: Location): string | undefined | null {
    if (parts === undefined) return undefined;
    const value = this.textOfParts(parts, at);
    return value.kind === "scalar" ? String(value.value ?? "") : null;
  }

  private deeper(at: Location, work: () => Value): Value {
    if (this.depth >= maximumDepth) return this.given("the variables are nested too deeply", at);
    this.depth += 1;
    try {
      return work();
    } finally {
      this.depth -= 1;
    }
  }

  private given(reason: string, at: Location): Value {
    const key = `${at.path}:${at.startLine}:${reason}`;
    if (this.isOtherStage || this.init.isVariant === true) return unknown(reason, at);
    if (!this.said.has(reason) && !this.said.has(key) && this.said.size < 50) this.files.note(at.path, at.startLine, reason);
    this.said.add(key);
    return unknown(reason, at);
  }
}
