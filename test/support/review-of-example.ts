import { defaultConfig } from "../../src/config/repository.ts";
import type { Review } from "../../src/findings/review.ts";
import { createGitSource } from "../../src/git/git-source.ts";
import { review } from "../../src/review/review.ts";
import { rules } from "../../src/rules/index.ts";
import { selectRules } from "../../src/rules/select-rules.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { exampleDate } from "./review-example.ts";

/** One finding as findings.json lists it. */
interface Told {
  readonly rule: string | null;
  readonly severity: string;
  readonly place: string;
}

/** A folder with base/ and head/, reviewed by the rules that are on by default. */
export async function reviewOfExample(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ review: Review; told: readonly Told[] }> {
  const source = createGitSource({ folder, base: undefined, head: undefined, title: "", body: "", environment });
  try {
    const request = { change: await source.read(), config: defaultConfig, signal: new AbortController().signal };
    const clock = { now: () => exampleDate, elapsed: () => 0 };
    const made = await review(request, { stack: await createStackTools(), rules: selectRules(rules, "default", new Map()), reviewer: null, clock });
    const told = made.findings.map(({ rule, severity, placement }) => ({ rule, severity, place: `${placement.path}:${placement.startLine}` }));
    return { review: made, told };
  } finally {
    await source.dispose();
  }
}
