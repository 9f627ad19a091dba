import { UserError } from "../errors.ts";
import type { Rule } from "./rule.ts";

/**
 * The rules that run: those on by default and those that the repository turns on; with "all" every rule; with ids exactly these.
 * @throws UserError for an id that does not exist.
 */
export function selectRules(rules: readonly Rule[], selection: string, configured: ReadonlyMap<string, string>): readonly Rule[] {
  if (selection === "all") return rules;
  if (selection === "default") return rules.filter((rule) => (rule.onByDefault ?? true) || isTurnedOn(configured.get(rule.id)));
  const ids = selection.split(",").map((id) => id.trim());
  return ids.map((id) => {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule === undefined) throw new UserError(`--rules: there is no rule "${id}"`, { remedy: "Run `serverless-reviewer rules` for the list." });
    return rule;
  });
}

/** A severity or `on` turns a rule on that is off by default. */
function isTurnedOn(configured: string | undefined): boolean {
  return configured !== undefined && configured !== "off";
}
