import { Deployments } from "../../src/stack/deployments/deployments.ts";
import { memorySnapshot } from "./memory-snapshot.ts";
import { shown } from "./shown-value.ts";

/** Each command of the repository's pipelines: label, folder, words. */
export function commandsOf(files: Readonly<Record<string, string>>): readonly string[] {
  return new Deployments(memorySnapshot(files)).invocations.map(
    ({ label, folder, words }) => `${label} ${folder ?? "?"}: ${words.map((word) => String(shown(word.value))).join(" ")}`,
  );
}
