import { type Command, Option } from "commander";
import { nearestOf } from "../config/nearest.ts";
import { UserError } from "../errors.ts";
import { renderRule, renderRuleList, ruleJson } from "../render/rule-documentation.ts";
import type { CommandLineTools } from "./command-line-tools.ts";

interface RulesOptions {
  readonly format: "pretty" | "json" | "markdown";
}

/** `rules`: lists the rules, or explains one. */
export function addRulesCommand(program: Command, tools: CommandLineTools): void {
  program
    .command("rules [id]")
    .description("List the rules, or explain one with its examples.")
    .addOption(new Option("--format <format>", "form of the output").choices(["pretty", "json", "markdown"]).default("pretty"))
    .action((id: string | undefined, options: RulesOptions) => tools.writeOutput(`${listOrExplain(id, options, tools)}\n`));
}

function listOrExplain(id: string | undefined, options: RulesOptions, tools: CommandLineTools): string {
  if (id === undefined)
    return options.format === "json" ? JSON.stringify(tools.rules.map(ruleJson), null, 2) : renderRuleList(tools.rules, options.format);
  const rule = tools.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const nearest = nearestOf(
      id,
      tools.rules.map((candidate) => candidate.id),
    );
    throw new UserError(`there is no rule "${id}"`, {
      remedy: nearest === null ? "Run `serverless-reviewer rules` for the list." : `Did you mean ${nearest}?`,
    });
  }
  return options.format === "json" ? JSON.stringify(ruleJson(rule), null, 2) : renderRule(rule);
}
