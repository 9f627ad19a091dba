import { type TargetedDeployment, asPassed } from "../../deployments/deployment.ts";
import { type Value, textOf } from "../../value.ts";
import { scalar, unknown } from "../../value-builders.ts";
import type { Budget } from "./budget.ts";
import { valueAmong } from "./value-among.ts";

/** What a parameter file passes; undefined where it passes nothing for the parameter, "unread" where the file could not be read. */
export type FileReader = (path: string, parameter: string) => Value | "unread" | undefined;

/**
 * The value on which all deployments of a template agree, else that of production; undefined where none passes one. The type is the parameter's: commands pass
 * text.
 */
export function deployedParameter(
  parameter: string,
  deployments: readonly TargetedDeployment[],
  { type, fileValue, budget }: Reading & { readonly budget: Budget },
): Value | undefined {
  const environments = deployments.map((deployment) => ({ label: deployment.label, value: passedBy(deployment, parameter, { type, fileValue }) }));
  return valueAmong(parameter, environments, budget);
}

interface Reading {
  readonly type: string | undefined;
  readonly fileValue: FileReader;
}

function passedBy(deployment: TargetedDeployment, parameter: string, { type, fileValue }: Reading): Value | undefined {
  const given = deployment.given.get(parameter);
  if (given !== undefined) return asPassed(typed(given, type), given.at);
  for (const path of (deployment.parameterFiles ?? []).toReversed()) {
    const value = fileValue(path, parameter);
    if (value === "unread") return unknown(`${path} could not be read`, deployment.at);
    if (value !== undefined) return asPassed(value, value.at);
  }
  return deployment.rest;
}

function typed(given: Value, type: string | undefined): Value {
  const text = textOf(given);
  if (text === undefined) return given;
  switch (type?.toLowerCase()) {
    case "string":
    case "securestring":
      return given;
    case "int":
      return Number.isInteger(Number(text)) ? scalar(Number(text), given.at) : given;
    case "bool":
      return ["true", "false"].includes(text.toLowerCase()) ? scalar(text.toLowerCase() === "true", given.at) : given;
    default:
      return unknown("a value of this type is passed as text", given.at);
  }
}
