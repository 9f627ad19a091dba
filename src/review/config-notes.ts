import type { Change } from "../change/change.ts";
import type { ConfigProblem } from "../config/parse-repository-config.ts";

/** What a review says of the configuration: mistakes in the file at base, and that a change of it takes effect later. */
export function configNotes(change: Change, path: string, problems: readonly ConfigProblem[]): string[] {
  const mistakes = problems.map(
    (problem) => `Configuration, ${problem.path}:${problem.line}:${problem.column}: ${problem.message}. The key keeps its default.`,
  );
  const isChanged = change.files.some((file) => file.path === path || file.previousPath === path);
  return isChanged ? [...mistakes, `This pull request changes ${path}; that takes effect after it is merged.`] : mistakes;
}
