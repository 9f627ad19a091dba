import { type Value, textOf } from "../../value.ts";
import type { TargetedDeployment } from "../deployment.ts";
import { splitAssignment } from "../expand-text.ts";
import { type Options, allOf, lastOf, optionsOf } from "../options.ts";
import { enter } from "../pipelines/pipeline.ts";
import { type Tool, commandsOf, firstFile } from "./tool.ts";

const configurations = ["serverless.yml", "serverless.yaml", "serverless.json", "serverless.ts", "serverless.js", "serverless.cjs", "serverless.mjs"];
const shortNames: Readonly<Record<string, string>> = { "-s": "--stage", "-r": "--region" };
const switches = new Set(["--verbose", "-v", "--force", "--debug", "--conceal", "--aws-s3-accelerate", "--ci"]);

/** Deployments of Serverless Framework services: options as `opt:<name>`, parameters as `param:<name>`. */
export const serverlessTool: Tool = (invocations, files) =>
  commandsOf(invocations, "serverless deploy", "sls deploy").flatMap((command): readonly TargetedDeployment[] => {
    const options = optionsOf(command.words.slice(2), { switches });
    if (textOf(options.words[0]) === "list" || textOf(options.words[0]) === "function") return [];
    const named = lastOf(options, "--config", "-c");
    const path = textOf(named);
    const target =
      named === undefined ? firstFile(command.folder, configurations, files) : path === undefined ? undefined : enter(command.folder, path);
    if (target === undefined) return [];
    const given = givenBy(options);
    return [{ tool: "serverless", target, label: textOf(given.get("opt:stage")) ?? command.label, at: command.at, given, rest: options.open }];
  });

function givenBy(options: Options): ReadonlyMap<string, Value> {
  const given = new Map<string, Value>();
  for (const [name, values] of options.values) {
    const value = values.at(-1);
    const long = Object.hasOwn(shortNames, name) ? (shortNames[name] ?? name) : name;
    if (value !== undefined && long.startsWith("--") && long !== "--param" && long !== "--config") given.set(`opt:${long.slice(2)}`, value);
  }
  for (const parameter of allOf(options, "--param")) {
    const assigned = splitAssignment(parameter);
    if (assigned !== undefined) given.set(`param:${assigned.name}`, assigned.value);
  }
  return given;
}
