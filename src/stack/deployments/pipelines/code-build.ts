import { itemsOf, textOf, valueAt } from "../../value.ts";
import { type Step, scriptOfScalar } from "../script.ts";
import { type PipelineKind, checkoutVariables, namedValues } from "./pipeline.ts";

const phases = ["install", "pre_build", "build", "post_build"];

/** Build specifications of AWS CodeBuild: the commands of all phases run in one shell. */
export const codeBuild: PipelineKind = {
  claims: (path) => /(^|\/)[\w.-]*buildspec[\w.-]*\.ya?ml$/i.test(path),
  jobs: (file) => {
    const { path, document, content, steps: allowed } = file;
    if (valueAt(document, "phases")?.kind !== "map") return [];
    const variables = namedValues(valueAt(document, "env", "variables"), checkoutVariables(file, "CODEBUILD_SRC_DIR"), [""]);
    const steps = phases.flatMap((phase) =>
      itemsOf(valueAt(document, "phases", phase, "commands")).flatMap((command): readonly Step[] =>
        command.kind === "scalar" && textOf(command) !== undefined && allowed.take()
          ? [{ folder: "", variables, script: scriptOfScalar(command, content) }]
          : [],
      ),
    );
    return steps.length === 0 ? [] : [{ label: path.slice(path.lastIndexOf("/") + 1), steps, isOneShell: true }];
  },
};
