import { textOf } from "../../value.ts";
import type { LocalFiles } from "../../readers/cloudformation/local-files.ts";
import type { TargetedDeployment } from "../deployment.ts";
import type { Invocation } from "../script.ts";

/** What a tool's commands deploy, of all the commands that one job runs in their order. */
export type Tool = (invocations: readonly Invocation[], files: LocalFiles) => readonly TargetedDeployment[];

/** A command in a folder that is known. */
export type PlacedInvocation = Invocation & { readonly folder: string };

/** The commands that begin with one of these phrases and run in a known folder. */
export function commandsOf(invocations: readonly Invocation[], ...phrases: readonly string[]): readonly PlacedInvocation[] {
  return invocations.filter((one): one is PlacedInvocation => one.folder !== undefined && phrases.some((phrase) => begins(one, phrase)));
}

/** Whether a command begins with these words: `aws cloudformation deploy`. */
export function begins({ words }: Invocation, phrase: string): boolean {
  return phrase.split(" ").every((word, index) => textOf(words[index]?.value) === word);
}

/** The path of the first of these files that a folder has. */
export function firstFile(folder: string, names: readonly string[], files: LocalFiles): string | undefined {
  return names.map((name) => (folder === "" ? name : `${folder}/${name}`)).find((path) => files.has(path));
}
