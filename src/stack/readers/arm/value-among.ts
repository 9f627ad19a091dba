import { agreedAmong, isProduction } from "../../deployments/deployment.ts";
import type { Value } from "../../value.ts";
import { unknown } from "../../value-builders.ts";
import type { Budget } from "./budget.ts";

/** What one environment passes for a parameter; undefined where it passes nothing. */
export interface Environment {
  readonly label: string;
  readonly value: Value | undefined;
}

/**
 * The value on which all environments agree, else that of production, unless it decides whether something exists; undefined where it is the default. An
 * environment that passes nothing takes the default, so nothing is known where others pass something.
 */
export function valueAmong(parameter: string, environments: readonly Environment[], budget: Budget): Value | undefined {
  const all = agreed(parameter, environments);
  const production = environments.filter(({ label }) => isProduction(label));
  if (all?.kind !== "unknown" || production.length === 0 || budget.isJudging) return all;
  const chosen = agreed(parameter, production);
  return chosen?.kind === "unknown" ? all : chosen;
}

function agreed(parameter: string, environments: readonly Environment[]): Value | undefined {
  const given = environments.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
  const [first] = given;
  if (first === undefined) return undefined;
  if (given.length < environments.length) return unknown(`parameter ${parameter} is passed by some deployments only`, first.value.at);
  return agreedAmong(`parameter ${parameter}`, given, first.value.at);
}
