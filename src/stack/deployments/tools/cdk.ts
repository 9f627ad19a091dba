import type { Value } from "../../value.ts";
import type { TargetedDeployment } from "../deployment.ts";
import { splitAssignment } from "../expand-text.ts";
import { allOf, optionsOf } from "../options.ts";
import { type Tool, commandsOf } from "./tool.ts";

const switches = new Set(["--all", "--hotswap", "--ci", "--verbose", "-v", "--exclusively", "-e", "--concurrency", "--json", "-j"]);

/** Deployments of CDK programs: the context values that they pass. */
export const cdkTool: Tool = (invocations) =>
  commandsOf(invocations, "cdk deploy").map((command): TargetedDeployment => {
    const options = optionsOf(command.words.slice(2), { switches });
    const given = new Map<string, Value>();
    for (const word of allOf(options, "-c", "--context")) {
      const assigned = splitAssignment(word);
      if (assigned !== undefined) given.set(assigned.name, assigned.value);
    }
    return { tool: "cdk", target: command.folder, label: command.label, at: command.at, given, rest: options.open };
  });
