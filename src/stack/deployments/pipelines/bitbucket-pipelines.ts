import { type MapEntry, type Value, itemsOf, valueAt } from "../../value.ts";
import type { Job } from "../script.ts";
import { type PipelineFile, type PipelineKind, checkoutVariables, scriptSteps, textIn } from "./pipeline.ts";

const deepestGroup = 4;

/** Pipelines of Bitbucket: the steps of every pipeline, also those in stages and those that run side by side. Pipes are not followed. */
export const bitbucketPipelines: PipelineKind = {
  claims: (path) => path === "bitbucket-pipelines.yml",
  jobs: (file) => {
    const kinds = valueAt(file.document, "pipelines");
    return kinds?.kind === "map"
      ? [...kinds.entries.values()].flatMap((kind) => pipelinesOf(kind).flatMap((entry) => jobsIn(entry.value, file, { label: entry.name })))
      : [];
  },
};

/** `default` is one pipeline; `branches`, `tags`, `custom` and `pull-requests` hold them by name. */
function pipelinesOf(kind: MapEntry): readonly MapEntry[] {
  return kind.value.kind === "map" ? [...kind.value.entries.values()] : [kind];
}

function jobsIn(group: Value, file: PipelineFile, { label, depth = 0 }: { readonly label: string; readonly depth?: number }): readonly Job[] {
  if (depth > deepestGroup) return [];
  const items = group.kind === "list" ? group.items : [...itemsOf(valueAt(group, "steps"))];
  return items.flatMap((item): readonly Job[] => {
    if (!file.steps.take()) return [];
    const step = valueAt(item, "step");
    const inner = valueAt(item, "stage") ?? valueAt(item, "parallel");
    if (inner !== undefined) return jobsIn(inner, file, { label: textIn(inner, "deployment") ?? label, depth: depth + 1 });
    return step === undefined ? [] : jobsOf(step, file, label);
  });
}

/** What runs in a step's shell, and what runs in another one afterwards. */
function jobsOf(step: Value, file: PipelineFile, outer: string): readonly Job[] {
  const label = textIn(step, "deployment") ?? outer;
  return ["script", "after-script"].flatMap((name) => {
    const steps = scriptSteps(valueAt(step, name), file, checkoutVariables(file, "BITBUCKET_CLONE_DIR"));
    return steps.length === 0 ? [] : [{ label, steps, isOneShell: true }];
  });
}
