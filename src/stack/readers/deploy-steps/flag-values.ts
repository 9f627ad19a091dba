import { splitAssignment, splitText } from "../../deployments/expand-text.ts";
import { lastOf } from "../../deployments/options.ts";
import { enter } from "../../deployments/pipelines/pipeline.ts";
import { type Value, textOf } from "../../value.ts";
import { entry, list, map, mapOf, scalar, unknown } from "../../value-builders.ts";
import type { GcloudCommand } from "./gcloud.ts";

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `540s`, `9m`, `1h30m`, `540`: seconds. */
export function secondsOf(value: Value | undefined): Value | undefined {
  const text = textOf(value);
  if (value === undefined || text === undefined) return value;
  const parts = [...text.matchAll(/(\d+)([smhd]?)/g)];
  if (!/^(?:\d+[smhd]?)+$/.test(text)) return unknown("the duration is not written as one", value.at);
  return scalar(
    parts.reduce((sum, [, number, unit]) => sum + Number(number) * (unitSeconds[unit === "" || unit === undefined ? "s" : unit] ?? 1), 0),
    value.at,
  );
}

/** `512MB` and `512MiB` as the provider writes them: `512M`, `512Mi`. */
export function memoryOf(value: Value | undefined): Value | undefined {
  const text = textOf(value);
  return value === undefined || text === undefined ? value : scalar(text.replace(/(?<=[A-Za-z])B$/i, ""), value.at);
}

/** The environment variables that a command sets, by name. */
export function environmentOf(command: GcloudCommand): Value | undefined {
  const { options, invocation, files } = command;
  const set = lastOf(options, "--set-env-vars", "--update-env-vars");
  const file = lastOf(options, "--env-vars-file");
  if (file !== undefined) {
    const path = textOf(file) === undefined ? undefined : enter(invocation.folder, textOf(file) ?? "");
    return (
      (path === undefined ? undefined : files.document(path)) ?? unknown("the file with the environment variables is not in the repository", file.at)
    );
  }
  return set === undefined ? undefined : assignmentsOf(set);
}

function assignmentsOf(set: Value): Value {
  const pairs = pairsOf(set);
  if (pairs === undefined) return unknown("the variables are only known when the pipeline runs", set.at);
  return map(
    pairs.map(({ name, value }) => entry(name, value)),
    set.at,
  );
}

/** The secrets that a command gives as variables: `DB=db-password:latest`. Those that are mounted as files are none. */
export function secretsOf({ options }: GcloudCommand): Value | undefined {
  const set = lastOf(options, "--set-secrets", "--update-secrets");
  const pairs = set === undefined ? undefined : pairsOf(set);
  if (set === undefined || pairs === undefined) return set && unknown("the secrets are only known when the pipeline runs", set.at);
  const blocks = pairs
    .filter(({ name }) => !name.startsWith("/"))
    .map(({ name, value }) => mapOf({ key: scalar(name, value.at), secret: value }, value.at));
  return list(blocks, set.at);
}

/** `A=1,B=2`; undefined where a part is no assignment. `^:^A=1:B=2` names another separator. */
function pairsOf(set: Value): readonly { readonly name: string; readonly value: Value }[] | undefined {
  const start = textOf(set.kind === "joined" ? set.parts[0] : set) ?? "";
  if (start.startsWith("^")) return undefined;
  const parts = splitText(set, ",").map((part) => splitAssignment(part));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
