import { type Value, itemsOf, textOf, valueAt } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import { plainArgument, withReferences } from "../expand-text.ts";
import { type Step, type Variables, scriptOfScalar } from "../script.ts";
import { type PipelineFile, type PipelineKind, folderBelow, namedValues, textIn } from "./pipeline.ts";

/** Builds of Google Cloud Build: each step runs a builder's program, or a script of its own. */
export const cloudBuild: PipelineKind = {
  claims: (path) => /(^|\/)[\w.-]*cloudbuild[\w.-]*\.(?:ya?ml|json)$/i.test(path),
  jobs: (file) => {
    const { path, document } = file;
    const variables = namedValues(valueAt(document, "substitutions"), new Map(), ["", "$*"]);
    const steps = itemsOf(valueAt(document, "steps")).flatMap((step) => stepOf(step, file, variables) ?? []);
    return steps.length === 0 ? [] : [{ label: path.slice(path.lastIndexOf("/") + 1), steps }];
  },
};

function stepOf(step: Value, { content, steps }: PipelineFile, substitutions: Variables): Step | undefined {
  const folder = folderBelow("", valueAt(step, "dir"), substitutions);
  const variables = namedValues(environmentOf(step), substitutions, [""]);
  if (folder === undefined || !steps.take()) return undefined;
  const script = valueAt(step, "script");
  if (script?.kind === "scalar") return { folder, variables, script: scriptOfScalar(script, content) };
  const program = textIn(step, "entrypoint") ?? programOf(textIn(step, "name") ?? "");
  const args = itemsOf(valueAt(step, "args"));
  const isShell = ["bash", "sh", "/bin/bash", "/bin/sh"].includes(program);
  const [flag, text] = args;
  if (isShell && textOf(flag)?.endsWith("c") === true && text?.kind === "scalar") return { folder, variables, script: scriptOfScalar(text, content) };
  const words = [...(program === "" ? [] : [scalar(program, step.at)]), ...args.map((argument) => withReferences(argument, substitutions))];
  return { folder, variables, call: words.map(plainArgument), at: step.at };
}

/** Builders are named for the program that they run (`gcr.io/cloud-builders/gcloud`); the image of the Cloud SDK runs what it is given. */
function programOf(image: string): string {
  const name = image.split("/").at(-1)?.split(/[:@]/)[0] ?? "";
  return name.startsWith("cloud-sdk") || name.startsWith("google-cloud-cli") ? "" : name;
}

/** `env: ["STAGE=prod"]` as names with text. */
function environmentOf(step: Value): Value | undefined {
  const entries = itemsOf(valueAt(step, "env")).flatMap((item) => {
    const [name = "", ...rest] = (textOf(item) ?? "").split("=");
    return rest.length === 0 ? [] : [[name, { name, key: item.at, value: scalar(rest.join("="), item.at), at: item.at }] as const];
  });
  return { kind: "map", entries: new Map(entries), at: step.at };
}
