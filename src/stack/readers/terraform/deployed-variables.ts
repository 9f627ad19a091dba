import type { Snapshot } from "../../../change/snapshot.ts";
import { type TargetedDeployment, agreedAmong, asPassed, inProduction } from "../../deployments/deployment.ts";
import type { Note } from "../../native.ts";
import { scalar, unknown } from "../../value-builders.ts";
import { type Value, textOf } from "../../value.ts";
import { evaluate } from "./evaluate-expression.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { parseFile } from "./module-source.ts";
import { parseModel } from "./parse-hcl.ts";
import type { Attribute, Expression } from "./syntax.ts";
import { numberOf, truthOf } from "./value-conversion.ts";

/** A deployment with the files that it names. */
interface ReadDeployment extends TargetedDeployment {
  readonly assignments: ReadonlyMap<string, Attribute>;
  /** A file that the repository does not hold. */
  readonly missing: string | undefined;
}

/** What the deployments of a root module pass to its variables, by files and by the command. */
export class DeployedVariables {
  /** The files with variables that were read. */
  readonly filesRead = new Set<string>();
  private readonly deployments: readonly ReadDeployment[];

  constructor(deployments: readonly TargetedDeployment[], snapshot: Snapshot, notes: Note[]) {
    this.deployments = deployments.map((deployment) => {
      const paths = deployment.parameterFiles ?? [];
      const assignments = new Map<string, Attribute>();
      for (const path of paths) {
        const file = parseFile(path, snapshot, notes);
        if (file !== undefined) this.filesRead.add(path);
        for (const attribute of file?.body.attributes ?? []) assignments.set(attribute.name, attribute);
      }
      return { ...deployment, assignments, missing: paths.find((path) => !this.filesRead.has(path)) };
    });
  }

  /** The value on which all deployments agree, those that pass none with their own, else that of production; undefined where none passes any. */
  value(name: string, type: Expression | undefined, module: ModuleInstance): Value | undefined {
    const passed = this.deployments.map((deployment) => ({ label: deployment.label, value: valueIn(deployment, name, { type, module }) }));
    if (passed.every(({ value }) => value === undefined)) return undefined;
    const place = passed.flatMap(({ value }) => value?.at ?? [])[0];
    const candidates = passed.map(({ label, value }) => ({
      label,
      value:
        value ??
        module.unpassed(name) ??
        unknown(`variable ${name} has no default`, place ?? { path: module.source.folder, startLine: 1, endLine: 1 }),
    }));
    const among = module.evaluation.isJudging ? agreedAmong : inProduction;
    return place === undefined ? undefined : among(`variable ${name}`, candidates, place);
  }
}

function valueIn(
  deployment: ReadDeployment,
  name: string,
  { type, module }: { readonly type: Expression | undefined; readonly module: ModuleInstance },
): Value | undefined {
  const given = deployment.given.get(name);
  const assigned = deployment.assignments.get(name);
  if (given !== undefined) return asPassed(typed(given, type, module), given.at);
  if (assigned !== undefined) {
    const value = evaluate(assigned.value, module.scope);
    return asPassed(value, value.at);
  }
  if (deployment.rest !== undefined) return deployment.rest;
  return deployment.missing === undefined ? undefined : unknown(`${deployment.missing} is not in the repository`, deployment.at);
}

/** Commands and the environment pass text: numbers and booleans are converted, lists and maps are written as expressions. */
function typed(given: Value, type: Expression | undefined, module: ModuleInstance): Value {
  const text = textOf(given);
  const name = type?.kind === "variable" ? type.name : type?.kind === "literal" ? String(type.value) : type?.kind;
  if (text === undefined || type === undefined || name === "string") return given;
  if (name === "number") return scalar(numberOf(given) ?? text, given.at);
  if (name === "bool") return scalar(truthOf(given) ?? text, given.at);
  const [only] = parseModel(`value = ${text}`, given.at).attributes;
  return only === undefined ? unknown("the value that is passed cannot be read", given.at) : evaluate(only.value, module.scope);
}
