import type { Location } from "../../change/location.ts";
import { sameValue } from "../compare-values.ts";
import { type UnknownValue, type Value, textOf } from "../value.ts";
import { relocated, unknown } from "../value-builders.ts";

/** What one deployment of a template, a service or a module passes to its parameters. */
export interface Deployment {
  /** How people tell it apart: its stage or environment, else the job that runs it. */
  readonly label: string;
  /** The command, or the section of a configuration file. */
  readonly at: Location;
  /** What is passed, by the parameter's name. */
  readonly given: ReadonlyMap<string, Value>;
  /** Set where more may be passed than can be read: whatever `given` lacks is then not known. */
  readonly rest: UnknownValue | undefined;
}

/** A deployment with what it deploys. */
export interface TargetedDeployment extends Deployment {
  readonly tool: "cloudformation" | "serverless" | "terraform" | "cdk" | "arm";
  /** The template, the service's configuration or the module's folder, from the repository's root. */
  readonly target: string;
  /** Files with parameters, in the order in which they hold; what `given` has counts before them. */
  readonly parameterFiles?: readonly string[];
}

/** What a deployment passes for a parameter; undefined where it passes nothing, so that the default holds. */
export function valuePassed(deployment: Deployment, parameter: string): Value | undefined {
  return deployment.given.get(parameter) ?? deployment.rest;
}

/** A value with the deployment that gives it. */
export interface Candidate {
  readonly label: string;
  readonly value: Value;
}

const mostNamed = 4;
const longestNamed = 40;

const productionNames: ReadonlySet<string> = new Set(["prod", "production", "prd", "live"]);

/** Whether a stage or an environment is called like the one that users meet. */
export function isProduction(stage: string): boolean {
  return productionNames.has(stage.toLowerCase());
}

/**
 * The value that all deployments agree on; where they differ, an unknown one whose reason names the candidates: "parameter Timeout is 200 in dev, 900 in
 * prod".
 */
export function agreedAmong(what: string, candidates: readonly Candidate[], at: Location): Value {
  const [first, ...others] = candidates;
  if (first === undefined) return unknown(`${what} is not known`, at);
  if (others.every((other) => isSame(first.value, other.value))) return first.value;
  const named = distinct(candidates)
    .slice(0, mostNamed)
    .map(({ label, value }) => `${shown(value)} in ${label}`);
  return unknown(`${what} is ${named.join(", ")}`, at);
}

/** The value in production where deployments differ and one of them is called so: it is the one that users meet. Whether something exists is not for this to say. */
export function inProduction(what: string, candidates: readonly Candidate[], at: Location): Value {
  const production = candidates.filter(({ label }) => isProduction(label));
  const chosen = agreedAmong(what, production.length === 0 ? candidates : production, at);
  return chosen.kind === "unknown" ? agreedAmong(what, candidates, at) : chosen;
}

/** Parameters are text whatever they stand for: 900 is "900". */
function isSame(one: Value, other: Value): boolean {
  const text = textOf(one);
  if (text !== undefined) return text === textOf(other);
  if (one.kind === "list" && other.kind === "list")
    return one.items.length === other.items.length && one.items.every((item, index) => isSame(item, other.items[index] ?? item));
  return sameValue(one, other);
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ label, value }) => {
    const key = `${label}\u0000${shown(value)}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

function shown(value: Value): string {
  const text = textOf(value) ?? (value.kind === "list" ? value.items.map((item) => textOf(item) ?? "?").join(",") : undefined);
  if (text === undefined) return "not known";
  return text.length > longestNamed ? `${text.slice(0, longestNamed)}…` : text === "" ? "empty" : text;
}

/** A value that a deployment passes, at the place that uses it; it remembers the place that passes it. */
export function asPassed(value: Value, at: Location): Value {
  return value.kind === "scalar" ? { ...value, at, from: value.from ?? value.at } : relocated(value, at);
}

/** What the deployments pass for a parameter where none has a default that would count: undefined where none passes it, unknown where only some do. */
export function passedByAll(deployments: readonly Deployment[], parameter: string, at: Location): Value | undefined {
  const candidates = deployments.flatMap((deployment): readonly Candidate[] => {
    const value = valuePassed(deployment, parameter);
    return value === undefined ? [] : [{ label: deployment.label, value: asPassed(value, at) }];
  });
  if (candidates.length === 0) return undefined;
  // Where only some pass it, the others have the fallback.
  return candidates.length === deployments.length
    ? inProduction("the value", candidates, at)
    : unknown(`${parameter} is passed by some deployments only`, at);
}
