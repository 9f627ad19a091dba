import type { Section } from "../../src/persona/persona.ts";
import { renderRuleList } from "../../src/render/rule-documentation.ts";
import type { Rule } from "../../src/rules/rule.ts";

/** docs/rules/index.md: every rule in a table, then by platform, category and persona section. */
export function ruleIndex(rules: readonly Rule[], sections: readonly Section[]): string {
  const off = rules.filter(({ onByDefault }) => onByDefault === false).length;
  const platforms = [...new Set(rules.flatMap((rule) => rule.platforms))].toSorted();
  const categories = [...new Set(rules.map(({ category }) => category))].toSorted();
  return [
    "# Rules",
    `${rules.length} rules: ${rules.length - off} on by default, ${off} that a repository turns on (marked ○). Each page holds the examples that test it.`,
    renderRuleList(rules, "markdown"),
    "## By platform",
    ...platforms.map((platform) =>
      groupOf(
        platform,
        rules.filter((rule) => rule.platforms.includes(platform)),
      ),
    ),
    "## By category",
    ...categories.map((category) =>
      groupOf(
        category,
        rules.filter((rule) => rule.category === category),
      ),
    ),
    "## By persona section",
    "What no rule stands for is left to the model.",
    ...sections.map((section) =>
      groupOf(
        `${section.number} ${section.title}`,
        rules.filter((rule) => isOf(rule, section)),
      ),
    ),
    "",
  ].join("\n\n");
}

/** Whether a rule checks something of a section. */
export function isOf({ topics }: Rule, { number }: Pick<Section, "number">): boolean {
  return topics.some((topic) => topic.startsWith(`${number}.`));
}

function groupOf(name: string, rules: readonly Rule[]): string {
  const links = rules.map(({ id, onByDefault }) => `[${id}](${id}.md)${onByDefault === false ? " ○" : ""}`);
  return `**${name}** (${rules.length})${links.length === 0 ? "" : `: ${links.join(", ")}`}`;
}
